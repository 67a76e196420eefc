// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/**
 * Lowers the degree of polynomials over bits by bits that stand for products of two (Rosenberg): of all pairs that
 * occur in terms of too
 * high a degree, the most frequent one first, so that terms share what they can.
 */
final class Reduction {
    private final List<int[]> monomials = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final Map<Long, List<Integer>> where = new HashMap<>();
    private final PriorityQueue<Counted> queue = new PriorityQueue<>();
    private final List<int[]> products = new ArrayList<>();
    private final Map<Long, Integer> known = new HashMap<>();
    private final List<Polynomial> given = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private int nextBit;

    /** A pair and in how many terms it was, at most, when it was counted. */
    private record Counted(int count, long pair) implements Comparable<Counted> {
        @Override
        public int compareTo(Counted other) {
            return count != other.count ? Integer.compare(other.count, count) : Long.compare(pair, other.pair);
        }
    }

    /** Bits of products are numbered from the first that is free. */
    Reduction(int firstFree) {
        this.nextBit = firstFree;
    }

    /** Takes a polynomial that is to have a degree of no more than the target, 1 or 2; gives its number. */
    int add(Polynomial polynomial, int target) {
        if (polynomial.degree() <= target) {
            given.add(polynomial);
            places.add(new int[0]);
            return given.size() - 1;
        }
        int[] place = new int[polynomial.terms()];
        for (int term = 0; term < place.length; term++) {
            place[term] = -1;
            if (polynomial.degree(term) > target) {
                place[term] = monomials.size();
                monomials.add(polynomial.atoms(term));
                targets.add(target);
                register(place[term]);
            }
        }
        given.add(polynomial);
        places.add(place);
        return given.size() - 1;
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

    /** Substitutes until every degree is reached. */
    void run() {
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
            } else {
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

    /** A polynomial that was taken, now of the degree that was asked for. */
    Polynomial reduced(int number) {
        Polynomial polynomial = given.get(number);
        int[] place = places.get(number);
        if (place.length == 0) {
            return polynomial;
        }
        PolynomialBuilder all = new PolynomialBuilder(polynomial.terms());
        for (int term = 0; term < place.length; term++) {
            all.term(polynomial.coefficient(term));
            int[] bits = place[term] < 0 ? polynomial.atoms(term) : monomials.get(place[term]);
            for (int bit : bits) {
                all.with(bit);
            }
        }
        return all.build().merged(bit -> true);
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
