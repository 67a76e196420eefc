// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.ResponseSettings.DecayOf;

/**
 * Trains by annealing the true loss, layer by layer from the input to the output, on minibatches (docs/method.md, 4).
 *
 * <p>With the activation pattern held fixed the network's output is linear in the weights of one layer, so the loss is
 * exactly a spin glass in them; see {@link ResponseProblem} for its energy. Each step anneals every layer once within a
 * range that shrinks over the epochs, and the weights returned are a running average over the steps.
 *
 * <p>Scales and shifts of batch normalisations are measured on the batch, anew after every layer, and held fixed while
 * a layer is annealed; what dropout drops is drawn for the step. So the pattern is all that a visit takes for granted.
 *
 * <p>A layer with several output sites uses the first samples of the batch only, as many as the settings say; one with
 * a single site, linear or a convolution that covers its whole input, uses them all. Cost of a step: forward passes of
 * the batch, backward passes of the samples used for each layer, and for each anneal {@code sweeps} times weights times
 * samples.
 *
 * @param sampler solves the subproblems
 * @param settings the settings
 */
public record ResponseTrainer(Sampler sampler, ResponseSettings settings) implements Trainer {
    /** Sweeps spent at most on the lower bound of a subproblem; bounds are taken in the last step of an epoch. */
    static final int BOUND_SWEEPS = 16;

    /** Samples that are scored at once. */
    static final int SCORED = 200;

    @Override
    public String method() {
        return "response";
    }

    @Override
    public Map<String, Object> options() {
        return TrainerOptions.of(sampler.name(), settings);
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        return new Run(task, listener).train();
    }

    /** Whether responses to a layer depend on the layer's weights, by activations or the largest values of windows. */
    static boolean dependsOnPattern(Network network, int l) {
        return network.layers().subList(network.layerIndex(l) + 1, network.pointBeforeLastActivation()).stream()
                .anyMatch(layer -> layer instanceof LeakyRelu || layer instanceof MaxPool);
    }

    private final class Run {
        private final TrainingTask task;
        private final Network network;
        private final ForwardPass pass;
        private final Responses responses;
        private final Batches batches;
        private final double[] initialScale;
        private final TrainingLoop loop;
        private final Weights weights;
        private final SeenScore training = new SeenScore();

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            this.batches = new Batches(task.training(), settings.batch(), task.seed());
            this.pass = new ForwardPass(network, Math.max(SCORED, batches.largest()), task.workers());
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

        /**
         * Anneals every layer once on one batch; returns the batch's loss before, over the samples that were source
         * first.
         */
        private double step(int epoch, int step, LayerMeans[] means) {
            batches.select(epoch, step);
            batches.draw(pass, step);
            int batch = batches.size();
            int[] labels = batches.labels();
            int loaded = 0;
            double loss = Double.NaN;
            int before = 0;
            for (int l = 0; l < network.weightLayers(); l++) {
                if (network.weightLayer(l).frozen()) {
                    continue;
                }
                int count = samplesOf(l, batch);
                if (count > loaded) {
                    loaded = network.norms() > 0 ? batch : count;
                    batches.forward(pass, loaded, weights);
                    if (Double.isNaN(loss)) {
                        loss = Score.of(pass.beforeLastActivation(), labels, 0, loaded, network.classes())
                                .loss();
                    }
                    if (loaded == batch) {
                        training.add(Score.of(pass.outputs(), labels, 0, batch, network.classes()), batch);
                    }
                } else {
                    pass.measureFrom(network.layerIndex(before), weights);
                }
                before = l;
                visit(l, count, labels, epoch, step, means[l]);
            }
            return loss;
        }

        private int samplesOf(int l, int batch) {
            return ResponseForm.of(network, l, settings, batch).samples();
        }

        /** Anneals a layer whose responses have been computed, and has them computed anew as often as settings say. */
        private void visit(int l, int samples, int[] labels, int epoch, int step, LayerMeans means) {
            int sweeps = settings.sweeps();
            int together = settings.refresh() == 0 || !dependsOnPattern(network, l) ? sweeps : settings.refresh();
            boolean isParted = together < sweeps;
            float[] start = isParted ? weights.layer(l).clone() : weights.layer(l);
            Visit visit = new Visit(l, samples, epoch, step, start, isParted);
            for (int done = 0; done < sweeps; done += together) {
                if (done > 0) {
                    pass.runFrom(network.layerIndex(l), weights);
                }
                means.beginStep();
                visit.anneal(labels, done, Math.min(sweeps, done + together), means);
            }
        }

        /** One layer's turn in a step. */
        private final class Visit {
            private final int l;
            private final int samples;
            private final int epoch;
            private final int step;
            private final float[] start;
            private final boolean isParted;
            private double temperature;
            /**
             * The spins found, those of one instance behind the other, where the subproblems are built anew within the
             * visit.
             */
            private List<Spins> states = List.of();

            Visit(int l, int samples, int epoch, int step, float[] start, boolean isParted) {
                this.l = l;
                this.samples = samples;
                this.epoch = epoch;
                this.step = step;
                this.start = start;
                this.isParted = isParted;
            }

            /** Anneals the subproblems of the present responses from one sweep to another. */
            void anneal(int[] labels, int from, int to, LayerMeans means) {
                boolean isLast = step == batches.steps() - 1;
                double moment = epoch + (double) step / batches.steps();
                ResponseProblem.Scale scale = new ResponseProblem.Scale(
                        settings.bits(),
                        (float) (settings.range(moment) * initialScale[l]),
                        (float) settings.damping(),
                        (float) settings.decay(),
                        settings.decayOf() == DecayOf.LOSS
                                ? initialScale[l] * initialScale[l] * weights.layer(l).length
                                : 0);
                ResponseProblem problem = ResponseProblem.of(
                        new ResponseProblem.Source(
                                network,
                                l,
                                pass,
                                responses,
                                samples,
                                labels,
                                weights,
                                weights.layer(l),
                                task.workers()),
                        settings,
                        scale,
                        Seeds.of(task.seed(), 4, epoch, step, l, from));
                problem.continueFrom(from == 0 ? weights.layer(l) : start);
                temperature = from == 0 ? settings.temperature() * problem.meanSquare() : temperature;
                BetaSchedule cooling = BetaSchedule.cooling(temperature);
                Sampler cooled = sampler.withSchedule(cooling.part(from, settings.sweeps()));
                SamplingRequest request = SamplingRequest.of(to - from, 0)
                        .withBoundSweeps(isLast && (settings.bounds() || task.isLast(epoch)) ? BOUND_SWEEPS : 0)
                        .withProgress(loop.watch())
                        .withWorkers(task.workers());
                List<Spins> next = new ArrayList<>();
                for (int g = 0; g < problem.subproblems(); g++) {
                    EncodedQuadratic subproblem = problem.subproblem(g);
                    InitialState initial = from == 0
                            ? InitialState.present()
                            : InitialState.given(states.subList(next.size(), next.size() + subproblem.instances()));
                    long seed = from == 0
                            ? Seeds.of(task.seed(), 2, epoch, step, l, g)
                            : Seeds.of(task.seed(), 3, epoch, step, l, g, from);
                    SampleSet found = cooled.sample(
                            subproblem, request.withInitial(initial).withSeed(seed));
                    problem.accept(g, subproblem, found);
                    means.add(found, isLast);
                    for (int instance = 0; isParted && instance < found.instances(); instance++) {
                        next.add(found.bestSpins(instance));
                    }
                }
                states = next;
            }
        }
    }
}
