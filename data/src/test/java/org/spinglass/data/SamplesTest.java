// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SamplesTest {
    /** Three images of two planes of 2x2; plane p of image i holds 40 i + 20 p + 0, 1, 2, 3. */
    private static LabelledImages images() {
        byte[] pixels = new byte[3 * 2 * 4];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (40 * (i / 8) + 20 * (i / 4 % 2) + i % 4);
        }
        return LabelledImages.of(2, new ImageSize(2, 2), 4, pixels, new byte[] {3, 1, 2});
    }

    @Test
    void keepsOrderAndScalesToOne() {
        Samples samples = Samples.of(images(), new int[] {2, 0, 2}, new ImageSize(2, 2));
        assertThat(samples.count()).isEqualTo(3);
        assertThat(samples.channels()).isEqualTo(2);
        assertThat(samples.classes()).isEqualTo(4);
        assertThat(samples.sampleLength()).isEqualTo(8);
        assertThat(samples.labels()).containsExactly(2, 3, 2);
        float[] third = {80 / 255f, 81 / 255f, 82 / 255f, 83 / 255f, 100 / 255f, 101 / 255f, 102 / 255f, 103 / 255f};
        assertThat(Arrays.copyOf(samples.values(), 8)).containsExactly(third);
        assertThat(Arrays.copyOfRange(samples.values(), 16, 24)).containsExactly(third);
        assertThat(samples.values()[8]).isZero();
        assertThat(samples.values()[15]).isEqualTo(23 / 255f);
    }

    @Test
    void whiteIsOne() {
        LabelledImages white = LabelledImages.of(1, new ImageSize(1, 1), 1, new byte[] {(byte) 255}, new byte[] {0});
        assertThat(Samples.of(white, new int[] {0}, new ImageSize(1, 1)).values())
                .containsExactly(1f);
    }

    @Test
    void resizesEachPlaneByItself() {
        Samples samples = Samples.of(images(), new int[] {1, 2}, new ImageSize(1, 1));
        assertThat(samples.values())
                .containsExactly(new float[] {41.5f / 255, 61.5f / 255, 81.5f / 255, 101.5f / 255}, within(1e-6f));
        assertThat(samples.height()).isEqualTo(1);
        assertThat(samples.width()).isEqualTo(1);
    }

    @Test
    void mayBeEmpty() {
        Samples none = Samples.of(images(), new int[0], new ImageSize(2, 2));
        assertThat(none.count()).isZero();
        assertThat(none.values()).isEmpty();
    }

    @Test
    void refusesAnImageThatIsNotThere() {
        assertThatThrownBy(() -> Samples.of(images(), new int[] {3}, new ImageSize(2, 2)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void samplesOfLargeSetsAreMadeWhenTheyAreAskedFor() {
        ImageSize size = new ImageSize(24, 24);
        Samples few = Samples.of(images(), new int[] {0, 1, 2}, size);
        int[] many = new int[20_000];
        Arrays.setAll(many, i -> i % 3);
        Samples large = Samples.of(images(), many, size);
        assertThat((long) large.count() * large.sampleLength()).isGreaterThan(1 << 24);
        float[] made = new float[large.sampleLength() + 1];
        for (int i : new int[] {0, 4, 19_997}) {
            large.copy(i, made, 1);
            assertThat(Arrays.copyOfRange(made, 1, made.length))
                    .isEqualTo(Arrays.copyOfRange(
                            few.values(), i % 3 * few.sampleLength(), (i % 3 + 1) * few.sampleLength()));
        }
        assertThatThrownBy(() -> large.copy(20_000, made, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesMoreValuesThanAnArrayHolds() {
        assertThatThrownBy(() -> Samples.of(images(), new int[] {0, 1}, new ImageSize(32768, 32768)))
                .isInstanceOf(DataException.class)
                .hasMessage("a sample of 2x32768x32768 has 2147483648 values, at most 2147483639 expected");
    }

    @Test
    void imagesThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> LabelledImages.of(1, new ImageSize(2, 2), 10, new byte[7], new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 images of 1x2x2 have 8 pixels, not 7");
        assertThatThrownBy(() -> LabelledImages.of(1, new ImageSize(1, 1), 10, new byte[2], new byte[] {0, 10}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("label 10 of image 1, expected 0 to 9");
    }
}
