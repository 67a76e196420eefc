// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/** The stages of a training step of LeNet on 100 samples, by what is public of them, on one thread. */
public class StageBenchmarks {
    static final int SAMPLES = 100;
    static final int SKETCHES = 2;
    static final int SWEEPS = 2;

    private static float[] random(RandomGenerator random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    static Network lenet() {
        return Networks.named("lenet", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);
    }

    private static Sampler sampler() {
        return new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM);
    }

    /** The forward pass of a single layer with weights: there is no network without. */
    @State(Scope.Thread)
    public static class Forward {
        /** Number of the layer among all. */
        @Param({"0", "3", "6", "9", "11"})
        public int layer;

        private ForwardPass pass = new ForwardPass(lenet(), 1, Workers.of(1));
        private Weights weights = new Weights(lenet());

        /** A network of the layer alone. */
        @Setup
        public void prepare() {
            Network whole = lenet();
            Network one = Network.of(
                    "layer", whole.shapes().get(layer), List.of(whole.layers().get(layer)));
            SplittableRandom random = new SplittableRandom(1);
            pass = new ForwardPass(one, SAMPLES, Workers.of(1));
            weights = Weights.xavier(one, 1);
            pass.run(random(random, SAMPLES * one.input().size()), SAMPLES, weights);
        }

        /** As many operations as {@link org.spinglass.network.forward.LayerWork} says, for each sample. */
        @Benchmark
        public float[] forward() {
            pass.runFrom(0, weights);
            return pass.outputs();
        }
    }

    /** The responses of one layer: sketches of convolutions with several sites, all outputs of the others. */
    @State(Scope.Thread)
    public static class Descent {
        /** Number among weight layers. */
        @Param({"0", "1", "2", "3"})
        public int layer;

        private final Network network = lenet();
        private final Weights weights = Weights.xavier(network, 1);
        private final ForwardPass pass = new ForwardPass(network, SAMPLES, Workers.of(1));
        private final Responses responses = new Responses(network, Workers.of(1));
        private final float[] signs = random(new SplittableRandom(2), SAMPLES * SKETCHES * 10);

        /** A pass of random samples. */
        @Setup
        public void prepare() {
            pass.run(random(new SplittableRandom(1), SAMPLES * 1024), SAMPLES, weights);
        }

        /** 100 x 2 rows for the first two layers, 100 x 10 for the others. */
        @Benchmark
        public float[] responses() {
            if (layer < 2) {
                responses.combine(layer, pass, SAMPLES, weights, signs, SKETCHES);
            } else {
                responses.compute(layer, pass, SAMPLES, weights);
            }
            return responses.values();
        }
    }

    /**
     * Anneals of one subproblem of weights, as a layer's visit makes them: two sweeps of single spins from the present
     * weights.
     */
    @State(Scope.Thread)
    public static class Visits {
        static final int WEIGHTS = 400;
        static final int COLUMNS = 112;

        /** Spins of a weight. */
        @Param({"4", "8"})
        public int bits;

        /** Whether J is formed, or residuals are kept for its factor. */
        @Param({"residual", "formed"})
        public String instance = "residual";

        private final Sampler sampler = sampler().withSchedule(BetaSchedule.cooling(1e-4));
        private final SamplingRequest request = SamplingRequest.of(SWEEPS, 0)
                .withBoundSweeps(0)
                .withInitial(InitialState.present())
                .withSeed(1)
                .withWorkers(Workers.of(1));
        private IsingModel subproblem = model(4, "residual");

        /** The subproblem. */
        @Setup
        public void prepare() {
            subproblem = model(bits, instance);
        }

        private static EncodedQuadratic model(int bits, String instance) {
            SplittableRandom random = new SplittableRandom(1);
            float[] ranges = new float[WEIGHTS];
            float[] sampleWeights = new float[COLUMNS];
            Arrays.fill(ranges, 0.1f);
            Arrays.fill(sampleWeights, 1f / COLUMNS);
            Coupling gram = new Coupling.Gram(
                    WEIGHTS, COLUMNS, random(random, WEIGHTS * COLUMNS), sampleWeights, new float[WEIGHTS], true);
            float[] fields = random(random, WEIGHTS);
            for (int j = 0; j < WEIGHTS; j++) {
                fields[j] *= 0.01f;
            }
            Coupling coupling =
                    instance.equals("residual") ? gram : new Coupling.Dense(WEIGHTS, gram.matrix(0), true, true);
            return new EncodedQuadratic(bits, coupling, fields, new float[WEIGHTS], ranges, new double[] {1});
        }

        /** Two visits of each of 400 weights; each 5 x 112 operations, or 4 x 400 where J is formed. */
        @Benchmark
        public SampleSet anneal() {
            return sampler.sample(subproblem, request);
        }
    }

    /** Sweeps of single spins of plain models, couplings of +1 and -1. */
    @State(Scope.Thread)
    public static class Spins {
        static final int COUNT = 1000;
        static final int LONG = 100;

        /** All pairs, or ten neighbours a spin. */
        @Param({"dense", "sparse"})
        public String instance = "dense";

        private final Sampler sampler = sampler();
        private final SamplingRequest request =
                SamplingRequest.of(LONG, 0).withBoundSweeps(0).withSeed(1).withWorkers(Workers.of(1));
        private IsingModel model = new IsingBuilder(1, Duplicates.SUM).build();

        /** The model. */
        @Setup
        public void prepare() {
            SplittableRandom random = new SplittableRandom(1);
            IsingBuilder builder = new IsingBuilder(COUNT, Duplicates.SUM);
            for (int i = 0; i < COUNT; i++) {
                int neighbours = instance.equals("dense") ? i : 5;
                for (int k = 0; k < neighbours; k++) {
                    int j = instance.equals("dense") ? k : (i + 1 + random.nextInt(COUNT - 1)) % COUNT;
                    builder.addCoupling(i, j, random.nextBoolean() ? 1 : -1);
                }
            }
            model = builder.build();
        }

        /** 100 sweeps of 1,000 spins. */
        @Benchmark
        public SampleSet sweep() {
            return sampler.sample(model, request);
        }
    }
}
