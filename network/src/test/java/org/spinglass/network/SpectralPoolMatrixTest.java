package org.spinglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

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

    @Test
    void aMatrixTooLargeForAnArrayIsRefused() {
        assertThatThrownBy(() ->
                        SpectralPoolMatrix.pooling(new SpectralPool(500, 500, Crop.CENTRED), new Shape(1, 1000, 1000)))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("spectral-pool matrix of 250000000000 values");
    }
}
