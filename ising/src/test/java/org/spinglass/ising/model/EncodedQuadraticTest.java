// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@code H(sigma) = E(S(sigma))} for every sigma, however the model is written. */
class EncodedQuadraticTest {
    @Test
    void energiesAreThoseOfTheFormForEveryStateOfSmallModels() {
        int[][] shapes = {{1, 12, 1}, {2, 6, 2}, {3, 4, 3}, {1, 3, 4}, {2, 1, 12}, {3, 2, 5}};
        for (int[] shape : shapes) {
            for (boolean isShared : new boolean[] {true, false}) {
                Models.Parts parts = Models.parts(shape[0], shape[1], shape[2], 5, isShared, 100 + shape[1]);
                EncodedQuadratic dense = parts.dense();
                EncodedQuadratic gram = parts.gram();
                for (int instance = 0; instance < shape[0]; instance++) {
                    DenseIsing fromDense = dense.toIsing(instance);
                    DenseIsing fromGram = gram.toIsing(instance);
                    assertThat(fromDense.spins()).isEqualTo(dense.spins());
                    for (long state = 0; state < 1L << dense.spins(); state++) {
                        Spins spins = Models.state(dense.spins(), state);
                        double[] s = parts.decode(instance, spins);
                        double expected = parts.energy(instance, s);
                        double scale = parts.scale(instance);
                        assertThat(dense.energy(instance, spins)).isCloseTo(expected, within(1e-7 * scale));
                        assertThat(gram.energy(instance, spins)).isCloseTo(expected, within(1e-12 * scale));
                        assertThat(fromDense.energy(0, spins)).isCloseTo(expected, within(1e-6 * scale));
                        assertThat(fromGram.energy(0, spins)).isCloseTo(expected, within(1e-6 * scale));
                    }
                }
            }
        }
    }

    @Property(tries = 150, seed = "42")
    void energiesAreThoseOfTheFormForLargerModels(
            @ForAll @IntRange(min = 1, max = 4) int instances,
            @ForAll @IntRange(min = 1, max = 40) int weights,
            @ForAll @IntRange(min = 1, max = EncodedQuadratic.MAXIMUM_BITS) int bits,
            @ForAll boolean isShared,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Models.Parts parts = Models.parts(instances, weights, bits, 1 + random.nextInt(50), isShared, seed);
        int[] levels = random.ints(weights, 0, 1 << bits).toArray();
        Spins spins = Spins.ofLevels(levels, bits);
        int instance = random.nextInt(instances);
        double[] s = parts.decode(instance, spins);
        double expected = parts.energy(instance, s);
        double scale = parts.scale(instance);
        EncodedQuadratic dense = parts.dense();
        EncodedQuadratic gram = parts.gram();
        for (int j = 0; j < weights; j++) {
            assertThat(gram.values(instance, levels)[j]).isCloseTo(s[j], within(1e-12));
            assertThat(gram.value(instance, j, 0))
                    .isCloseTo((double) gram.centre(instance, j) - gram.range(j), within(1e-12));
            assertThat(gram.value(instance, j, gram.topLevel()) - gram.value(instance, j, gram.topLevel() - 1))
                    .isCloseTo(gram.spacing(j), within(1e-6 * gram.spacing(j) + 1e-12));
        }
        assertThat(dense.energy(instance, spins)).isCloseTo(expected, within(1e-7 * scale));
        assertThat(gram.energy(instance, spins)).isCloseTo(expected, within(1e-12 * scale));
        assertThat(gram.energy(instance, s)).isCloseTo(expected, within(1e-12 * scale));
        if (spins.size() <= 300) {
            assertThat(gram.toIsing(instance).energy(0, spins)).isCloseTo(expected, within(1e-6 * scale));
            assertThat(dense.toIsing(instance).energy(0, spins)).isCloseTo(expected, within(1e-6 * scale));
        }
    }

