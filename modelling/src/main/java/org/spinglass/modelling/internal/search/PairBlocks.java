// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a {@link PairTable} while they are found: for each atom and each other variable that it has terms with,
 * the least and the greatest place of that variable's atoms. A hash table of as many entries as there are blocks, so that
 * neither the terms nor their other ends are copied. For one thread.
 */
final class PairBlocks {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int[] asking;
    private int[] slots = new int[64]; // of each hash: a block and 1; 0 where there is none
    private int[] place = new int[16];
    private int[] variable = new int[16];
    private int[] least = new int[16];
    private int[] most = new int[16];
    private int size;
    private final int[] last = {-1, -1
    }; // the block found last, of lesser and of greater atoms: it is mostly the next too

    /**
     * Without blocks.
     *
     * @param asking variables that places belong to
     */
    PairBlocks(int[] asking) {
        this.asking = asking;
    }

    /** Notes a term of an atom with another one, told by their places. */
    void add(int one, int other) {
        int block = find(one, other);
        if (block < 0) {
            begin(one, other);
            return;
        }
        least[block] = Math.min(least[block], other);
        most[block] = Math.max(most[block], other);
    }

    /** The block of an atom in which another one stands; -1 where it was not begun. */
    private int find(int one, int other) {
        int v = asking[other];
        int side = one < other ? 0 : 1;
        int guess = last[side];
        if (guess >= 0 && place[guess] == one && variable[guess] == v) {
            return guess;
        }
        int slot = slot(one, v);
        while (slots[slot] != 0) {
            int block = slots[slot] - 1;
            if (place[block] == one && variable[block] == v) {
                last[side] = block;
                return block;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    private int slot(int one, int v) {
        return (int) (((long) one << 32 | v) * SPREAD >>> 32) & (slots.length - 1);
    }

    private void begin(int one, int other) {
        if (size == place.length) {
            place = Arrays.copyOf(place, 2 * size);
            variable = Arrays.copyOf(variable, 2 * size);
            least = Arrays.copyOf(least, 2 * size);
            most = Arrays.copyOf(most, 2 * size);
            slots = new int[4 * place.length];
            for (int block = 0; block < size; block++) {
                enter(block);
            }
        }
        place[size] = one;
        variable[size] = asking[other];
        least[size] = other;
        most[size] = other;
        enter(size++);
    }

    private void enter(int block) {
        int slot = slot(place[block], variable[block]);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = block + 1;
    }

    /** Puts the blocks of each atom behind each other; null where their coefficients would be more than so many. */
    @Nullable
    Layout layout(long mostWeights) {
        int[] blocks = new int[asking.length + 1];
        for (int block = 0; block < size; block++) {
            blocks[place[block] + 1]++;
        }
        for (int one = 0; one < asking.length; one++) {
            blocks[one + 1] += blocks[one];
        }
        int[] next = blocks.clone();
        int[] rank = new int[size];
        int[] variables = new int[size];
        int[] leasts = new int[size];
        int[] lengths = new int[size];
        for (int block = 0; block < size; block++) {
            int to = next[place[block]]++;
            rank[block] = to;
            variables[to] = variable[block];
            leasts[to] = least[block];
            lengths[to] = most[block] - least[block] + 1;
        }
        int[] starts = new int[size + 1];
        long end = 0;
        for (int block = 0; block < size; block++) {
            end += lengths[block];
            if (end > Math.min(mostWeights, Integer.MAX_VALUE - 8)) {
                return null;
            }
            starts[block + 1] = (int) end;
        }
        return size == 0 ? null : new Layout(this, rank, blocks, variables, leasts, starts);
    }

    /**
     * Blocks in the order of their atoms.
     *
     * @param found the blocks as they were found
     * @param rank where each of these has come
     * @param blocks the first of each atom, by its place
     * @param variable the other one, of each block
     * @param least the place of the other atom with which a block begins
     * @param starts where each block's coefficients begin
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Layout(PairBlocks found, int[] rank, int[] blocks, int[] variable, int[] least, int[] starts) {
        /** Where the coefficient of an atom's term with another one stands. */
        int at(int one, int other) {
            int block = rank[found.find(one, other)];
            return starts[block] + other - least[block];
        }
    }
}
