// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

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
        for (int l = 0; l < network.weightLayers(); l++) {
            if (network.weightLayer(l).frozen()) {
                continue;
            }
            int layer = l;
            int before = changed;
            boolean goesOn = annealer.visit(
                    l, epoch, step, means[l], (scale, sweep) -> problem(moment, layer, scale, sweep, before));
            if (!goesOn) {
                break;
            }
            changed = l;
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
        visits++;
        LayerVisit visit = new LayerVisit(visits, moment.epoch, moment.step, l, sweep, sweep == 0 ? before : l);
        LayerSums total = sums.of(visit, weights);
        if (total == null) {
            return null;
        }
        if (Double.isNaN(moment.loss)) {
            LayerSums.Seen seen = total.seen();
            moment.loss = seen.squares() / seen.samples();
            training.add(
                    new Score(seen.outputSquares() / seen.samples(), (double) seen.right() / seen.samples()),
                    seen.samples());
        }
        memories[l].moveTo(moment.epoch, moment.step);
        return problem(network, l, settings, total, scale, weights.layer(l), sums, memories[l]);
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
