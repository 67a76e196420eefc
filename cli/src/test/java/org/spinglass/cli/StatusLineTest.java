// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusLineTest {
    private final StringWriter err = new StringWriter();

    private StatusLine line(int columns, boolean hasUnicode) {
        PrintWriter writer = new PrintWriter(err, true);
        return new StatusLine(new Terminal(writer, writer, true, columns, hasUnicode));
    }

    private String shown() {
        return err.toString().replace("\r", "").replace("\u001b[K", "");
    }

    @ParameterizedTest
    @CsvSource({"40", "60", "80", "200"})
    void neverReachesTheLastColumn(int columns) {
        line(columns, true).show("epoch 12/20 ", 0.5, "  loss 0.1234  accuracy 0.9000  12 s to go");
        assertThat(shown().length()).isLessThan(columns);
        assertThat(shown()).startsWith("epoch 12/20 \u2501");
    }

    @Test
    void drawsShareAndPercentInAsciiToo() {
        line(80, false).show("a ", 0.25, " b");
        assertThat(shown()).isEqualTo("a " + "=".repeat(10) + "-".repeat(30) + "  25% b");
    }

    @Test
    void sharesOutsideTheBarAreCut() {
        line(80, false).show("", 1.5, "");
        assertThat(shown()).isEqualTo("=".repeat(40) + " 100%");
    }

    @Test
    void clearsOnlyWhatItHasShown() {
        StatusLine line = line(80, true);
        line.clear();
        assertThat(err.toString()).isEmpty();
        line.show("", 0, "");
        line.clear();
        assertThat(err.toString()).endsWith("\r\u001b[K");
    }

    @ParameterizedTest
    @CsvSource({"0.4,0 s", "59.4,59 s", "125,2:05 min", "3725,1:02 h", "NaN,?", "Infinity,?"})
    void timesAreWrittenAsPeopleDo(double seconds, String expected) {
        assertThat(StatusLine.time(seconds)).isEqualTo(expected);
    }
}
