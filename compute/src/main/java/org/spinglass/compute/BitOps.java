// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

/**
 * Sweeps of {@link BitRows#STATES} states of a model side by side, a bit each (multi-spin coding): the words {@code
 * WORDS i} to {@code WORDS i + WORDS - 1} of an array of spins are spin i of all states, 1 for up.
 *
 * <p>Implementations are stateless, safe for use from any number of threads, and give the same bits.
 */
public interface BitOps {

    /**
     * Fills words with bits that are 1 with probability {@code share / 2^digits}, each independent of all others. Takes
     * as many random numbers of {@link VectorOps#random} a word as there are digits.
     *
     * @param state of the generators, as there
     * @param share from 0 to {@code 2^digits}; 0 and {@code 2^digits} take no random numbers
     * @param digits 0 to 30
     * @param from the first word, a multiple of 8, as {@code to} is
     */
    void toss(long[] state, int share, int digits, long[] out, int from, int to);

    /**
     * Adds what makes a carry of enough: {@code 2^planes - need} and, for a spin with an odd number of bonds, its odd
     * bit, to the levels of spins.
     *
     * @param needs unlike bonds at which a spin is turned that has no level; at most {@code 2^planes}
     * @param odds words for those of the spins from {@code from} that have an odd number of bonds, in their order;
     *     empty for zeros
     * @param levels numbers below {@code 2^planes} and a last digit which says that the number is no less than that:
     *     digit p of spin i begins at word {@code p stride + WORDS (i - from)}
     */
    void addNeeds(BitRows rows, byte[] needs, int planes, long[] odds, long[] levels, int stride, int from, int to);

    /**
     * Visits spins in their order. A spin is turned in those states in which the number of its unlike bonds and its
     * level come to {@code 2^planes}. Cost: a few operations a bond on a vector of words.
     *
     * @param spins those of the model and, behind them, the one that is always up
     * @param planes 1, 2, 3 or 5 ({@link BitRows#planes})
     * @param levels as {@link #addNeeds} leaves them
     * @param used the states whose turns are counted
     * @return turned spins
     */
    long sweep(BitRows rows, long[] spins, int planes, long[] levels, int stride, long[] used, int from, int to);

    /**
     * Visits spins in their order, each in all slices of imaginary time. Slices that are joined at a spin turn it
     * together, in those states in which each of them may and would be turned by {@link #sweep}.
     *
     * @return turned spins of the first slice
     */
    long sweepSlices(BitRows rows, BitPaths paths, int planes, int stride, long[] used, int from, int to);

    /**
     * Counts the unlike bonds of every state.
     *
     * @param counts receives one number a state
     */
    void count(BitRows rows, long[] spins, int[] counts);

    /** {@code to_k = from_k} in those states that the mask has. */
    void copy(long[] mask, long[] from, long[] to);
}
