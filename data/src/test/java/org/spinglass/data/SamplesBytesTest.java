// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is read back hands out the same values. */
class SamplesBytesTest {

    @Test
    void samplesComeBackAsTheyWere() {
        LabelledImages images = images(5);
        ImageSize own = new ImageSize(7, 6);
        for (Samples samples : List.of(
                Samples.of(images, new int[] {4, 0, 2, 2}, own),
                Samples.of(images, new int[] {1, 3}, new ImageSize(9, 9)),
                Samples.of(images, new int[] {}, own),
                prepared(images, new int[] {3, 1, 1}, own),
                prepared(images, new int[] {3, 1, 4}, new ImageSize(4, 5)))) {
            Samples back = SamplesBytes.read(SamplesBytes.of(samples));
            assertThat(back).hasToString(samples.toString());
            assertThat(back.values()).isEqualTo(samples.values());
            assertThat(back.labels()).isEqualTo(samples.labels());
        }
    }

    @Test
    void deformationsAreSaidAgain() {
        Samples samples = Samples.of(images(3), new int[] {0, 1, 2}, new ImageSize(7, 6));
        Samples deformed = samples.augmented(Augmentation.SIGNS, 12);
        Samples.Augmented asked = deformed.augmented();
        assertThat(asked).isEqualTo(new Samples.Augmented(Augmentation.SIGNS, 12));
        assertThat(samples.augmented()).isNull();
        assertThat(deformed.isOf(samples)).isTrue();
        Samples back = SamplesBytes.read(SamplesBytes.of(deformed));
        assertThat(back.isOf(samples)).isFalse();
        float[] here = new float[deformed.sampleLength()];
        float[] there = new float[deformed.sampleLength()];
        deformed.copy(1, 4, here, 0);
        back.augmented(Augmentation.SIGNS, 12).copy(1, 4, there, 0);
        assertThat(there).isEqualTo(here);
    }

    /** A part, sent or not, has the values of the samples that it is of, and none of their deformation. */
    @Test
    void partsAreThoseOfTheWhole() {
        LabelledImages images = images(5);
        ImageSize size = new ImageSize(9, 8);
        int[] chosen = {4, 0, 2, 2, 3, 1};
        for (Samples all : List.of(Samples.of(images, chosen, size), prepared(images, chosen, size))) {
            Samples part = all.augmented(Augmentation.SIGNS, 12).part(1, 3);
            assertThat(part.augmented()).isNull();
            assertThat(part.count()).isEqualTo(3);
            for (Samples own : List.of(part, SamplesBytes.read(SamplesBytes.of(part)))) {
                for (int a = 0; a < 3; a++) {
                    float[] here = new float[all.sampleLength()];
                    float[] there = new float[all.sampleLength()];
                    all.copy(1 + a, here, 0);
                    own.copy(a, there, 0);
                    assertThat(there).isEqualTo(here);
                    assertThat(own.label(a)).isEqualTo(all.label(1 + a));
                }
            }
            assertThatThrownBy(() -> all.part(4, 3)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(all.part(6, 0).count()).isZero();
        }
    }

    /** As larger sets are kept. */
    private static Samples prepared(LabelledImages images, int[] indices, ImageSize size) {
        int[] labels = IntStream.of(indices).map(images::label).toArray();
        return Samples.of(images.channels(), size, images.classes(), labels, new PreparedImages(images, indices, size));
    }

    private static LabelledImages images(int count) {
        byte[] pixels = new byte[count * 2 * 7 * 6];
        new SplittableRandom(1).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 3);
        }
        return LabelledImages.of(2, new ImageSize(7, 6), 3, pixels, labels);
    }
}