    @Test
    void plainSpinsAreWeightsOfOneBit() {
        DenseIsing model = Models.dense(10, 1, 4);
        EncodedQuadratic encoded = EncodedQuadratic.of(model);
        DenseIsing back = encoded.toIsing(0);
        assertThat(back).isEqualTo(model);
        for (long state = 0; state < 1 << 10; state++) {
            Spins spins = Models.state(10, state);
            assertThat(encoded.energy(0, spins)).isCloseTo(model.energy(0, spins), within(1e-13 * 50));
        }
    }

    @Test
    void badInputIsNamed() {
        Coupling two = new Coupling.Dense(2, new float[] {1, 0, 0, 1}, true, true);
        Coupling own = new Coupling.Dense(2, new float[] {1, 0, 0, 1}, false, true);
        assertRefused("bits is 0; expected 1 to 20", 0, two, 2, 2, new float[2], 0);
        assertRefused("bits is 21; expected 1 to 20", 21, two, 2, 2, new float[2], 0);
        assertRefused("3 fields; expected 2", 1, two, 3, 2, new float[2], 0);
        assertRefused("1 centres; expected 2", 1, two, 2, 1, new float[2], 0);
        assertRefused("3 ranges; expected 2", 1, two, 2, 2, new float[3], 0);
        assertRefused("a range is -1.0; it must not be negative", 1, two, 2, 2, new float[] {1, -1}, 0);
        assertRefused("one of the ranges is NaN; it must be finite", 1, two, 2, 2, new float[] {1, Float.NaN}, 0);
        assertRefused("a constant is Infinity; it must be finite", 1, two, 2, 2, new float[2], 1 / 0.0);
        assertRefused("0 constants for couplings of 1 instances", 1, own, 0, 0, new float[2]);
        assertRefused("2 constants for couplings of 1 instances", 1, own, 4, 4, new float[2], 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coupling.Dense(2, new float[3], true, true))
                .withMessage("3 elements are no whole number of 2 x 2 matrices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Coupling.Dense(2, new float[8], true, true))
                .withMessage("a shared coupling has one matrix, not 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gram(new float[5], new float[3], new float[2], true))
                .withMessage("5 elements for a 2 x 3 matrix");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gram(new float[6], new float[2], new float[1], true))
                .withMessage("2 sample weights for 3 samples and 1 diagonal elements for 2 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gram(new float[6], new float[4], new float[2], false))
                .withMessage("4 sample weights are no whole number of instances of 3 samples");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gram(new float[6], new float[] {1, -1, 1}, new float[2], true))
                .withMessage("sample weight 1 is -1.0; it must be finite and not negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gram(new float[6], new float[3], new float[] {Float.NaN, 0}, true))
                .withMessage("diagonal element 0 is NaN; it must be finite and not negative");
    }

    @Test
    void statesAndFormsOfAnotherModelAreRefused() {
        EncodedQuadratic model = Models.parts(2, 3, 2, 4, true, 1).dense();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.energy(0, Models.state(5, 0)))
                .withMessage("instance 0 with 5 spins, of a model of 2 instances with 6 spins");
        assertThatIllegalArgumentException().isThrownBy(() -> model.energy(2, Models.state(6, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> model.energy(-1, Models.state(6, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.energy(0, new double[2]))
                .withMessage("instance 0 with 2 weights, of a model of 2 instances with 3 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.values(0, new int[2]))
                .withMessage("2 levels for 3 weights");
        EncodedQuadratic large = new EncodedQuadratic(
                16,
                new Coupling.Gram(3000, 1, new float[3000], new float[1], new float[3000], true),
                new float[3000],
                new float[3000],
                new float[3000],
                new double[1]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> large.toIsing(0))
                .withMessage("48000 spins are too many for a dense model; the encoded model needs no expansion");
    }

    private static Coupling gram(float[] factors, float[] sampleWeights, float[] diagonal, boolean isShared) {
        return new Coupling.Gram(2, 3, factors, sampleWeights, diagonal, isShared);
    }

    private static void assertRefused(
            String message, int bits, Coupling coupling, int fields, int centres, float[] ranges, double... constants) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new EncodedQuadratic(bits, coupling, new float[fields], new float[centres], ranges, constants))
                .withMessage(message);
    }
}
