package org.spinglass.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 13, 15, 16, 17, 31, 64, 127, 1001})
    void vectorsGiveWhatPlainCodeGives(int length) {
        float[] x = random(length + 9, 1);
        float[] from = random(length + 9, 2);
        for (int i = 0; i < 4 && i < length; i++) {
            x[3 + i] = new float[] {0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY}[i];
        }
        for (int loop = 0; loop < 3; loop++) {
            float[] plain = run(new ScalarLanes(), loop, x, from, length);
            assertThat(run(new VectorLanes(), loop, x, from, length)).isEqualTo(plain);
        }
    }

    private static float[] run(Lanes lanes, int loop, float[] x, float[] from, int length) {
        float[] to = random(length + 9, 3);
        switch (loop) {
            case 0 -> lanes.add(from, 5, to, 2, length);
            case 1 -> lanes.leaky(0.001f, x, 3, to, 7, length);
            default -> lanes.leakySlope(0.25f, x, 3, from, 1, to, 4, length);
        }
        return to;
    }

    private static float[] random(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }
}
