// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

import java.util.SplittableRandom;
import org.spinglass.network.NetworkException;

/**
 * Dropout (Srivastava et al., 2014): while a network is trained, each value is 0 with probability p, and divided by
 * {@code 1 - p} otherwise; which ones is drawn anew for each sample of each step. A trained network passes values on as
 * they are.
 *
 * @param p probability, from 0 to below 1
 */
public record Dropout(float p) implements Layer {
    /**
     * Checks the range.
     *
     * @throws NetworkException when p lies outside
     */
    public Dropout {
        if (!(p >= 0 && p < 1)) {
            throw new NetworkException("p must be from 0 to below 1, not " + p);
        }
        p += 0f; // no -0
    }

    /**
     * Draws what the values of a sample are multiplied by, 0 or {@code 1 / (1 - p)}: a function of the seed, the
     * layer's number and the sample's place in the step.
     *
     * @param out where the factors go, from {@code at} on, {@code size} of them
     */
    public void draw(long seed, int layer, int sample, float[] out, int at, int size) {
        SplittableRandom own = new SplittableRandom(seed ^ ((long) layer << 32 | sample) * 0xbf58476d1ce4e5b9L);
        SplittableRandom random = own.split();
        float kept = 1 / (1 - p);
        for (int i = at; i < at + size; i++) {
            out[i] = random.nextDouble() < p ? 0 : kept;
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return "dropout " + p;
    }
}
