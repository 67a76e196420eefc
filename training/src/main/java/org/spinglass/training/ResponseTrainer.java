// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import java.util.Map;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

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
 * @param shards where the sums of shards come from, for settings that have some
 */
public record ResponseTrainer(Sampler sampler, ResponseSettings settings, ShardSums.Source shards) implements Trainer {
    /** Sweeps spent at most on the lower bound of a subproblem; bounds are taken in the last step of an epoch. */
    static final int BOUND_SWEEPS = 16;

    /** Samples that are scored at once. */
    static final int SCORED = 200;

    /** A trainer whose shards, where it has some, are in this process. */
    public ResponseTrainer(Sampler sampler, ResponseSettings settings) {
        this(sampler, settings, LocalShards::new);
    }

    @Override
    public String method() {
        return "response";
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options = TrainerOptions.of(sampler.name(), settings);
        options.keySet().removeAll(settings.withoutEffect());
        return options;
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        if (settings.shards() == 0) {
            return new Run(task, listener).train();
        }
        try (ShardedTraining sharded = new ShardedTraining(sampler, settings, task, listener, shards)) {
            return sharded.train();
        }
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
        private final TrainingLoop loop;
        private final Weights weights;
        private final LayerAnnealer annealer;
        private final SeenScore training = new SeenScore();
        private final LayerMemory[] memories;

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            this.batches = new Batches(task.training(), settings.batch(), task.seed());
            this.pass = new ForwardPass(network, Math.max(SCORED, batches.largest()), task.workers());
            this.responses = new Responses(network, task.workers());
            this.memories = LayerMemory.ofLayers(network);
            Weights start = task.startWeights();
            this.loop = new TrainingLoop(task, listener, pass, settings.averaging(), start);
            this.weights = loop.weights();
            this.annealer = new LayerAnnealer(sampler, settings, task, loop, start, batches.steps());
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
            for (LayerGroup group : LayerGroup.of(network, settings, batch)) {
                int count = group.form().samples();
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
                before = group.first();
                group.layers().forEach(l -> memories[l].moveTo(epoch, step));
                if (group.isSingle()) {
                    visit(group.first(), count, epoch, step, labels, means);
                } else {
                    annealer.visit(group, epoch, step, means, scales -> together(group, labels, scales, epoch, step));
                }
            }
            return loss;
        }

        private void visit(int l, int count, int epoch, int step, int[] labels, LayerMeans[] means) {
            annealer.visit(l, epoch, step, means[l], (scale, sweep) -> {
                long seed = Seeds.of(task.seed(), 4, epoch, step, l, sweep);
                return problem(l, count, labels, scale, seed, sweep > 0);
            });
        }

        private GroupProblem together(
                LayerGroup group, int[] labels, List<ResponseProblem.Scale> scales, int epoch, int step) {
            List<ResponseProblem.Source> layers = group.layers().stream()
                    .map(l -> source(l, group.form().samples(), labels))
                    .toList();
            ColumnWindow window = memories[group.first()].columns(group.form());
            return GroupProblem.of(
                    layers, scales, group.form(), window, Seeds.of(task.seed(), 4, epoch, step, group.first(), 0));
        }

        private ResponseProblem.Source source(int l, int samples, int[] labels) {
            return new ResponseProblem.Source(
                    network, l, pass, responses, samples, labels, weights, weights.layer(l), task.workers());
        }

        /** The problem of a layer whose inputs are those of the present weights. */
        private ResponseProblem problem(
                int l, int samples, int[] labels, ResponseProblem.Scale scale, long seed, boolean isAnew) {
            if (isAnew) {
                pass.runFrom(network.layerIndex(l), weights);
            }
            return ResponseProblem.of(source(l, samples, labels), settings, scale, memories[l], seed);
        }
    }
}
