// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import org.spinglass.compute.Workers;

/**
 * Samples taken in pieces of a fixed size, which threads share; what is computed so does not depend on the number of
 * threads. One object belongs to one caller at a time.
 */
public final class Pieces {
    private final int size;
    private final Workers workers;
    private final Scratch scratch = new Scratch();

    /** What is done with samples {@code first} to {@code first + samples - 1}. */
    public interface Work {
        /** Does the work; the scratch lends its arrays. */
        void on(int first, int samples, Scratch scratch);
    }

    /**
     * Pieces of a size.
     *
     * @param size most samples of a piece
     * @param workers the threads to use
     */
    public Pieces(int size, Workers workers) {
        this.size = size;
        this.workers = workers;
    }

    /** Does the work for each piece of {@code count} samples. */
    public void forEach(int count, Work work) {
        forEach(count, size, work);
    }

    /** Does the work for each piece of {@code count} samples, in pieces of another size. */
    public void forEach(int count, int piece, Work work) {
        workers.forEach((count + piece - 1) / piece, number -> {
            int first = number * piece;
            work.on(first, Math.min(piece, count - first), scratch);
        });
    }
}
