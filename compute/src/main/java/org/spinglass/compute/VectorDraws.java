// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The random numbers of {@link SimdOps} that are logarithms; {@link VectorOps} says what each method does. */
final class VectorDraws {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private VectorDraws() {}

    /** {@link Logarithm#of}, the same steps. */
    private static FloatVector logarithm(FloatVector x) {
        IntVector bits = x.reinterpretAsInts().sub(Logarithm.ROOT);
        FloatVector exponent =
                (FloatVector) bits.lanewise(VectorOperators.ASHR, 23).convert(VectorOperators.I2F, 0);
        FloatVector t =
                bits.and(0x7fffff).add(Logarithm.ROOT).reinterpretAsFloats().sub(1f);
        FloatVector p = FloatVector.broadcast(FLOATS, Logarithm.POLYNOMIAL[0]);
        for (int k = 1; k < Logarithm.POLYNOMIAL.length; k++) {
            p = p.fma(t, FloatVector.broadcast(FLOATS, Logarithm.POLYNOMIAL[k]));
        }
        FloatVector square = t.mul(t);
        FloatVector rest = p.fma(square.mul(t), square.mul(-0.5f));
        return exponent.fma(FloatVector.broadcast(FLOATS, Logarithm.LN_2), rest.add(t));
    }

    /** {@code (k + 0.5) / 2^31}. */
    private static FloatVector uniform(IntVector k) {
        return ((FloatVector) k.convert(VectorOperators.I2F, 0)).add(0.5f).mul(0x1.0p-31f);
    }

    private static IntVector bits(long[] random, int i) {
        return LongVector.fromArray(LONGS, random, i >> 1).reinterpretAsInts().lanewise(VectorOperators.LSHR, 1);
    }

    static void exponential(long[] random, float[] out) {
        int bound = FLOATS.loopBound(out.length);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector number = logarithm(uniform(bits(random, i))).neg();
            number.blend(Logarithm.LEAST, number.compare(VectorOperators.LT, Logarithm.LEAST))
                    .intoArray(out, i);
        }
        for (int i = bound; i < out.length; i++) {
            out[i] = Logarithm.exponential((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }

    static void logistic(long[] random, float[] out) {
        int bound = FLOATS.loopBound(out.length);
        for (int i = 0; i < bound; i += LANES) {
            IntVector k = bits(random, i);
            FloatVector rest =
                    uniform(IntVector.broadcast(INTS, Integer.MAX_VALUE).sub(k));
            logarithm(rest).sub(logarithm(uniform(k))).intoArray(out, i);
        }
        for (int i = bound; i < out.length; i++) {
            out[i] = Logarithm.logistic((int) (random[i >> 1] >>> 32 * (i & 1)));
        }
    }
}
