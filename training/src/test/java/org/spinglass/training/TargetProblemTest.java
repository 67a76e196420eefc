// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Sensitivity;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import tools.jackson.databind.JsonNode;

class TargetProblemTest {
    private static final float[] NONE = {};

    @ParameterizedTest
    @ValueSource(strings = {"hamiltonian_linear.json", "hamiltonian_linear_activated.json"})
    void linearHamiltoniansAgreeWithTheReference(String name) {
        JsonNode golden = Golden.read(name);
        int bits = golden.get("bits").asInt();
        float range = (float) golden.get("range").asDouble();
        boolean isActivated = !golden.get("gamma").isNull();
        float[] gamma = isActivated ? Golden.values(golden.get("gamma")) : NONE;
        float slope = 1;
        for (float g : gamma) {
            slope = Math.min(slope, g);
        }
        Network network = Network.of("golden", Shape.vector(3), List.of(new Linear(2, false)));
        EncodedQuadratic subproblem = new TargetProblem(
                        network,
                        0,
                        LayerSamples.of(7, Golden.values(golden.get("inputs")), Golden.values(golden.get("targets")))
                                .withActivation(signs(gamma), slope),
                        bits,
                        range,
                        Golden.values(golden.get("weights")),
                        new TargetBuffers())
                .subproblem(0);
        float[] couplings = Golden.values(golden.get("J"));
        float[] fields = Golden.values(golden.get("h"));
        float[] shifted = Golden.values(golden.get("hShifted"));
        for (int i = 0; i < 2; i++) {
            float[] matrix = subproblem.coupling().matrix(i);
            for (int j = 0; j < 3; j++) {
                double gradient = subproblem.field(i, j);
                for (int l = 0; l < 3; l++) {
                    assertThat(matrix[j * 3 + l]).isCloseTo(couplings[i * 9 + j * 3 + l], within(1e-6f));
                    gradient += 2 * matrix[j * 3 + l] * subproblem.centre(i, l);
                }
                assertThat(subproblem.field(i, j)).isCloseTo(fields[i * 3 + j], within(1e-6f));
                assertThat(gradient).isCloseTo(shifted[i * 3 + j], within(2e-6));
            }
        }
        for (JsonNode check : golden.get("checks")) {
            JsonNode spins = check.get("spins");
            for (int i = 0; i < 2; i++) {
                byte[] sigma = new byte[3 * bits];
                for (int s = 0; s < sigma.length; s++) {
                    sigma[s] = (byte) spins.get(i * sigma.length + s).asInt();
                }
                double mse = check.get("mse").get(i).asDouble();
                assertThat(subproblem.energy(i, Spins.of(sigma))).isCloseTo(mse, within(2e-6 * Math.abs(mse)));
                assertThat(subproblem.toIsing(i).energy(0, Spins.of(sigma)))
                        .isCloseTo(mse, within(2e-6 * Math.abs(mse)));
            }
        }
    }

    @Test
    void convolutionHamiltoniansAgreeWithTheReference() {
        JsonNode golden = Golden.read("hamiltonian_conv.json");
        Network network = Network.of("golden", new Shape(2, 5, 5), List.of(new Conv2d(3, 3, false)));
        float[] kernel = Golden.values(golden.get("kernel"));
        EncodedQuadratic subproblem = new TargetProblem(
                        network,
                        0,
                        LayerSamples.of(3, Golden.values(golden.get("inputs")), Golden.values(golden.get("targets"))),
                        4,
                        0.1f,
                        kernel,
                        new TargetBuffers())
                .subproblem(0);
        float[] couplings = Golden.values(golden.get("J"));
        float[] fields = Golden.values(golden.get("h"));
        float[] matrix = subproblem.coupling().matrix(0);
        for (int e = 0; e < couplings.length; e++) {
            assertThat(matrix[e]).isCloseTo(couplings[e], within(1e-5f));
        }
        for (int i = 0; i < 3; i++) {
            double[] present = new double[18];
            for (int j = 0; j < 18; j++) {
                assertThat(subproblem.field(i, j)).isCloseTo(fields[i * 18 + j], within(1e-5f));
                present[j] = kernel[i * 18 + j];
            }
            double mse = golden.get("mse").get(i).asDouble();
            assertThat(subproblem.energy(i, present)).isCloseTo(mse, within(2e-6 * mse));
        }
    }

    /** Every state of a layer with few spins, against the loss by its definition. */
    @Property(tries = 200)
    void theEnergyIsTheLayersLossForEveryState(
            @ForAll @IntRange(min = 0, max = 3) int kind,
            @ForAll boolean bias,
            @ForAll boolean isActivated,
            @ForAll boolean isWeighted,
            @ForAll LayerSamples.GammaOfZero zero,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Layer layer = kind < 2 ? new Linear(2, bias) : new Conv2d(2, 2, bias);
        Shape input = kind < 2 ? Shape.vector(1 + kind) : new Shape(1, 2 + random.nextInt(2), 3);
        int bits = kind < 2 ? 3 : 2;
        checkAllStates(Network.of("small", input, List.of(layer)), bits, isActivated, isWeighted, zero, random);
    }

