// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What some spins of an Ising model stand for.
 *
 * @param use in words: variables and their {@link Encoding}, products, or slack
 * @param count how many variables, rules or products these are
 * @param bits spins for all of them together
 */
public record BitUse(String use, int count, int bits) {
    /** Both together, of the same use. */
    BitUse and(BitUse other) {
        return new BitUse(use, count + other.count, bits + other.bits);
    }

    /** Those of the same use as one. */
    static List<BitUse> together(List<BitUse> all) {
        Map<String, BitUse> sums = new LinkedHashMap<>();
        all.forEach(one -> sums.merge(one.use, one, BitUse::and));
        return List.copyOf(sums.values());
    }
}
