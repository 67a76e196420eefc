// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Makes products shorter by bits that stand for products of two (Rosenberg): of all pairs that occur in those that are
 * too long the most frequent one first, so that they share what they can.
 */
final class Substitution {
    private final List<int[]> monomials;
    private final List<Integer> targets;
    private final int leastShare;
    private final Map<Long, List<Integer>> where = new HashMap<>();
    private final PriorityQueue<Counted> queue = new PriorityQueue<>();
    private final List<int[]> products = new ArrayList<>();
    private final Map<Long, Integer> known = new HashMap<>();
    private int nextBit;

    /** A pair and in how many terms it was, at most, when it was counted. */
    private record Counted(int count, long pair) implements Comparable<Counted> {
        @Override
        public int compareTo(Counted other) {
            return count != other.count ? Integer.compare(other.count, count) : Long.compare(pair, other.pair);
        }
    }

    /**
     * Substitutes until nothing is to be done.
     *
     * @param monomials bits of each product, ascending; not changed
     * @param targets as many bits as each is to have at most: those of 1 will, those of 2 may stay longer
     * @param leastShare a pair that fewer have is only taken where one of them must become shorter
     * @param firstFree the first number of a new bit
     */
    Substitution(List<int[]> monomials, List<Integer> targets, int leastShare, int firstFree) {
        this.monomials = new ArrayList<>(monomials);
        this.targets = targets;
        this.leastShare = leastShare;
        this.nextBit = firstFree;
        for (int monomial = 0; monomial < monomials.size(); monomial++) {
            register(monomial);
        }
        run();
    }

    private void register(int monomial) {
        int[] bits = monomials.get(monomial);
        for (int i = 0; i < bits.length; i++) {
            for (int j = i + 1; j < bits.length; j++) {
                where.computeIfAbsent(pair(bits[i], bits[j]), key -> new ArrayList<>())
                        .add(monomial);
            }
        }
    }

    private static long pair(int i, int j) {
        return (long) Math.min(i, j) << 32 | Math.max(i, j);
    }

    private void run() {
        where.forEach((pair, all) -> queue.add(new Counted(all.size(), pair)));
        while (!queue.isEmpty()) {
            Counted next = queue.remove();
            int i = (int) (next.pair() >>> 32);
            int j = (int) next.pair();
            List<Integer> all = where.getOrDefault(next.pair(), List.of()).stream()
                    .filter(m -> isOver(m) && has(m, i) && has(m, j))
                    .toList();
            if (all.isEmpty()) {
                where.remove(next.pair());
            } else if (all.size() < next.count()) {
                where.put(next.pair(), new ArrayList<>(all));
                queue.add(new Counted(all.size(), next.pair()));
            } else if (all.size() >= leastShare || all.stream().anyMatch(m -> targets.get(m) == 1)) {
                where.remove(next.pair());
                substitute(i, j, all);
            }
        }
    }

    private boolean isOver(int monomial) {
        return monomials.get(monomial).length > targets.get(monomial);
    }

    private boolean has(int monomial, int bit) {
        return Arrays.binarySearch(monomials.get(monomial), bit) >= 0;
    }

    private void substitute(int i, int j, List<Integer> all) {
        int product = known.computeIfAbsent(pair(i, j), key -> {
            products.add(new int[] {nextBit, i, j});
            return nextBit++;
        });
        for (int monomial : all) {
            int[] rest = Arrays.stream(monomials.get(monomial))
                    .filter(bit -> bit != i && bit != j)
                    .toArray();
            int[] shorter = Arrays.copyOf(rest, rest.length + 1);
            shorter[rest.length] = product;
            Arrays.sort(shorter);
            monomials.set(monomial, shorter);
            if (isOver(monomial)) {
                for (int bit : rest) {
                    long pair = pair(bit, product);
                    List<Integer> there = where.computeIfAbsent(pair, key -> new ArrayList<>());
                    there.add(monomial);
                    queue.add(new Counted(there.size(), pair));
                }
            }
        }
    }

    /** The bits of a product as they are now. */
    int[] bits(int monomial) {
        return monomials.get(monomial);
    }

    /** The bits of products, in the order in which they were made: the bit and its two factors. */
    List<int[]> products() {
        return products;
    }

    /** The first number that is free now. */
    int nextBit() {
        return nextBit;
    }
}
