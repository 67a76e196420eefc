// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.network.Cases;
import org.spinglass.network.Reference;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

class SensitivityTest {
    private static final int SAMPLES = 30;

    /** With the pattern held fixed, the sum of the outputs moves by beta times the change of a unit, however large. */
    @Property(tries = 200)
    void theSumOfTheOutputsMovesByBetaTimesTheChange(@ForAll long seed) {
        Network network = Cases.any(seed);
        Weights weights = Cases.weights(network, seed);
        float[] samples = Cases.samples(network, SAMPLES, seed);
        ForwardPass pass = new ForwardPass(network, SAMPLES, Workers.of(1));
        pass.run(samples, SAMPLES, weights);
        int a = Math.floorMod(seed, SAMPLES);
        Reference reference = new Reference(network);
        double[][] matrices = Reference.matrices(weights);
        Reference.Run run =
                reference.run(matrices, Cases.sample(samples, a, network.input().size()));
        Assume.that(run.isClear());
        Sensitivity sensitivity = new Sensitivity(network, Workers.of(1));
        for (int l = 0; l < network.weightLayers(); l++) {
            int point = network.layerIndex(l);
            int size = network.shapes().get(point).size();
            int unit = Math.floorMod(seed, size);
            double[] moved = run.points().get(point).clone();
            moved[unit] += 2;
            double[] after = reference
                    .run(matrices, Cases.sample(samples, a, network.input().size()), run.pattern(), point, moved)
                    .points()
                    .getLast();
            double change = 0;
            for (int k = 0; k < after.length; k++) {
                change += after[k] - run.points().getLast()[k];
            }
            assertThat((double) sensitivity.at(point, pass, weights)[a * size + unit])
                    .as("%s, point %d", network, point)
                    .isCloseTo(change / 2, within(1e-4 * (1 + Math.abs(change))));
        }
    }

    /** (29) by hand: beta_j = sum_i w_ij gamma_i, for a sample whose second output is negative. */
    @Test
    void twoLinearLayers() {
        Network network = Network.of(
                "n",
                Shape.vector(1),
                List.of(new Linear(2, false), new LeakyRelu(0.5f), new Linear(2, true), new LeakyRelu(0.25f)));
        Weights weights = new Weights(network);
        System.arraycopy(new float[] {1, 3}, 0, weights.layer(0), 0, 2);
        // rows of two weights and the bias, which is the weight of the input -1
        System.arraycopy(new float[] {2, 1, 0, 4, -3, 1}, 0, weights.layer(1), 0, 6);
        ForwardPass pass = new ForwardPass(network, 1, Workers.of(1));
        pass.run(new float[] {1}, 1, weights);
        assertThat(pass.outputs()).containsExactly(5, 0.25f * (4 - 9 - 1));
        Sensitivity sensitivity = new Sensitivity(network, Workers.of(1));
        assertThat(Arrays.copyOf(sensitivity.at(2, pass, weights), 2)).containsExactly(2 + 0.25f * 4, 1 - 0.25f * 3);
        assertThat(Arrays.copyOf(sensitivity.at(4, pass, weights), 2)).containsExactly(1, 1);
        assertThat(Sensitivity.isOne(network, 4)).isTrue();
        assertThat(Sensitivity.isOne(network, 3)).isFalse();
    }

    @Property(tries = 30)
    void theNumberOfThreadsDoesNotMatter(@ForAll long seed) {
        Network network = Cases.any(seed);
        Weights weights = Cases.weights(network, seed);
        ForwardPass pass = new ForwardPass(network, SAMPLES, Workers.of(1));
        pass.run(Cases.samples(network, SAMPLES, seed), SAMPLES, weights);
        float[] one = new Sensitivity(network, Workers.of(1)).at(0, pass, weights);
        try (Workers workers = Workers.of(3)) {
            assertThat(new Sensitivity(network, workers).at(0, pass, weights)).isEqualTo(one);
        }
    }
}
