// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnWindowTest {
    private static final int VARIABLES = 2;
    private static final int ROWS = 2;

    /** Columns of samples: sample n has the rows n and n + 0.5, the second variable of which is 100 more. */
    private static float[] columns(int first, int count) {
        float[] columns = new float[count * ROWS * VARIABLES];
        for (int c = 0; c < count * ROWS; c++) {
            float value = first + c / ROWS + 0.5f * (c % ROWS);
            columns[c * VARIABLES] = value;
            columns[c * VARIABLES + 1] = value + 100;
        }
        return columns;
    }

    private static ResponseForm form(int modelled, int renewed) {
        return new ResponseForm(ResponseForm.Kind.SKETCHES, 10, modelled, renewed, ROWS);
    }

    private static float[] row(ChannelFactors factors, int variable) {
        float[] row = new float[factors.samples() * ROWS];
        System.arraycopy(factors.values(), variable * factors.width(), row, 0, row.length);
        return row;
    }

    @Test
    void eachVisitReplacesTheOldestSamples() {
        ColumnWindow window = new ColumnWindow();
        ResponseForm form = form(5, 2);
        assertThat(window.due(form)).isEqualTo(5);
        window.renew(List.of(columns(0, 2), columns(2, 3)), VARIABLES, 5, ROWS);
        assertThat(window.due(form)).isEqualTo(2);
        window.renew(List.of(columns(10, 2)), VARIABLES, 2, ROWS);
        window.renew(List.of(columns(20, 1), columns(21, 1)), VARIABLES, 2, ROWS);
        ChannelFactors factors = window.renew(List.of(columns(30, 2)), VARIABLES, 2, ROWS);

        assertThat(factors.samples()).isEqualTo(5);
        assertThat(row(factors, 0)).containsExactly(31, 31.5f, 11, 11.5f, 20, 20.5f, 21, 21.5f, 30, 30.5f);
        assertThat(row(factors, 1)).containsExactly(131, 131.5f, 111, 111.5f, 120, 120.5f, 121, 121.5f, 130, 130.5f);
    }

    @Test
    void onceClearedItBeginsAnew() {
        ColumnWindow window = new ColumnWindow();
        window.renew(List.of(columns(0, 3)), VARIABLES, 3, ROWS);
        window.renew(List.of(columns(10, 1)), VARIABLES, 1, ROWS);
        window.clear();
        assertThat(window.due(form(3, 1))).isEqualTo(3);
        ChannelFactors factors = window.renew(List.of(columns(20, 3)), VARIABLES, 3, ROWS);
        assertThat(row(factors, 0)).containsExactly(20, 20.5f, 21, 21.5f, 22, 22.5f);
        assertThat(window.due(form(3, 1))).isEqualTo(1);
    }

    @Test
    void aBatchMayBeSmallerThanTheFirst() {
        ColumnWindow window = new ColumnWindow();
        window.renew(List.of(columns(0, 3)), VARIABLES, 3, ROWS);
        assertThat(window.due(form(2, 1))).isEqualTo(1);
        assertThat(window.due(form(9, 9))).isEqualTo(3);
    }
}
