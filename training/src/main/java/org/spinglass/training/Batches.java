// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.SplittableRandom;
import org.spinglass.compute.Shuffle;
import org.spinglass.data.Samples;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.layer.Weights;

/**
 * Minibatches of nearly equal size, shuffled anew each epoch by a function of seed and epoch, and deformed where the
 * samples are augmented.
 */
final class Batches {
    private final Samples samples;
    private final long seed;
    private final int[] order;
    private final int steps;
    private int shuffledFor = -1;
    private int first;
    private int size;

    /**
     * @param batch samples of a batch, about
     */
    Batches(Samples samples, int batch, long seed) {
        this(samples, seed, steps(samples.count(), batch));
    }

    private Batches(Samples samples, long seed, int steps) {
        this.samples = samples;
        this.seed = seed;
        this.order = new int[samples.count()];
        this.steps = steps;
    }

    /** So many batches an epoch. */
    static Batches ofSteps(Samples samples, int steps, long seed) {
        return new Batches(samples, seed, steps);
    }

    /** Batches of so many samples of which each has about {@code batch}. */
    static int steps(int samples, int batch) {
        return Math.max(1, Math.round((float) samples / batch));
    }

    /** Batches an epoch. */
    int steps() {
        return steps;
    }

    /** Samples of the largest batch. */
    int largest() {
        return (order.length + steps - 1) / steps;
    }

    /** Goes to a batch. */
    void select(int epoch, int step) {
        if (shuffledFor != epoch) {
            SplittableRandom random = new SplittableRandom(Seeds.of(seed, 1, epoch));
            Shuffle.fill(order, random::nextInt);
            shuffledFor = epoch;
        }
        first = (int) ((long) order.length * step / steps);
        size = (int) ((long) order.length * (step + 1) / steps) - first;
    }

    /** Samples of the present batch. */
    int size() {
        return size;
    }

    /** Classes of the present batch's samples. */
    int[] labels() {
        int[] labels = new int[size];
        for (int a = 0; a < size; a++) {
            labels[a] = samples.label(order[first + a]);
        }
        return labels;
    }

    /** Draws what a dropout drops in the step of the present batch; it holds until {@link ForwardPass#keepAll}. */
    void draw(ForwardPass pass, int step) {
        if (pass.network().hasDropout()) {
            pass.drop(Seeds.of(seed, 5, shuffledFor, step));
        }
    }

    /** Runs the first samples of the present batch forward, and measures what batch normalisations need of them. */
    void forward(ForwardPass pass, int count, Weights weights) {
        int epoch = shuffledFor;
        pass.measure((a, out, at) -> samples.copy(order[a], epoch, out, at), first, count, weights);
    }
}
