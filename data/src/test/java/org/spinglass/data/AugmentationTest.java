// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
    private static final int SIDE = 8;

    private static Samples samples() {
        byte[] pixels = new byte[20 * 2 * SIDE * SIDE];
        new Random(3).nextBytes(pixels);
        LabelledImages images = LabelledImages.of(2, new ImageSize(SIDE, SIDE), 2, pixels, new byte[20]);
        int[] all = new int[20];
        Arrays.setAll(all, i -> i);
        return Samples.of(images, all, new ImageSize(SIDE, SIDE));
    }

    private static float[] copy(Samples samples, int sample, int epoch) {
        float[] values = new float[samples.sampleLength()];
        samples.copy(sample, epoch, values, 0);
        return values;
    }

    @Test
    void nothingAskedForChangesNothing() {
        Samples plain = samples();
        Samples none = plain.augmented(new Augmentation(0, 0, 0, 0, false), 5);
        assertThat(copy(none, 7, 2)).isEqualTo(copy(plain, 7, 0));
    }

    @Test
    void aboutHalfOfTheImagesAreMirroredExactly() {
        Samples plain = samples();
        Samples flipped = plain.augmented(new Augmentation(0, 0, 0, 0, true), 5);
        int mirrored = 0;
        for (int epoch = 0; epoch < 50; epoch++) {
            for (int i = 0; i < plain.count(); i++) {
                float[] before = copy(plain, i, epoch);
                float[] after = copy(flipped, i, epoch);
                if (Arrays.equals(before, after)) {
                    continue;
                }
                mirrored++;
                for (int at = 0; at < before.length; at++) {
                    assertThat(after[at]).isEqualTo(before[at / SIDE * SIDE + SIDE - 1 - at % SIDE]);
                }
            }
        }
        assertThat(mirrored / 1000.0).isCloseTo(0.5, within(0.06));
    }

    @Test
    void seedEpochAndSampleFixADeformation() {
        Samples one = samples().augmented(Augmentation.SIGNS, 1);
        Samples again = samples().augmented(Augmentation.SIGNS, 1);
        Samples other = samples().augmented(Augmentation.SIGNS, 2);
        assertThat(copy(one, 3, 4)).isEqualTo(copy(again, 3, 4));
        assertThat(copy(one, 3, 4)).isNotEqualTo(copy(other, 3, 4)).isNotEqualTo(copy(one, 3, 5));
        float[] plain = new float[one.sampleLength()];
        one.copy(3, plain, 0);
        assertThat(plain).isEqualTo(copy(samples(), 3, 0));
    }

    /** A plane that rises along its columns and rows stays a plane under all of these, away from the edges. */
    @Test
    void placesAreTurnedStretchedAndMovedAsAsked() {
        int side = 101;
        byte[] pixels = new byte[side * side];
        for (int at = 0; at < pixels.length; at++) {
            pixels[at] = (byte) (at % side + at / side);
        }
        LabelledImages images = LabelledImages.of(1, new ImageSize(side, side), 1, pixels, new byte[1]);
        Samples plain = Samples.of(images, new int[] {0}, new ImageSize(side, side));
        Samples moved = plain.augmented(new Augmentation(0.1, 20, 0.1, 0.1, false), 9);
        int middle = side / 2;
        for (int epoch = 0; epoch < 20; epoch++) {
            float[] values = copy(moved, 0, epoch);
            double here = 255 * values[middle * side + middle];
            double across = 255 * values[middle * side + middle + 1] - here;
            double down = 255 * values[(middle + 1) * side + middle] - here;
            assertThat(here).isCloseTo(2 * middle, within(2 * 0.1 * side));
            double most = Math.exp(0.1) * (1.1 * (Math.cos(Math.toRadians(20)) + Math.sin(Math.toRadians(20))) + 0.1);
            assertThat(Math.max(across, down)).isBetween(0.3, most);
            for (int k = -10; k <= 10; k++) {
                assertThat(255 * values[(middle + k) * side + middle - k])
                        .isCloseTo((float) (here + k * (down - across)), within(0.02f));
            }
        }
    }

    @Test
    void aTableIsNotDeformed() {
        FeatureTable table = FeatureTable.of(List.of("a", "b"), 2, new float[] {1, 2, 3, 4}, new int[] {0, 1});
        int[] rows = {0, 1};
        Samples samples = Samples.of(table, rows, FeatureScale.of(table, rows));
        assertThatThrownBy(() -> samples.augmented(Augmentation.PHOTOS, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("augmentation deforms images; these samples are rows of a table");
        LabelledImages row = LabelledImages.of(1, new ImageSize(1, 4), 1, new byte[] {1, 2, 3, 4}, new byte[1]);
        Samples images = Samples.of(row, new int[] {0}, new ImageSize(1, 4));
        assertThat(copy(images.augmented(Augmentation.PHOTOS, 1), 0, 0)).hasSize(4);
    }

    @Test
    void textsAreReadAndWritten() {
        assertThat(Augmentation.parse("Signs")).isEqualTo(Augmentation.SIGNS);
        assertThat(Augmentation.parse("shift=0.1, flip=true")).isEqualTo(new Augmentation(0.1, 0, 0, 0, true));
        assertThat(Augmentation.parse(Augmentation.PHOTOS.toString())).isEqualTo(Augmentation.PHOTOS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            sign             | 'sign'; expected signs, photos, or some of
            shift=0.6        | shift is 0.6; expected 0 to 0.5
            rotation=-1      | rotation is -1.0; expected 0 to 180.0
            zoom=x           | zoom is 'x'; expected a number
            flip=1           | flip is '1'; expected true or false
            tilt=1           | 'tilt'; expected signs
            shear=0,shear=0  | 'shear=0'; expected signs
            shear=NaN        | shear is NaN; expected 0 to 1.0
            """)
    void whatIsWrongIsNamed(String text, String message) {
        assertThatThrownBy(() -> Augmentation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
