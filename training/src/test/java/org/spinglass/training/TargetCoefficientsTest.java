// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.Patches;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;

/** J, h and E0 against their sums in double precision, however the outputs are divided among groups and subproblems. */
class TargetCoefficientsTest {
    private static final float SLOPE = 0.25f;

    /** A layer with samples, some of which share their targets. */
    private record Case(Network network, LayerSamples samples, float[] weights) {
        static Case of(int outputs, boolean isConvolution, boolean isActivated, int count, SplittableRandom random) {
            boolean bias = random.nextBoolean();
            Layer layer = isConvolution ? new Conv2d(outputs, 3, bias) : new Linear(outputs, bias);
            Shape input = isConvolution
                    ? new Shape(2, 3 + random.nextInt(4), 3 + random.nextInt(4))
                    : Shape.vector(1 + random.nextInt(40));
            Network network = Network.of("case", input, List.of(layer));
            int outputSize = network.outputOf(0).size();
            float[] targets = random(random, 1 + random.nextInt(count), outputSize, 3);
            int[] rows = random.ints(count, 0, targets.length / outputSize).toArray();
            LayerSamples samples = LayerSamples.of(count, random(random, count, input.size(), 1), targets)
                    .withRows(rows);
            if (isActivated) {
                samples = samples.withActivation(random(random, count, outputSize, 1), SLOPE);
            }
            return new Case(network, samples, random(random, network.rows(0), network.columns(0), 1));
        }

        private static float[] random(SplittableRandom random, int rows, int columns, double scale) {
            float[] values = new float[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-scale, scale);
            }
            return values;
        }

        TargetProblem problem(TargetBuffers buffers) {
            return new TargetProblem(network, 0, samples, 8, 0.5f, weights, buffers);
        }

        /** Compares one instance of a subproblem with the sums over all samples and sites. */
        void check(EncodedQuadratic subproblem, int instance, int output) {
            Patches patches = new Patches(network, 0);
            int n = patches.columns();
            int sites = patches.sites();
            int q = samples.count();
            double[] square = new double[n * n];
            double[] field = new double[n];
            double constant = 0;
            float[] u = new float[patches.size()];
            for (int a = 0; a < q; a++) {
                patches.gather(samples.inputs(), a * network.input().size(), u, 0);
                for (int site = 0; site < sites; site++) {
                    int unit = output * sites + site;
                    double target = samples.targets()[
                            samples.rows()[a] * network.outputOf(0).size() + unit];
                    boolean isActive = !samples.isActivated()
                            || samples.outputs()[a * network.outputOf(0).size() + unit] > 0;
                    double gamma = isActive ? 1 : SLOPE;
                    constant += target * target / q;
                    for (int j = 0; j < n; j++) {
                        field[j] -= 2 * gamma * target * u[j * sites + site] / q;
                        for (int l = 0; l < n; l++) {
                            square[j * n + l] += gamma * gamma * u[j * sites + site] * u[l * sites + site] / q;
                        }
                    }
                }
            }
            float[] matrix = subproblem.coupling().matrix(instance);
            double scale = sites * 1e-6;
            for (int j = 0; j < n; j++) {
                assertThat((double) subproblem.field(instance, j)).isCloseTo(field[j], within(6 * scale));
                for (int l = 0; l < n; l++) {
                    assertThat((double) matrix[j * n + l]).isCloseTo(square[j * n + l], within(scale));
                    assertThat(matrix[j * n + l]).isEqualTo(matrix[l * n + j]);
                }
                assertThat(subproblem.centre(instance, j)).isEqualTo(weights[output * n + j]);
            }
            assertThat(subproblem.constant(instance)).isCloseTo(constant, within(1e-12 * (1 + constant)));
        }
    }

    @Property(tries = 100)
    void coefficientsAreTheSumsOfTheirDefinition(
            @ForAll @IntRange(min = 1, max = 9) int outputs,
            @ForAll boolean isConvolution,
            @ForAll boolean isActivated,
            @ForAll @IntRange(min = 1, max = 30) int count,
            @ForAll @IntRange(min = 1, max = 40) int placesAClass,
            @ForAll @IntRange(min = 1, max = 9) int outputsASubproblem,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Case layer = Case.of(outputs, isConvolution, isActivated, count, random);
        int area = layer.network.columns(0) * layer.network.columns(0);
        TargetBuffers buffers = new TargetBuffers(outputsASubproblem * area + random.nextInt(area), placesAClass);
        // What the buffers held before does not matter.
        Case.of(3, true, true, 5, random).problem(buffers).subproblem(0);
        TargetProblem problem = layer.problem(buffers);
        int output = 0;
        for (int g = 0; g < problem.subproblems(); g++) {
            EncodedQuadratic subproblem = problem.subproblem(g);
            assertThat(subproblem.instances()).isLessThanOrEqualTo(isActivated ? outputsASubproblem : outputs);
            for (int instance = 0; instance < subproblem.instances(); instance++) {
                layer.check(subproblem, instance, output++);
            }
        }
        assertThat(output).isEqualTo(outputs);
    }

    @Test
    void manyPlacesAreSummedInPieces() {
        Case layer = Case.of(5, true, true, 200, new SplittableRandom(3));
        EncodedQuadratic subproblem = layer.problem(new TargetBuffers()).subproblem(0);
        for (int i = 0; i < 5; i++) {
            layer.check(subproblem, i, i);
        }
        Case linear = Case.of(4, false, false, 2000, new SplittableRandom(4));
        linear.check(linear.problem(new TargetBuffers()).subproblem(0), 3, 3);
    }

    @Test
    void whatIsFoundOfEachSubproblemIsWrittenToItsOutputs() {
        Case layer = Case.of(5, false, true, 30, new SplittableRandom(8));
        int n = layer.network.columns(0);
        TargetProblem problem = layer.problem(new TargetBuffers(2 * n * n, 10));
        assertThat(problem.subproblems()).isEqualTo(3);
        for (int g = 0; g < 3; g++) {
            EncodedQuadratic subproblem = problem.subproblem(g);
            SampleSet found = SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(20, g));
            problem.accept(g, subproblem, found);
            for (int instance = 0; instance < subproblem.instances(); instance++) {
                double[] values =
                        subproblem.values(instance, found.best(instance).spins().toLevels(8));
                for (int j = 0; j < n; j++) {
                    assertThat(layer.weights[(2 * g + instance) * n + j]).isEqualTo((float) values[j]);
                }
            }
        }
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        Network network = Network.of("small", Shape.vector(3), List.of(new Linear(2, false)));
        LayerSamples samples = LayerSamples.of(4, new float[12], new float[8]);
        float[] weights = new float[6];
        for (LayerSamples wrong : List.of(
                LayerSamples.of(4, new float[11], new float[8]),
                LayerSamples.of(4, new float[12], new float[7]),
                samples.withRows(new int[] {0, 1, 4, 2}),
                samples.withActivation(new float[7], SLOPE))) {
            assertThatThrownBy(() -> new TargetProblem(network, 0, wrong, 8, 1, weights, new TargetBuffers()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("for 4 samples of 3 and 2");
        }
    }
}
