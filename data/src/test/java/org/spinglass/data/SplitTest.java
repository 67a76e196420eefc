// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final ImageSize PIXEL = new ImageSize(1, 1);

    /** Images of one pixel, whose value is the image's number plus an offset. */
    private static LabelledImages numbered(int count, int offset) {
        byte[] pixels = new byte[count];
        for (int i = 0; i < count; i++) {
            pixels[i] = (byte) (i + offset);
        }
        return LabelledImages.of(1, PIXEL, 1, pixels, new byte[count]);
    }

    private static DataSet data(int training, @Nullable LabelledImages validation) {
        return DataSet.of("numbers", numbered(training, 0), validation, numbered(3, 250));
    }

    private static int[] numbers(Samples samples) {
        return IntStream.range(0, samples.count())
                .map(i -> Math.round(samples.values()[i] * 255))
                .toArray();
    }

    private static Split draw(DataSet data, int samples, int validation, long seed) {
        return Split.draw(data, samples, validation, seed, PIXEL);
    }

    @Property(tries = 100)
    void trainingAndValidationShareNoImage(
            @ForAll @IntRange(min = 1, max = 60) int samples,
            @ForAll @IntRange(max = 40) int validation,
            @ForAll long seed) {
        Split split = draw(data(100, null), samples, validation, seed);
        Set<Integer> seen = new HashSet<>();
        IntStream.concat(Arrays.stream(numbers(split.training())), Arrays.stream(numbers(split.validation())))
                .forEach(seen::add);
        assertThat(split.training().count()).isEqualTo(samples);
        assertThat(split.validation().count()).isEqualTo(validation);
        assertThat(seen).hasSize(samples + validation).allMatch(number -> number < 100);
    }

    @Property(tries = 100)
    void trainingDependsOnTheSeedAlone(
            @ForAll @IntRange(min = 1, max = 60) int samples,
            @ForAll @IntRange(max = 40) int validation,
            @ForAll long seed) {
        int[] training = numbers(draw(data(100, null), 60, 0, seed).training());
        int[] shorter = Arrays.copyOf(training, samples);
        assertThat(numbers(draw(data(100, null), samples, validation, seed).training()))
                .containsExactly(shorter);
        assertThat(numbers(draw(data(100, numbered(50, 100)), samples, validation, seed)
                        .training()))
                .containsExactly(shorter);
    }

    @Test
    void anotherSeedDrawsOtherSamples() {
        DataSet data = data(100, null);
        assertThat(numbers(draw(data, 20, 20, 1).training()))
                .isNotEqualTo(numbers(draw(data, 20, 20, 2).training()));
        assertThat(numbers(draw(data, 20, 20, 1).validation()))
                .isNotEqualTo(numbers(draw(data, 20, 20, 2).validation()));
    }

    @Test
    void aSeedDrawsTheSameForEver() {
        Split split = draw(data(100, null), 4, 4, 7);
        assertThat(numbers(split.training())).containsExactly(58, 79, 5, 68);
        assertThat(numbers(split.validation())).containsExactly(65, 69, 63, 49);
    }

    @Test
    void validationComesFromTheSetsOwnImagesWhereItHasThem() {
        DataSet data = data(100, numbered(50, 150));
        int[] some = numbers(draw(data, 100, 10, 3).validation());
        assertThat(some).hasSize(10).doesNotHaveDuplicates();
        assertThat(Arrays.stream(some).boxed()).allMatch(number -> number >= 150 && number < 200);
        assertThat(some).isNotEqualTo(numbers(draw(data, 100, 10, 4).validation()));
        assertThat(numbers(draw(data, 10, 50, 3).validation())).doesNotHaveDuplicates();
    }

    @Test
    void testImagesAreAllThereInTheirOrder() {
        Samples test = Objects.requireNonNull(draw(data(10, null), 1, 1, 5).test());
        assertThat(numbers(test)).containsExactly(250, 251, 252);
        assertThat(draw(DataSet.of("numbers", numbered(10, 0), null, null), 1, 1, 5)
                        .test())
                .isNull();
    }

    @Test
    void samplesAreResizedTo32x32WhenNoSizeIsGiven() {
        Split split = Split.draw(data(10, null), 2, 2, 5);
        assertThat(split.training().size()).isEqualTo(new ImageSize(32, 32));
        assertThat(split.training().values()).hasSize(2 * 32 * 32);
    }

    @Test
    void asksForNoMoreThanThereIs() {
        DataSet drawn = data(100, null);
        DataSet own = data(100, numbered(50, 100));
        assertFails(drawn, 101, 0, "samples: 101, but numbers has 100 training images");
        assertFails(drawn, 90, 11, "validation: 11, but 90 samples leave 10 of the 100 training images of numbers");
        assertFails(own, 90, 51, "validation: 51, but numbers has 50 validation images");
        assertFails(drawn, 0, 10, "samples: 0, expected at least 1");
        assertFails(drawn, 1, -1, "validation: -1, expected at least 0");
        assertThat(draw(drawn, 90, 10, 1).validation().count()).isEqualTo(10);
        assertThat(draw(own, 100, 50, 1).validation().count()).isEqualTo(50);
    }

    private static void assertFails(DataSet data, int samples, int validation, String message) {
        assertThatThrownBy(() -> draw(data, samples, validation, 1))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    /** Chi-squared over the 4 x 3 ordered pairs of 4 indices: 11 degrees of freedom, 99.9 % below 31.26. */
    @Test
    void everyOrderedChoiceIsEquallyLikely() {
        int[] counts = new int[16];
        SplittableRandom random = new SplittableRandom(1);
        int draws = 12_000;
        for (int i = 0; i < draws; i++) {
            int[] pair = new IndexDraw(4).next(2, random);
            counts[4 * pair[0] + pair[1]]++;
        }
        double chiSquared = 0;
        for (int i = 0; i < 16; i++) {
            if (i / 4 == i % 4) {
                assertThat(counts[i]).isZero();
            } else {
                double expected = draws / 12.0;
                chiSquared += (counts[i] - expected) * (counts[i] - expected) / expected;
            }
        }
        assertThat(chiSquared).isLessThan(31.26);
    }
}
