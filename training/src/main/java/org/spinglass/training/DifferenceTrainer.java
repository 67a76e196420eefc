// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.Map;
import org.spinglass.compute.PositiveDefinite;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * The paper's route, repaired (docs/method.md, 4.5): not the wanted output goes backwards but the <em>error</em>
 * {@code e = xi - y}, through the damped pseudoinverse of the layer's whole response,
 *
 * <pre>  delta = B' (B B' + damping tau I)^-1 e,      tau the batch's mean of the diagonal of B B',</pre>
 *
 * and the layer's targets are its present outputs plus delta. Its subproblems share one J without activation
 * ({@link TargetProblem}); they start at the present weights within a small range. Of the steps 1, 1/2, 1/4, 0.1, 0.03
 * of the way to what was found the first is taken that lowers the batch's loss, or none. Batch normalisations are
 * measured between layers and held fixed meanwhile.
 *
 * @param sampler solves the subproblems
 * @param settings the settings
 */
public record DifferenceTrainer(Sampler sampler, DifferenceSettings settings) implements Trainer {
    private static final float[] STEP_LENGTHS = {1, 0.5f, 0.25f, 0.1f, 0.03f};

    @Override
    public String method() {
        return "difference";
    }

    @Override
    public Map<String, Object> options() {
        return TrainerOptions.of(sampler.name(), settings);
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        return new Run(task, listener).train();
    }

    private final class Run {
        private final TrainingTask task;
        private final Network network;
        private final Batches batches;
        private final ForwardPass pass;
        private final Responses responses;
        private final double[] initialScale;
        private final TargetBuffers buffers = new TargetBuffers();
        private final TrainingLoop loop;
        private final Weights weights;
        private final SeenScore training = new SeenScore();

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            this.batches = new Batches(task.training(), settings.batch(), task.seed());
            this.pass = new ForwardPass(network, Math.max(ResponseTrainer.SCORED, batches.largest()), task.workers());
            this.responses = new Responses(network, task.workers());
            Weights start = task.startWeights();
            this.initialScale = new double[network.weightLayers()];
            for (int l = 0; l < initialScale.length; l++) {
                initialScale[l] = start.rms(l);
            }
            this.loop = new TrainingLoop(task, listener, pass, settings.averaging(), start);
            this.weights = loop.weights();
        }

        TrainingResult train() {
            return loop.run(batches.steps(), this::step, training::take);
        }

        private double step(int epoch, int step, LayerMeans[] means) {
            batches.select(epoch, step);
            batches.draw(pass, step);
            int[] labels = batches.labels();
            batches.forward(pass, batches.size(), weights);
            training.add(Score.of(pass.outputs(), labels, 0, batches.size(), network.classes()), batches.size());
            double before = loss(labels);
            double loss = before;
            for (int l = 0; l < network.weightLayers(); l++) {
                if (network.weightLayer(l).frozen()) {
                    continue;
                }
                responses.compute(l, pass, batches.size(), weights);
                loss = anneal(l, labels, loss, epoch, step, means[l]);
                if (network.norms() > 0) {
                    pass.measureFrom(network.layerIndex(l), weights);
                    loss = loss(labels);
                }
            }
            return before;
        }

        private double loss(int[] labels) {
            return Score.of(pass.beforeLastActivation(), labels, 0, labels.length, network.classes())
                    .loss();
        }

        /** Anneals one layer and steps towards what was found; returns the batch's loss afterwards. */
        private double anneal(int l, int[] labels, double loss, int epoch, int step, LayerMeans means) {
            boolean isLast = step == batches.steps() - 1;
            double moment = epoch + (double) step / batches.steps();
            float[] present = weights.layer(l).clone();
            float[] matrix = weights.layer(l);
            TargetProblem problem = new TargetProblem(
                    network,
                    l,
                    LayerSamples.of(labels.length, pass.inputsOf(l), targets(l, labels)),
                    settings.bits(),
                    (float) (settings.range(moment) * initialScale[l]),
                    matrix,
                    buffers);
            EncodedQuadratic subproblem = problem.subproblem(0);
            Sampler cooled = sampler.withSchedule(BetaSchedule.cooling(settings.temperature() * loss));
            SampleSet found = cooled.sample(
                    subproblem,
                    SamplingRequest.of(settings.sweeps(), Seeds.of(task.seed(), 2, epoch, step, l))
                            .withInitial(InitialState.present())
                            .withBoundSweeps(
                                    isLast && (settings.bounds() || task.isLast(epoch))
                                            ? ResponseTrainer.BOUND_SWEEPS
                                            : 0)
                            .withProgress(loop.watch())
                            .withWorkers(task.workers()));
            means.beginStep();
            means.add(found, isLast);
            problem.accept(0, subproblem, found);
            float[] wanted = matrix.clone();
            for (float length : STEP_LENGTHS) {
                for (int i = 0; i < matrix.length; i++) {
                    matrix[i] = present[i] + length * (wanted[i] - present[i]);
                }
                pass.runFrom(network.layerIndex(l), weights);
                double now = loss(labels);
                if (now < loss) {
                    return now;
                }
            }
            System.arraycopy(present, 0, matrix, 0, matrix.length);
            pass.runFrom(network.layerIndex(l), weights);
            return loss;
        }

        /** The layer's present outputs and, added to them, the errors sent back. */
        private float[] targets(int l, int[] labels) {
            int samples = labels.length;
            int outputs = network.classes();
            int units = responses.units();
            float[] values = responses.values();
            float[] y = pass.beforeLastActivation();
            float[] targets = Arrays.copyOf(pass.at(network.layerIndex(l) + 1), samples * units);
            double[][] squares = new double[samples][outputs * outputs];
            task.workers().forEach(samples, a -> squares(values, a * outputs * units, outputs, units, squares[a]));
            double tau = 0;
            for (double[] square : squares) {
                for (int k = 0; k < outputs; k++) {
                    tau += square[k * outputs + k] / (samples * outputs);
                }
            }
            double ridge = Math.max(settings.damping() * tau, Double.MIN_NORMAL);
            task.workers().forEach(samples, a -> {
                double[] error = new double[outputs];
                for (int k = 0; k < outputs; k++) {
                    error[k] = (k == labels[a] ? 1 : 0) - y[a * outputs + k];
                    squares[a][k * outputs + k] += ridge;
                }
                PositiveDefinite.solve(outputs, squares[a], error);
                for (int k = 0; k < outputs; k++) {
                    int row = (a * outputs + k) * units;
                    float factor = (float) error[k];
                    for (int u = 0; u < units; u++) {
                        targets[a * units + u] += factor * values[row + u];
                    }
                }
            });
            return targets;
        }
    }

    /** {@code B B'} of one sample. */
    private static void squares(float[] values, int from, int outputs, int units, double[] squares) {
        for (int k = 0; k < outputs; k++) {
            for (int m = 0; m <= k; m++) {
                double sum = 0;
                for (int u = 0; u < units; u++) {
                    sum += (double) values[from + k * units + u] * values[from + m * units + u];
                }
                squares[k * outputs + m] = sum;
                squares[m * outputs + k] = sum;
            }
        }
    }
}
