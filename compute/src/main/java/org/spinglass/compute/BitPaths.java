// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * States of a model side by side, each in some slices of imaginary time, as {@link BitOps#sweepSlices} visits them.
 * Slices go round. The arrays are live; of one thread.
 *
 * @param spins of each slice, as {@link BitOps#sweep} has them
 * @param levels of each slice, as there
 * @param joins of each slice: the states in which it is joined with the next one at a spin, where both must be alike;
 *     words {@code WORDS (i - from)} on are those of spin i
 * @param free of each slice, the states in which it may be turned, as the joins
 */
@SuppressWarnings("ArrayRecordComponent")
public record BitPaths(long[][] spins, long[][] levels, long[][] joins, long[][] free) {
    /** Number of slices. */
    public int slices() {
        return spins.length;
    }
}
