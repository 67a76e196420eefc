// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.arrays;

import java.util.Optional;
import org.spinglass.compute.VectorOps;

/** Couplings of two values only, one bit each: {@code N^2 / 8} bytes, a sixteenth of what a row update reads otherwise. */
public final class TwoValuedCouplings extends IntegerCouplings {
    private final long[] bits;
    private final int words;
    private final short clear;
    private final short set;
    private final VectorOps ops;

    private TwoValuedCouplings(long[] bits, short clear, short set, short[] fields, double unit, VectorOps ops) {
        super(fields, unit);
        this.bits = bits;
        this.words = fields.length + 63 >>> 6;
        this.clear = clear;
        this.set = set;
        this.ops = ops;
    }

    /**
     * The rows of a matrix whose couplings have at most two values.
     *
     * @param unit of which the couplings are whole multiples
     * @param worth of one unit in energy
     */
    static Optional<IntegerCouplings> of(float[] couplings, short[] fields, double unit, double worth, VectorOps ops) {
        int n = fields.length;
        float clear = n > 1 ? couplings[1] : 0;
        float set = clear;
        int words = n + 63 >>> 6;
        long[] bits = new long[n * words];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                float value = couplings[i * n + j];
                if (value != clear && i != j) {
                    if (set == clear) {
                        set = value;
                    }
                    if (value != set) {
                        return Optional.empty();
                    }
                    bits[i * words + (j >>> 6)] |= 1L << j;
                }
            }
        }
        return Optional.of(
                new TwoValuedCouplings(bits, (short) (clear / unit), (short) (set / unit), fields, worth, ops));
    }

    @Override
    public void add(int i, int factor, short[] localFields) {
        short own = localFields[i];
        ops.addBits(
                (short) (factor * set),
                (short) (factor * clear),
                bits,
                i * words,
                localFields,
                Math.min(localFields.length, words << 6));
        localFields[i] = own;
    }
}
