// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/** Subproblems whose J is of other samples than h. */
class OtherSamplesTest {
    private static final Samples DIGITS = Split.draw(
                    DataStore.standard().load("digits", null, DownloadListener.silent()), 40, 0, 7)
            .training();
    private static final Network NETWORK = Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
    private static final int BATCH = 20;
    private static final int CONVOLUTION = 0;
    private static final int NEURONS = 3;
    private static final long FIRST_SEED = 5;
    private static final long SECOND_SEED = 6;

    private final Workers workers = Workers.of(1);
    private final Weights weights = Weights.start(NETWORK, 11);

    @AfterEach
    void close() {
        workers.close();
    }

    private static ResponseSettings settings(int modelled, int window) {
        return ResponseSettings.forSamples(300).withBatch(BATCH, modelled).withWindow(window);
    }

    private EncodedQuadratic subproblem(
            int layer, int first, ResponseSettings settings, LayerMemory memory, long seed) {
        ForwardPass pass = new ForwardPass(NETWORK, BATCH, workers);
        pass.run(DIGITS::copy, first, BATCH, weights);
        ResponseProblem.Source source = new ResponseProblem.Source(
                NETWORK,
                layer,
                pass,
                new Responses(NETWORK, workers),
                BATCH,
                Arrays.copyOfRange(DIGITS.labels(), first, first + BATCH),
                weights,
                weights.layer(layer).clone(),
                workers);
        ResponseProblem.Scale free = new ResponseProblem.Scale(4, 0.1f, 0, 0);
        return ResponseProblem.of(source, settings, free, memory, seed).subproblem(0);
    }

    private EncodedQuadratic second(int layer, ResponseSettings settings) {
        LayerMemory memory = new LayerMemory();
        memory.moveTo(0, 0);
        subproblem(layer, 0, settings, memory, FIRST_SEED);
        memory.moveTo(0, 1);
        return subproblem(layer, BATCH, settings, memory, SECOND_SEED);
    }

    private static void requireSameFields(EncodedQuadratic one, EncodedQuadratic other) {
        for (int j = 0; j < other.weights(); j++) {
            assertThat(one.field(0, j)).isEqualTo(other.field(0, j));
        }
    }

    @Test
    void neuronsOfManyWeightsHaveJOfTheStepBeforeAndTheirOwnH() {
        assertThat(NETWORK.columns(NEURONS)).isGreaterThan(BATCH);
        EncodedQuadratic before = subproblem(NEURONS, 0, settings(BATCH, 1), new LayerMemory(), FIRST_SEED);
        EncodedQuadratic own = subproblem(NEURONS, BATCH, settings(BATCH, 1), new LayerMemory(), SECOND_SEED);
        EncodedQuadratic remembering = second(NEURONS, settings(BATCH, 2));
        assertThat(remembering.coupling().matrix(0))
                .isEqualTo(before.coupling().matrix(0))
                .isNotEqualTo(own.coupling().matrix(0));
        requireSameFields(remembering, own);
        assertThat(second(NEURONS, settings(BATCH, 1)).coupling().matrix(0))
                .isEqualTo(own.coupling().matrix(0));
    }

    @Test
    void aConvolutionHasJOfTheSamplesThatAreLeftAndOfTheNewOnes() {
        int half = BATCH / 2;
        float[] before = subproblem(CONVOLUTION, 0, settings(BATCH, 1), new LayerMemory(), FIRST_SEED)
                .coupling()
                .matrix(0);
        float[] replaced = subproblem(CONVOLUTION, 0, settings(half, 1), new LayerMemory(), FIRST_SEED)
                .coupling()
                .matrix(0);
        EncodedQuadratic newOnes = subproblem(CONVOLUTION, BATCH, settings(half, 1), new LayerMemory(), SECOND_SEED);
        float[] added = newOnes.coupling().matrix(0);
        float[] expected = new float[before.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = before[i] - replaced[i] / 2 + added[i] / 2;
        }
        EncodedQuadratic remembering = second(CONVOLUTION, settings(BATCH, 2));
        ShardsTest.requireClose(remembering.coupling().matrix(0), expected);
        requireSameFields(remembering, newOnes);
    }
}
