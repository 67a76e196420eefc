// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/**
 * A product of three bits or more, times a number, as the least value of a quadratic form over bits of its own, which
 * need no penalty. Of a number below 0 one bit is enough (Freedman and Drineas, 2005):
 *
 * <pre>  c x_1 ... x_d = min_w c w (S - d + 1),   S = sum_i x_i,   c below 0.</pre>
 *
 * <p>Of one above 0 there are {@code n = floor((d - 1) / 2)} (Ishikawa, 2011, equation 17):
 *
 * <pre>  c x_1 ... x_d = min_w c (sum_{i &lt; j} x_i x_j + sum_{k = 1..n} w_k (a_k (2 k - S) - 1)),</pre>
 *
 * <p>where a_k is 2, but 1 for k = n where d is odd.
 *
 * @param bits of the product, ascending
 * @param isNegative whether the number is below 0
 * @param first of its own bits, which follow each other
 */
@SuppressWarnings("ArrayRecordComponent")
record Minimised(int[] bits, boolean isNegative, int first) {

    /** How many bits of its own a product has. */
    static int count(int degree, boolean isNegative) {
        return isNegative ? 1 : (degree - 1) / 2;
    }

    int count() {
        return count(bits.length, isNegative);
    }

    /** Adds the form; its terms may be those of others too. */
    void addTo(PolynomialBuilder all, double c) {
        int d = bits.length;
        if (isNegative) {
            all.term(-c * (d - 1)).with(first);
            for (int bit : bits) {
                all.term(c).with(bit).with(first);
            }
            return;
        }
        for (int i = 0; i < d; i++) {
            for (int j = i + 1; j < d; j++) {
                all.term(c).with(bits[i]).with(bits[j]);
            }
        }
        for (int k = 1; k <= count(); k++) {
            int own = first + k - 1;
            all.term(c * (2 * k * factor(k) - 1)).with(own);
            for (int bit : bits) {
                all.term(-c * factor(k)).with(bit).with(own);
            }
        }
    }

    private int factor(int k) {
        return k == count() && bits.length % 2 == 1 ? 1 : 2;
    }

    /** Sets its own bits to where the form is least. */
    void write(byte[] spins) {
        int sum = 0;
        for (int bit : bits) {
            sum += spins[bit] > 0 ? 1 : 0;
        }
        for (int k = 1; k <= count(); k++) {
            boolean isOne = isNegative ? sum == bits.length : factor(k) * (2 * k - sum) < 1;
            spins[first + k - 1] = (byte) (isOne ? 1 : -1);
        }
    }
}
