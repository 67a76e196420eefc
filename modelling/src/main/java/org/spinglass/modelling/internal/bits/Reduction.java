// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/**
 * Lowers the degree of polynomials over bits. Where all of a polynomial may be quadratic, a product of three bits or
 * more is either made shorter by bits that stand for products of two ({@link Substitution}), which products share, or
 * is the least value of a form with bits of its own ({@link Minimised}). Of some ways to divide the work, from
 * substituting all to none but what must be, the one with the fewest bits is taken, and of equal ones the one that
 * substitutes most.
 */
final class Reduction {
    /** By how many products a pair is shared at least that is substituted. */
    private static final int[] LEAST_SHARES = {1, 2, 3, Integer.MAX_VALUE};

    private static final int CUBIC = 3;

    private final int firstFree;
    private final List<int[]> monomials = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final List<Boolean> negative = new ArrayList<>();
    private final List<Polynomial> given = new ArrayList<>();
    private final List<int[]> places = new ArrayList<>();
    private final List<Minimised> minimised = new ArrayList<>();
    private Substitution chosen;
    private int nextBit;
    private int longest;

    /** Bits of products are numbered from the first that is free. */
    Reduction(int firstFree) {
        this.firstFree = firstFree;
        this.chosen = new Substitution(List.of(), List.of(), 1, firstFree);
        this.nextBit = firstFree;
    }

    /** Takes a polynomial that is to have a degree of no more than the target, 1 or 2; gives its number. */
    int add(Polynomial polynomial, int target) {
        given.add(polynomial);
        if (polynomial.degree() <= target) {
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
                negative.add(polynomial.coefficient(term) < 0);
                longest = Math.max(longest, polynomial.degree(term));
            }
        }
        places.add(place);
        return given.size() - 1;
    }

    /** Does what is to be done for all of them. */
    void run() {
        if (monomials.isEmpty()) {
            return;
        }
        int fewest = Integer.MAX_VALUE;
        for (int leastShare : LEAST_SHARES) {
            if (leastShare > 1 && longest <= CUBIC) {
                break; // a bit for each product of three is what a pair that nobody shares takes too
            }
            Substitution one = new Substitution(monomials, targets, leastShare, firstFree);
            int bits = one.products().size();
            for (int k = 0; k < monomials.size(); k++) {
                bits += own(one, k);
            }
            if (bits < fewest) {
                fewest = bits;
                chosen = one;
            }
        }
        nextBit = chosen.nextBit();
        for (int k = 0; k < monomials.size(); k++) {
            Minimised form = new Minimised(chosen.bits(k), negative.get(k), nextBit);
            minimised.add(form);
            nextBit += own(chosen, k);
        }
    }

    /** Bits of its own that a product has after a substitution. */
    private int own(Substitution after, int monomial) {
        int degree = after.bits(monomial).length;
        return degree > 2 ? Minimised.count(degree, negative.get(monomial)) : 0;
    }

    /** A polynomial that was taken, now of the degree that was asked for, or with that as its least value. */
    Polynomial reduced(int number) {
        Polynomial polynomial = given.get(number);
        int[] place = places.get(number);
        if (place.length == 0) {
            return polynomial;
        }
        PolynomialBuilder all = new PolynomialBuilder(polynomial.terms());
        for (int term = 0; term < place.length; term++) {
            int[] bits = place[term] < 0 ? polynomial.atoms(term) : chosen.bits(place[term]);
            if (place[term] >= 0 && bits.length > 2) {
                minimised.get(place[term]).addTo(all, polynomial.coefficient(term));
                continue;
            }
            all.term(polynomial.coefficient(term));
            for (int bit : bits) {
                all.with(bit);
            }
        }
        return all.build().merged(bit -> true);
    }

    /** The bits of products, in the order in which they were made: the bit and its two factors. */
    List<int[]> products() {
        return chosen.products();
    }

    /** Products that have bits of their own. */
    List<Minimised> minimised() {
        return minimised.stream().filter(form -> form.bits().length > 2).toList();
    }

    /** The first number that is free now. */
    int nextBit() {
        return nextBit;
    }
}
