// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.model.Spins;

/** From spins of 64 states side by side to states one by one. */
public final class BitTranspose {
    private BitTranspose() {}

    /**
     * States as the bits of words, with a spin behind the last that is up in all of them.
     *
     * @param states +1 or -1 a spin
     * @param stride words of a spin, 64 states each
     * @param n number of spins
     */
    public static long[] words(List<byte[]> states, int stride, int n) {
        long[] words = new long[stride * (n + 1)];
        for (int r = 0; r < states.size(); r++) {
            byte[] state = states.get(r);
            long bit = 1L << r;
            int word = r >> 6;
            for (int i = 0; i < n; i++) {
                words[stride * i + word] |= state[i] > 0 ? bit : 0;
            }
        }
        Arrays.fill(words, stride * n, words.length, -1L);
        return words;
    }

    /**
     * The 64 states of a word.
     *
     * @param words bit r of element {@code stride i + word} is 1 where spin i of state r is up
     * @param n number of spins
     */
    public static Spins[] states(long[] words, int word, int stride, int n) {
        int length = n + 63 >>> 6;
        long[][] states = new long[Long.SIZE][length];
        long[] block = new long[Long.SIZE];
        for (int at = 0; at < length; at++) {
            for (int k = 0; k < Long.SIZE; k++) {
                int i = Long.SIZE * at + k;
                block[k] = i < n ? words[stride * i + word] : 0;
            }
            transpose(block);
            for (int r = 0; r < Long.SIZE; r++) {
                states[r][at] = block[r];
            }
        }
        Spins[] spins = new Spins[Long.SIZE];
        for (int r = 0; r < Long.SIZE; r++) {
            spins[r] = Spins.ofWords(n, states[r]);
        }
        return spins;
    }

    /** Of a matrix of bits, by exchanging halves, quarters and so on (Warren, Hacker's Delight, 7-3). */
    private static void transpose(long[] block) {
        long mask = 0xffffffffL;
        for (int half = 32; half != 0; half >>= 1, mask ^= mask << half) {
            for (int k = 0; k < Long.SIZE; k = (k + half + 1) & ~half) {
                long t = (block[k] >>> half ^ block[k + half]) & mask;
                block[k] ^= t << half;
                block[k + half] ^= t;
            }
        }
    }
}
