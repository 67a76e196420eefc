// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlaceClassesTest {
    @Property(tries = 200)
    void everyPlaceIsInTheClassOfItsPattern(
            @ForAll @IntRange(min = 1, max = 9) int count,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 1, max = 7) int sites,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] outputs = new float[count * rows * sites];
        for (int u = 0; u < outputs.length; u++) {
            outputs[u] = (float) random.nextDouble(-1, 0.5);
        }
        PlaceClasses classes = new PlaceClasses(outputs, false, count, rows, sites);
        for (int round = 0; round < 2; round++) {
            int first = random.nextInt(rows);
            int width = random.nextInt(rows - first + 1);
            classes.divide(first, width);
            assertThat(classes.count()).isEqualTo(1 << width);
            boolean[] isSeen = new boolean[count * sites];
            int largest = 0;
            for (int c = 0; c < classes.count(); c++) {
                largest = Math.max(largest, classes.end(c) - classes.begin(c));
                for (int at = classes.begin(c); at < classes.end(c); at++) {
                    int place = classes.place(at);
                    assertThat(isSeen[place]).isFalse();
                    isSeen[place] = true;
                    for (int k = 0; k < width; k++) {
                        int unit = (place / sites * rows + first + k) * sites + place % sites;
                        boolean isOther = (c >> k & 1) == 1;
                        assertThat(outputs[unit] > 0).isEqualTo(classes.isActiveInMost(k) ^ isOther);
                    }
                }
            }
            assertThat(isSeen).doesNotContain(false);
            assertThat(classes.end(0) - classes.begin(0)).isEqualTo(largest);
            assertThat(classes.places()).isEqualTo(count * sites);
        }
    }

    @Test
    void withoutOutputsAllPlacesAreOneClass() {
        PlaceClasses classes = new PlaceClasses(new float[0], false, 3, 2, 4);
        assertThat(classes.count()).isEqualTo(1);
        assertThat(classes.begin(0)).isZero();
        assertThat(classes.end(0)).isEqualTo(12);
        assertThat(classes.place(7)).isEqualTo(7);
    }
}