    private static void checkAllStates(
            Network network,
            int bits,
            boolean isActivated,
            boolean isWeighted,
            LayerSamples.GammaOfZero zero,
            SplittableRandom random) {
        int samples = 1 + random.nextInt(5);
        int outputSize = network.outputOf(0).size();
        int sites = network.outputOf(0).area();
        int columns = network.columns(0);
        float slope = 0.25f;
        float[] inputs = random(random, samples * network.input().size(), 1);
        float[] targets = random(random, samples * outputSize, 2);
        float[] outputs = isActivated ? random(random, samples * outputSize, 1) : NONE;
        float[] gamma = new float[outputs.length];
        for (int u = 0; u < gamma.length; u++) {
            outputs[u] = random.nextInt(3) == 0 ? 0 : outputs[u];
            float ofZero = zero == LayerSamples.GammaOfZero.ONE ? 1 : zero == LayerSamples.GammaOfZero.ZERO ? 0 : slope;
            gamma[u] = outputs[u] > 0 ? 1 : outputs[u] == 0 ? ofZero : slope;
        }
        float[] betas = isWeighted ? random(random, samples * outputSize, 2) : NONE;
        for (int u = 0; u < betas.length; u++) {
            betas[u] = random.nextInt(4) == 0 ? 0 : betas[u];
        }
        float[] weights = random(random, network.rows(0) * columns, 1);
        EncodedQuadratic subproblem = new TargetProblem(
                        network,
                        0,
                        LayerSamples.of(samples, inputs, targets)
                                .withActivation(outputs, slope, zero)
                                .withBetas(betas),
                        bits,
                        0.5f,
                        weights,
                        new TargetBuffers())
                .subproblem(0);
        assertThat(subproblem.spins()).isLessThanOrEqualTo(12);
        for (int state = 0; state < 1 << subproblem.spins(); state++) {
            Spins spins = Spins.ofWords(subproblem.spins(), new long[] {state});
            for (int i = 0; i < subproblem.instances(); i++) {
                double[] values = subproblem.values(i, spins.toLevels(bits));
                double loss = loss(network, inputs, targets, gamma, betas, samples, i, sites, values);
                // w'Jw, h'w and E0, which are rounded to single precision, are at most about 2 (loss + E0)
                double scale = Math.max(1, loss + subproblem.constant(i));
                assertThat(subproblem.energy(i, spins)).isCloseTo(loss, within(1e-6 * scale));
            }
        }
    }

    /** Equations (3), (14) and (26) by their definition, in double precision, with loops of their own. */
    private static double loss(
            Network network,
            float[] inputs,
            float[] targets,
            float[] gamma,
            float[] betas,
            int samples,
            int row,
            int sites,
            double[] w) {
        Shape in = network.input();
        Shape out = network.outputOf(0);
        boolean isConvolution = network.weightLayer(0) instanceof Conv2d;
        int k = isConvolution ? 2 : 1;
        double loss = 0;
        for (int a = 0; a < samples; a++) {
            for (int site = 0; site < sites; site++) {
                double s = 0;
                int column = 0;
                if (isConvolution) {
                    for (int y = 0; y < k; y++) {
                        for (int x = 0; x < k; x++) {
                            int row0 = site / out.width() + y;
                            int column0 = site % out.width() + x;
                            s += w[column++] * inputs[a * in.size() + row0 * in.width() + column0];
                        }
                    }
                } else {
                    for (int j = 0; j < in.size(); j++) {
                        s += w[column++] * inputs[a * in.size() + j];
                    }
                }
                if (column < w.length) {
                    s -= w[column];
                }
                int unit = a * out.size() + row * sites + site;
                double error = (gamma.length == 0 ? 1 : gamma[unit]) * s - targets[unit];
                double beta = betas.length == 0 ? 1 : betas[unit];
                loss += beta * beta * error * error / samples;
            }
        }
        return loss;
    }

    /** Outputs that are active where gamma is 1. */
    private static float[] signs(float[] gamma) {
        float[] outputs = new float[gamma.length];
        for (int u = 0; u < gamma.length; u++) {
            outputs[u] = gamma[u] == 1 ? 3 : -3;
        }
        return outputs;
    }

