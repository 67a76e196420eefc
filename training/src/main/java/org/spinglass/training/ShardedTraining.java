// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * A training by responses whose samples are in shards: for each layer of a step the shards make sums, which are added
 * up and annealed here. Used by one thread, once.
 */
final class ShardedTraining implements AutoCloseable {
    private final ResponseSettings settings;
    private final Network network;
    private final Sharding sharding;
    private final TrainingLoop loop;
    private final Weights weights;
    private final LayerAnnealer annealer;
    private final ShardSums sums;
    private final SeenScore training = new SeenScore();
    private final List<LayerGroup> groups;
    private final LayerMemory[] memories;
    private int visits;

    ShardedTraining(
            Sampler sampler,
            ResponseSettings settings,
            TrainingTask task,
            TrainingListener listener,
            ShardSums.Source source) {
        Sharding.requireFits(task.network(), settings);
        this.settings = settings;
        this.network = task.network();
        this.sharding = Sharding.of(task.training().count(), settings);
        this.groups = LayerGroup.of(network, settings, settings.batch());
        this.memories = LayerMemory.ofLayers(network);
        Weights start = task.startWeights();
        ForwardPass pass = new ForwardPass(network, ResponseTrainer.SCORED, task.workers());
        this.loop = new TrainingLoop(task, listener, pass, settings.averaging(), start);
        this.weights = loop.weights();
        this.annealer = new LayerAnnealer(sampler, settings, task, loop, start, sharding.steps());
        this.sums = source.open(task, settings, listener);
    }

    TrainingResult train() {
        return loop.run(sharding.steps(), this::step, training::take);
    }

    private double step(int epoch, int step, LayerMeans[] means) {
        int changed = -1;
        Moment moment = new Moment(epoch, step);
        for (LayerGroup group : groups) {
            int first = group.first();
            int before = changed;
            boolean goesOn = group.isSingle()
                    ? annealer.visit(
                            first,
                            epoch,
                            step,
                            means[first],
                            (scale, sweep) -> problem(moment, first, scale, sweep, before))
                    : annealer.visit(
                            group, epoch, step, means, scales -> together(moment, group.layers(), scales, before));
            if (!goesOn) {
                break;
            }
            changed = first;
        }
        return moment.loss;
    }

    /** Where a step is, and the loss before it. */
    private static final class Moment {
        private final int epoch;
        private final int step;
        private double loss = Double.NaN;

        Moment(int epoch, int step) {
            this.epoch = epoch;
            this.step = step;
        }
    }

    private @Nullable ResponseProblem problem(
            Moment moment, int l, ResponseProblem.Scale scale, int sweep, int before) {
        LayerSums total = sums(moment, l, sweep, sweep == 0 ? before : l);
        return total == null ? null : problem(network, l, settings, total, scale, weights.layer(l), sums, memories[l]);
    }

    private @Nullable GroupProblem together(
            Moment moment, List<Integer> layers, List<ResponseProblem.Scale> scales, int before) {
        int first = layers.getFirst();
        LayerSums total = sums(moment, first, 0, before);
        if (total == null) {
            return null;
        }
        ResponseForm form = ResponseForm.of(network, first, settings, total.samples());
        List<float[]> matrices = layers.stream().map(weights::layer).toList();
        return GroupProblem.ofSums(matrices, scales, form, memories[first].columns(form), total);
    }

    /** The sums of a visit; null when the training is to end. */
    private @Nullable LayerSums sums(Moment moment, int l, int sweep, int changed) {
        visits++;
        LayerSums total = sums.of(new LayerVisit(visits, moment.epoch, moment.step, l, sweep, changed), weights);
        if (total != null && Double.isNaN(moment.loss)) {
            LayerSums.Seen seen = total.seen();
            moment.loss = seen.squares() / seen.samples();
            training.add(
                    new Score(seen.outputSquares() / seen.samples(), (double) seen.right() / seen.samples()),
                    seen.samples());
        }
        memories[l].moveTo(moment.epoch, moment.step);
        return total;
    }

    /**
     * The problem of a layer from the sums of all shards; where it is in blocks they are annealed by {@code place}.
     *
     * @param memory of the layer, at the present step
     */
    static ResponseProblem problem(
            Network network,
            int l,
            ResponseSettings settings,
            LayerSums total,
            ResponseProblem.Scale scale,
            float[] matrix,
            ShardSums place,
            LayerMemory memory) {
        Optional<LayerBlocks> blocks = LayerBlocks.of(network, l, settings);
        if (blocks.isPresent()) {
            return new BlockedProblem(place, blocks.get(), total, network.columns(l), scale, matrix);
        }
        ResponseForm form = ResponseForm.of(network, l, settings, total.samples());
        return switch (form.kind()) {
            case IN_TURN ->
                inTurn(
                        network,
                        l,
                        total,
                        scale,
                        matrix,
                        settings.isOfStepBefore(network.columns(l), total.samples()) ? memory : null);
            case SIDE_BY_SIDE -> new SummedProblem(network, l, total, null, scale, matrix);
            case ALL_OUTPUTS, SKETCHES -> {
                ChannelFactors factors =
                        memory.columns(form).renew(total.columns(), matrix.length, total.modelled(), form.rows());
                yield new SummedProblem(network, l, total, factors, scale, matrix);
            }
        };
    }

    /** Neurons that follow each other, of all samples of the step. */
    private static NeuronProblem inTurn(
            Network network,
            int l,
            LayerSums total,
            ResponseProblem.Scale scale,
            float[] matrix,
            @Nullable LayerMemory memory) {
        int outputs = network.classes();
        NeuronResponses neurons = new NeuronResponses(network, l, total.columns());
        float[] residuals = new float[total.samples() * outputs];
        int at = 0;
        for (int p = 1; p < total.columns().size(); p += 2) {
            float[] part = total.columns().get(p);
            System.arraycopy(part, 0, residuals, at, part.length);
            at += part.length;
        }
        return new NeuronProblem(neurons, total.samples(), outputs, residuals, scale, matrix, memory);
    }

    @Override
    public void close() {
        sums.close();
    }
}
