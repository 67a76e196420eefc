// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;

/**
 * The spins of one state, one bit a spin: 1 is up (+1), 0 is down (-1). Immutable; N spins take N / 8 bytes. Two are
 * equal when they have the same number of spins and the same spins.
 */
public final class Spins {
    private final int size;
    private final long[] words;

    private Spins(int size, long[] words) {
        this.size = size;
        this.words = words;
    }

    /**
     * Spins from an array of +1 and -1.
     *
     * @throws IllegalArgumentException when an element is neither
     */
    public static Spins of(byte... values) {
        long[] words = new long[(values.length + 63) >>> 6];
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case 1 -> words[i >>> 6] |= 1L << i;
                case -1 -> {}
                default ->
                    throw new IllegalArgumentException("spin " + i + " is " + values[i] + "; spins are +1 or -1");
            }
        }
        return new Spins(values.length, words);
    }

    /**
     * Spins from packed bits.
     *
     * @param size number of spins
     * @param words bit {@code i mod 64} of word {@code i / 64} is spin i; copied
     * @throws IllegalArgumentException when the size is negative, or there are too few or too many words
     */
    public static Spins ofWords(int size, long[] words) {
        if (size < 0) {
            throw new IllegalArgumentException("size is " + size + "; expected 0 or more");
        }
        if (words.length != (size + 63) >>> 6) {
            throw new IllegalArgumentException(
                    size + " spins take " + ((size + 63) >>> 6) + " words, not " + words.length);
        }
        long[] copy = words.clone();
        if ((size & 63) != 0) {
            copy[copy.length - 1] &= (1L << size) - 1;
        }
        return new Spins(size, copy);
    }

    /**
     * The spins that encode levels in binary, least significant bit first: spin {@code j bits + b} is bit b of level j.
     *
     * @param levels each from 0 to {@code 2^bits - 1}
     * @param bits bits a level, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}
     * @throws IllegalArgumentException when a level or the number of bits is out of its range
     */
    public static Spins ofLevels(int[] levels, int bits) {
        requireBits(bits);
        int size = Math.multiplyExact(levels.length, bits);
        long[] words = new long[(size + 63) >>> 6];
        for (int j = 0, bit = 0; j < levels.length; j++, bit += bits) {
            long level = levels[j];
            if (level < 0 || level >>> bits != 0) {
                throw new IllegalArgumentException(
                        "level " + j + " is " + level + "; of " + bits + " bits it is 0 to " + ((1 << bits) - 1));
            }
            words[bit >>> 6] |= level << bit;
            if ((bit & 63) + bits > 64) {
                words[(bit >>> 6) + 1] |= level >>> (64 - (bit & 63));
            }
        }
        return new Spins(size, words);
    }

    /**
     * The levels that {@link #ofLevels} encodes.
     *
     * @param bits bits a level, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}
     * @throws IllegalArgumentException when the number of spins is no multiple of it, or it is out of its range
     */
    public int[] toLevels(int bits) {
        requireBits(bits);
        if (size % bits != 0) {
            throw new IllegalArgumentException(size + " spins do not divide into levels of " + bits + " bits");
        }
        int[] levels = new int[size / bits];
        long mask = (1L << bits) - 1;
        for (int j = 0, bit = 0; j < levels.length; j++, bit += bits) {
            long level = words[bit >>> 6] >>> bit;
            if ((bit & 63) + bits > 64) {
                level |= words[(bit >>> 6) + 1] << (64 - (bit & 63));
            }
            levels[j] = (int) (level & mask);
        }
        return levels;
    }

    private static void requireBits(int bits) {
        if (bits < 1 || bits > EncodedQuadratic.MAXIMUM_BITS) {
            throw new IllegalArgumentException("bits is " + bits + "; expected 1 to " + EncodedQuadratic.MAXIMUM_BITS);
        }
    }

    /** Number of spins. */
    public int size() {
        return size;
    }

    /**
     * Spin i, +1 or -1.
     *
     * @throws IndexOutOfBoundsException when there is no spin i
     */
    public int get(int i) {
        if (i < 0 || i >= size) {
            throw new IndexOutOfBoundsException("spin " + i + " of " + size);
        }
        return (words[i >>> 6] >>> i & 1) == 1 ? 1 : -1;
    }

    /** All spins, +1 or -1 each. */
    public byte[] toArray() {
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = (byte) get(i);
        }
        return values;
    }

    /** The packed bits, as {@link #ofWords} takes them; a copy. */
    public long[] toWords() {
        return words.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Spins that && size == that.size && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(words);
    }

    /** One character a spin, {@code +} or {@code -}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            text.append(get(i) == 1 ? '+' : '-');
        }
        return text.toString();
    }
}
