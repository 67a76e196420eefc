// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.SpectralPoolMatrix;

class SpectralPoolMatrixTest {
    @Property(tries = 100)
    void rowsAreOrthogonalAndThePaddingIsTheInverse(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(max = 6) int lessHigh,
            @ForAll @IntRange(max = 6) int lessWide,
            @ForAll Crop crop) {
        Shape input = new Shape(2, height + lessHigh, width + lessWide);
        SpectralPool pool = new SpectralPool(height, width, crop);
        float[] p = SpectralPoolMatrix.pooling(pool, input);
        float[] inverse = SpectralPoolMatrix.unpooling(pool, input);
        int rows = height * width;
        int columns = input.area();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                double product = 0;
                double withInverse = 0;
                for (int k = 0; k < columns; k++) {
                    product += (double) p[i * columns + k] * p[j * columns + k];
                    withInverse += (double) p[i * columns + k] * inverse[k * rows + j];
                }
                assertThat(product).isCloseTo(i == j ? (double) rows / columns : 0, within(1e-6));
                assertThat(withInverse).isCloseTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @Property(tries = 30)
    void theCentredPoolKeepsAConstantImage(
            @ForAll @IntRange(min = 1, max = 8) int side, @ForAll @IntRange(max = 8) int less) {
        float[] p = SpectralPoolMatrix.pooling(
                new SpectralPool(side, side, Crop.CENTRED), new Shape(1, side + less, side + less));
        int columns = (side + less) * (side + less);
        for (int i = 0; i < side * side; i++) {
            double sum = 0;
            for (int k = 0; k < columns; k++) {
                sum += p[i * columns + k];
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    /** Both ways of applying a pool are its matrix, and its transposed matrix, also for more channels than one block. */
    @Property(tries = 60)
    void factorsAndMatrixAgree(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(max = 9) int lessHigh,
            @ForAll @IntRange(max = 9) int lessWide,
            @ForAll Crop crop) {
        Shape input = new Shape(9, height + lessHigh, width + lessWide);
        SpectralPool pool = new SpectralPool(height, width, crop);
        SpectralFactors factors = SpectralFactors.of(pool, input);
        LayerOps whole = new SpectralPoolOps(pool, input);
        LayerOps separate = new SeparablePoolOps(pool, input, factors);
        float[] large = random(2 * 4 * input.size(), 1);
        float[] small = random(2 * 4 * 9 * height * width, 2);
        float[] scratch = new float[separate.scratch(8)];
        float[] expected = new float[small.length + 3];
        float[] actual = new float[small.length + 3];
        whole.forward(LayerOps.NO_WEIGHTS, large, 0, expected, 3, 8, scratch);
        separate.forward(LayerOps.NO_WEIGHTS, large, 0, actual, 3, 8, scratch);
        assertThat(actual).containsExactly(expected, within(1e-5f));
        expected = new float[large.length + 5];
        actual = new float[large.length + 5];
        whole.transpose(LayerOps.NO_WEIGHTS, large, 0, small, expected, 5, 2, 4, scratch);
        separate.transpose(LayerOps.NO_WEIGHTS, large, 0, small, actual, 5, 2, 4, scratch);
        assertThat(actual).containsExactly(expected, within(1e-5f));
    }

    private static float[] random(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    @Test
    void fewTermsSuffice() {
        Shape input = new Shape(1, 28, 28);
        assertThat(SpectralFactors.of(new SpectralPool(14, 14, Crop.CENTRED), input)
                        .terms())
                .isEqualTo(3);
        assertThat(SpectralFactors.of(new SpectralPool(7, 7, Crop.CENTRED), input)
                        .terms())
                .isEqualTo(1);
        assertThat(SpectralFactors.of(new SpectralPool(7, 7, Crop.AUTHOR), input)
                        .terms())
                .isBetween(1, 4);
    }

    @Test
    void aMatrixTooLargeForAnArrayIsRefused() {
        assertThatThrownBy(() ->
                        SpectralPoolMatrix.pooling(new SpectralPool(500, 500, Crop.CENTRED), new Shape(1, 1000, 1000)))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("spectral-pool matrix of 250000000000 values");
    }
}