    private static float[] random(SplittableRandom random, int length, double scale) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-scale, scale);
        }
        return values;
    }

    /** (29) by hand: two linear layers, the distances of the first layer's outputs weighted by sum_i w_ij gamma_i. */
    @Test
    void twoLinearLayersWeighTheFirstByTheSecond() {
        Network network = Network.of(
                "two", Shape.vector(1), List.of(new Linear(2, false), new Linear(2, false), new LeakyRelu(0.5f)));
        Weights weights = new Weights(network);
        System.arraycopy(new float[] {1, -1}, 0, weights.layer(0), 0, 2);
        System.arraycopy(new float[] {2, 1, 1, 3}, 0, weights.layer(1), 0, 4);
        ForwardPass pass = new ForwardPass(network, 2, Workers.of(1));
        // s = (1, -1) and (-2, 2): outputs before the activation 1, -2 and -2, 4
        pass.run(new float[] {1, -2}, 2, weights);
        float[] betas = new Sensitivity(network, Workers.of(1)).at(1, pass, weights);
        float[] byHand = {2 + 0.5f, 1 + 0.5f * 3, 0.5f * 2 + 1, 0.5f * 1 + 3};
        assertThat(Arrays.copyOf(betas, 4)).containsExactly(byHand);
        float[] targets = {3, 4, 5, 6};
        EncodedQuadratic subproblem = new TargetProblem(
                        network,
                        0,
                        LayerSamples.of(2, new float[] {1, -2}, targets).withBetas(betas),
                        3,
                        0.5f,
                        weights.layer(0),
                        new TargetBuffers())
                .subproblem(0);
        for (int state = 0; state < 8; state++) {
            Spins spins = Spins.ofWords(3, new long[] {state});
            for (int i = 0; i < 2; i++) {
                double w = subproblem.values(i, spins.toLevels(3))[0];
                double first = byHand[i] * (w - targets[i]);
                double second = byHand[2 + i] * (-2 * w - targets[2 + i]);
                double loss = (first * first + second * second) / 2;
                assertThat(subproblem.energy(i, spins)).isCloseTo(loss, within(1e-5 * (1 + loss)));
            }
        }
    }

    /** An output with beta 0 for all samples keeps its weights; the other one is moved. */
    @Test
    void anOutputOfNoWeightStaysWhereItIs() {
        SplittableRandom random = new SplittableRandom(3);
        Network network = Network.of("small", Shape.vector(2), List.of(new Linear(2, false)));
        float[] weights = random(random, 4, 1);
        float[] before = weights.clone();
        float[] betas = {0, 1, 0, 2, 0, 1};
        TargetProblem problem = new TargetProblem(
                network,
                0,
                LayerSamples.of(3, random(random, 6, 1), random(random, 6, 1)).withBetas(betas),
                4,
                1f,
                weights,
                new TargetBuffers());
        EncodedQuadratic subproblem = problem.subproblem(0);
        problem.accept(0, subproblem, SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(20, 1)));
        assertThat(weights[0]).isEqualTo(before[0]);
        assertThat(weights[1]).isEqualTo(before[1]);
        assertThat(weights[2]).isNotEqualTo(before[2]);
    }

    @Test
    void acceptWritesTheWeightsThatWereFound() {
        SplittableRandom random = new SplittableRandom(5);
        Network network = Network.of("small", Shape.vector(4), List.of(new Linear(3, true)));
        float[] weights = random(random, 15, 1);
        TargetProblem problem = new TargetProblem(
                network,
                0,
                LayerSamples.of(20, random(random, 80, 1), random(random, 60, 1)),
                8,
                2f,
                weights,
                new TargetBuffers());
        EncodedQuadratic subproblem = problem.subproblem(0);
        var found = SimulatedAnnealing.heatBath().sample(subproblem, SamplingRequest.of(100, 1));
        problem.accept(0, subproblem, found);
        for (int i = 0; i < 3; i++) {
            double[] now = new double[5];
            for (int j = 0; j < 5; j++) {
                now[j] = weights[i * 5 + j];
            }
            assertThat(subproblem.energy(i, now)).isCloseTo(found.best(i).energy(), within(1e-6));
            assertThat(found.gap(i).getAsDouble()).isBetween(-1e-9, 1e-3);
        }
    }

    /** Its outputs see different inputs, so that one J could not serve them; frozen it is no problem of anyone's. */
    @Test
    void aDepthwiseConvolutionIsRefused() {
        DepthwiseConv2d layer = new DepthwiseConv2d(2, 3, 1, 1, false, false);
        Network network = Network.of("n", new Shape(2, 4, 4), List.of(layer, new Linear(2, false)));
        assertThatThrownBy(() -> TargetProblem.requireFits(network))
                .isInstanceOf(NetworkException.class)
                .hasMessage(
                        "network n: layer 1 (depthwise-conv2d 3x3, padding 1): depthwise convolutions are not trained"
                                + " towards targets");
        TargetProblem.requireFits(
                Network.of("n", new Shape(2, 4, 4), List.of(layer.withFrozen(true), new Linear(2, false))));
    }
}
