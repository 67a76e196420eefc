// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.SplittableRandom;

/** Independent random signs, +1 or -1 with probability 1/2 each. */
final class RandomSigns {
    private RandomSigns() {}

    /** As many as wanted, fixed by the seed. */
    static float[] draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] signs = new float[count];
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = i % Long.SIZE == 0 ? random.nextLong() : bits >>> 1;
            signs[i] = (bits & 1) == 0 ? 1 : -1;
        }
        return signs;
    }
}
