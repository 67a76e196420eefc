// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Other values of variables that are worth a try. */
final class Alternatives {
    private static final int[] NONE = {};

    /** Up to so many values are all tried. */
    private static final int FEW = 12;

    /** The same of values without an order, where one is looked for carefully. */
    private static final int MANY = 1000;

    private static final int STEPS = 64;

    private final FlatModel flat;
    private final Incidence incidence;

    Alternatives(FlatModel flat, Incidence incidence) {
        this.flat = flat;
        this.incidence = incidence;
    }

    /** All of few, else those that are powers of two away, and one at random; none of a variable that is kept. */
    int[] some(State state, int v, SplittableRandom random) {
        if (state.isKept(v)) {
            return NONE;
        }
        int count = flat.values(v);
        int now = state.value(v);
        return count <= FEW ? all(v, now) : powers(v, now, random);
    }

    /** As {@link #some}, and all of a variable that is asked for its values. */
    int[] most(State state, int v, SplittableRandom random) {
        return flat.values(v) <= MANY && incidence.isAsked(v) && !state.isKept(v)
                ? all(v, state.value(v))
                : some(state, v, random);
    }

    private int[] all(int v, int now) {
        int[] all = new int[flat.values(v)];
        int size = 0;
        for (int value = flat.low(v); value <= flat.high(v); value += flat.step(v)) {
            if (value != now) {
                all[size++] = value;
            }
        }
        return Arrays.copyOf(all, size);
    }

    private int[] powers(int v, int now, SplittableRandom random) {
        int count = flat.values(v);
        int step = flat.step(v);
        int[] all = new int[STEPS + 1];
        int size = 0;
        for (int far = 1; far < count && size < STEPS - 1; far <<= 1) {
            if ((long) now + (long) far * step <= flat.high(v)) {
                all[size++] = now + far * step;
            }
            if ((long) now - (long) far * step >= flat.low(v)) {
                all[size++] = now - far * step;
            }
        }
        all[size++] = flat.low(v) + step * random.nextInt(count);
        return Arrays.copyOf(all, size);
    }
}
