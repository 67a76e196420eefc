// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import java.util.List;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.QuboBuilder;

/**
 * Makes a QUBO whose bits of products are the products, and whose bits of variables are values of them, wherever its
 * value is least: each is held
 * by a penalty that is more than all that could be gained by breaking it.
 */
final class Emission {
    /** So much more than could be gained. */
    private static final double MARGIN = 1.0625;

    private final QuboBuilder builder;
    private final int bits;

    /**
     * Of the terms of everything else.
     *
     * @param builder which has them, and receives the penalties
     */
    Emission(QuboBuilder builder, int bits) {
        this.builder = builder;
        this.bits = bits;
    }

    Qubo guarded(Layout layout, List<int[]> products) {
        Qubo plain = builder.build();
        boolean isFree = products.isEmpty();
        for (int v = 0; v < layout.variables() && isFree; v++) {
            isFree = isFree(layout.code(v));
        }
        if (isFree) {
            return plain;
        }
        double[] gain = largestChange(plain, bits);
        for (int k = products.size() - 1; k >= 0; k--) {
            int[] product = products.get(k);
            double weight = MARGIN * gain[product[0]];
            hold(product, weight);
            // its factors gain what it gains, as it turns with them
            gain[product[1]] += weight;
            gain[product[2]] += weight;
        }
        for (int v = 0; v < layout.variables(); v++) {
            hold(layout.code(v), layout.first(v), gain);
        }
        return builder.build();
    }

    /** Whether all bits of a variable mean a value of it. */
    private static boolean isFree(Code code) {
        return code.kind() == Code.Kind.WEIGHTED || code.bits() < 2;
    }

    /** By how much the value changes at most when a bit is turned. */
    static double[] largestChange(Qubo qubo, int bits) {
        double[] up = new double[bits];
        double[] down = new double[bits];
        for (int k = 0; k < bits; k++) {
            up[k] = qubo.linear(k);
            down[k] = qubo.linear(k);
        }
        qubo.forEach((i, j, value) -> {
            double[] side = value > 0 ? up : down;
            side[i] += value;
            side[j] += value;
        });
        for (int k = 0; k < bits; k++) {
            up[k] = Math.max(Math.abs(up[k]), Math.abs(down[k]));
        }
        return up;
    }

    /** Rosenberg's penalty, {@code xy - 2 (x + y) a + 3 a}: 0 where a is xy, else 1 or 3. */
    private void hold(int[] product, double weight) {
        builder.add(product[1], product[2], weight);
        builder.add(product[0], product[1], -2 * weight);
        builder.add(product[0], product[2], -2 * weight);
        builder.addLinear(product[0], 3 * weight);
    }

    private void hold(Code code, int first, double[] gain) {
        int n = code.bits();
        if (isFree(code)) {
            return;
        }
        double most = 0;
        double all = 0;
        for (int k = 0; k < n; k++) {
            most = Math.max(most, gain[first + k]);
            all += gain[first + k];
        }
        if (code.kind() == Code.Kind.ONE_HOT) { // (sum - 1)^2: a bit too many or too few is turned back
            double weight = most == 0 ? 1 : MARGIN * most;
            builder.addOffset(weight);
            for (int k = 0; k < n; k++) {
                builder.addLinear(first + k, -weight);
                for (int l = k + 1; l < n; l++) {
                    builder.add(first + k, first + l, 2 * weight);
                }
            }
        } else { // a one after a zero
            double weight = all == 0 ? 1 : MARGIN * all;
            for (int k = 1; k < n; k++) {
                builder.addLinear(first + k, weight);
                builder.add(first + k - 1, first + k, -weight);
            }
        }
    }
}
