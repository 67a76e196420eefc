// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ResizeTest {
    private static float[] resize(float[] in, int height, int width, int toHeight, int toWidth) {
        float[] out = new float[toHeight * toWidth];
        new Resize(new ImageSize(height, width), new ImageSize(toHeight, toWidth)).apply(in, out, 0);
        return out;
    }

    private static float[] random(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    /** Bilinear interpolation by its definition: the four pixels around the point, which stays within the image. */
    private static double interpolated(float[] in, int height, int width, double y, double x) {
        double inY = Math.clamp(y, 0, height - 1);
        double inX = Math.clamp(x, 0, width - 1);
        int y0 = (int) inY;
        int x0 = (int) inX;
        int y1 = Math.min(y0 + 1, height - 1);
        int x1 = Math.min(x0 + 1, width - 1);
        double dy = inY - y0;
        double dx = inX - x0;
        return (1 - dy) * ((1 - dx) * in[y0 * width + x0] + dx * in[y0 * width + x1])
                + dy * ((1 - dx) * in[y1 * width + x0] + dx * in[y1 * width + x1]);
    }

    /** The triangle filter by its definition, over all pixels of the image. */
    private static double filtered(float[] in, int height, int width, int toHeight, int toWidth, int y, int x) {
        double scaleY = (double) height / toHeight;
        double scaleX = (double) width / toWidth;
        double sum = 0;
        double total = 0;
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                double weight = Math.max(0, 1 - Math.abs(i + 0.5 - (y + 0.5) * scaleY) / Math.max(1, scaleY))
                        * Math.max(0, 1 - Math.abs(j + 0.5 - (x + 0.5) * scaleX) / Math.max(1, scaleX));
                sum += weight * in[i * width + j];
                total += weight;
            }
        }
        return sum / total;
    }

    @Property(tries = 200)
    void enlargesByLinearInterpolation(
            @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(max = 20) int moreHeight,
            @ForAll @IntRange(max = 20) int moreWidth,
            @ForAll long seed) {
        int toHeight = height + moreHeight;
        int toWidth = width + moreWidth;
        float[] in = random(height * width, seed);
        float[] out = resize(in, height, width, toHeight, toWidth);
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                double expected = interpolated(
                        in, height, width, (y + 0.5) * height / toHeight - 0.5, (x + 0.5) * width / toWidth - 0.5);
                assertThat((double) out[y * toWidth + x]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Property(tries = 200)
    void filtersWithATriangleWhenAnySideShrinks(
            @ForAll @IntRange(min = 1, max = 16) int height,
            @ForAll @IntRange(min = 1, max = 16) int width,
            @ForAll @IntRange(min = 1, max = 16) int toHeight,
            @ForAll @IntRange(min = 1, max = 16) int toWidth,
            @ForAll long seed) {
        float[] in = random(height * width, seed);
        float[] out = resize(in, height, width, toHeight, toWidth);
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                assertThat((double) out[y * toWidth + x])
                        .isCloseTo(filtered(in, height, width, toHeight, toWidth, y, x), within(1e-6));
            }
        }
    }

    @Test
    void halvingWeighsFourPixelsOneThreeThreeOne() {
        float[] in = {0, 0, 0, 8, 0, 0, 0, 16};
        assertThat(resize(in, 1, 8, 1, 4)).containsExactly(new float[] {0, 3, 1, 48f / 7}, within(1e-6f));
    }

    @Test
    void aConstantStaysConstant() {
        float[] in = new float[28 * 28];
        Arrays.fill(in, 0.7f);
        for (int to : new int[] {1, 5, 14, 27, 28, 29, 32, 64}) {
            for (float value : resize(in, 28, 28, to, to)) {
                assertThat(value).isCloseTo(0.7f, within(1e-6f));
            }
        }
    }

    @Test
    void aRampStaysARampInside() {
        float[] in = new float[28 * 28];
        for (int y = 0; y < 28; y++) {
            for (int x = 0; x < 28; x++) {
                in[y * 28 + x] = (y + 2f * x) / 84;
            }
        }
        float[] out = resize(in, 28, 28, 32, 32);
        for (int y = 1; y < 31; y++) {
            for (int x = 1; x < 31; x++) {
                double expected = ((y + 0.5) * 28 / 32 - 0.5 + 2 * ((x + 0.5) * 28 / 32 - 0.5)) / 84;
                assertThat((double) out[y * 32 + x]).isCloseTo(expected, within(1e-6));
            }
        }
    }

    /** The vector was made with PyTorch's {@code interpolate(mode="bilinear", align_corners=False)} in doubles. */
    @Test
    void agreesWithPyTorch() {
        JsonNode vector = new ObjectMapper().readTree(ResizeTest.class.getResourceAsStream("resize_28_32.json"));
        float[] in = floats(vector.get("input").get("values"));
        float[] expected = floats(vector.get("output").get("values"));
        assertThat(expected).hasSize(32 * 32);
        assertThat(resize(in, 28, 28, 32, 32)).containsExactly(expected, within(1e-6f));
    }

    private static float[] floats(JsonNode values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values.get(i).asDouble();
        }
        return floats;
    }
}
