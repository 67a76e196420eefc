// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Workers;
import org.spinglass.data.Samples;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * A shard of a training's samples at work: passes its share of a batch through the network and makes the sums of a
 * layer. It keeps the pass, so that the next visit of the same step computes only what is behind the layer that has
 * changed. What it comes to depends on its samples, its number and the weights alone. Used by one thread at a time.
 */
public final class Shard {
    private static final float[] NONE = {};

    private final Network network;
    private final ResponseSettings settings;
    private final Sharding sharding;
    private final int number;
    private final long seed;
    private final Batches batches;
    private final Workers workers;
    private final ForwardPass pass;
    private final Responses responses;
    private final List<LayerGroup> groups;
    private @Nullable LayerVisit before;
    private long forwardNanos;

    /**
     * Reserves the memory of a pass.
     *
     * @param plain the shard's samples, {@link Sharding#plain}
     * @param augmented how all samples of the training are deformed; null for not at all
     * @param seed of the training
     * @param alone one thread
     */
    public Shard(
            Network network,
            ResponseSettings settings,
            Sharding sharding,
            int number,
            Samples plain,
            Samples.@Nullable Augmented augmented,
            long seed,
            Workers alone) {
        this.network = network;
        this.settings = settings;
        this.sharding = sharding;
        this.number = number;
        this.seed = seed;
        Samples seen = augmented == null ? plain : sharding.seen(plain, number, augmented);
        this.batches = Batches.ofSteps(seen, sharding.steps(), Sharding.seed(seed, number));
        this.workers = alone;
        this.pass = new ForwardPass(network, batches.largest(), alone);
        this.responses = new Responses(network, alone);
        this.groups = LayerGroup.of(network, settings, settings.batch());
    }

    /**
     * The sums of a layer, or of the group whose first one it is.
     *
     * @param weights as they are at the moment of the visit
     */
    public LayerSums sums(LayerVisit visit, Weights weights) {
        long began = System.nanoTime();
        forward(visit, weights);
        forwardNanos = System.nanoTime() - began;
        int[] labels = batches.labels();
        int all = batches.size();
        int outputs = network.classes();
        ResponseForm form = ResponseForm.of(network, visit.layer(), settings, all);
        int few = Math.min(all, sharding.share(due(visit, form), number));
        int samples = form.kind() == ResponseForm.Kind.ALL_OUTPUTS ? few : all;
        int modelled = form.isJoint() ? few : 0;
        ResponseProblem.Source source = source(visit.layer(), samples, labels, weights);
        float[] residuals = ResponseProblem.residuals(pass, labels, samples, outputs);
        Made made = switch (form.kind()) {
            case ALL_OUTPUTS -> ofOutputs(source, residuals);
            case SKETCHES -> ofSketches(sources(visit, samples, labels, weights), residuals, few, form.rows(), visit);
            case IN_TURN -> new Made(NONE, NONE, List.of(neurons(source).part(), residuals));
            case SIDE_BY_SIDE -> {
                NeuronResponses neurons = neurons(source);
                yield LayerBlocks.of(network, visit.layer(), settings).isPresent()
                        ? new Made(NONE, NONE, neurons.blockColumns(residuals))
                        : new Made(neurons.fieldSums(residuals), neurons.matrixSum(), List.of());
            }
        };
        double squares = 0;
        for (float r : residuals) {
            squares += (double) r * r;
        }
        return new LayerSums(seen(labels), samples, squares, made.fields, made.matrix, modelled, made.columns);
    }

    /** Samples that J of a layer with several output sites gets in a visit, of all shards. */
    private int due(LayerVisit visit, ResponseForm form) {
        boolean isFirst = visit.step() == 0 && visit.sweep() == 0;
        boolean isSketched = form.kind() == ResponseForm.Kind.SKETCHES;
        return isSketched && !isFirst
                ? ResponseForm.renewed(network, visit.layer(), settings, settings.convolutionSamples())
                : settings.convolutionSamples();
    }

    /** How long the pass of the last sums took. */
    public long forwardNanos() {
        return forwardNanos;
    }

    /** What an instance is made of. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Made(float[] fields, float[] matrix, List<float[]> columns) {}

    /** Brings the pass to a visit: from the layer on that has changed, or from the inputs. */
    private void forward(LayerVisit visit, Weights weights) {
        LayerVisit last = before;
        before = visit;
        if (last != null && last.number() == visit.number() - 1 && visit.changed() >= 0) {
            pass.runFrom(network.layerIndex(visit.changed()), weights);
            return;
        }
        batches.select(visit.epoch(), visit.step());
        batches.draw(pass, visit.step());
        batches.forward(pass, batches.size(), weights);
    }

    private LayerSums.Seen seen(int[] labels) {
        int count = labels.length;
        double squares = Score.of(pass.beforeLastActivation(), labels, 0, count, network.classes())
                .loss();
        Score score = Score.of(pass.outputs(), labels, 0, count, network.classes());
        return new LayerSums.Seen(count, squares * count, score.loss() * count, Math.round(score.accuracy() * count));
    }

    private Made ofOutputs(ResponseProblem.Source source, float[] residuals) {
        int variables = source.matrix().length;
        float[] fields = new float[variables];
        if (source.samples() == 0) {
            return new Made(fields, NONE, List.of());
        }
        int outputs = network.classes();
        responses.compute(source.weightLayer(), pass, source.samples(), source.weights());
        float[] columns = ChannelFactors.columns(List.of(source), source.samples(), outputs, 1);
        int rows = source.samples() * outputs;
        Blas.gemv(Blas.Op.TRANSPOSE, rows, variables, 1, columns, 0, variables, residuals, 0, 0, fields, 0);
        return new Made(fields, NONE, List.of(columns));
    }

    private ResponseProblem.Source source(int l, int samples, int[] labels, Weights weights) {
        return new ResponseProblem.Source(
                network, l, pass, responses, samples, labels, weights, weights.layer(l), workers);
    }

    /** The layers of the group whose first one is visited. */
    private List<ResponseProblem.Source> sources(LayerVisit visit, int samples, int[] labels, Weights weights) {
        return groups.stream()
                .filter(group -> group.first() == visit.layer())
                .flatMap(group -> group.layers().stream())
                .map(l -> source(l, samples, labels, weights))
                .toList();
    }

    private Made ofSketches(
            List<ResponseProblem.Source> layers, float[] residuals, int sketched, int sketches, LayerVisit visit) {
        float[] fields = new float[Sketches.variables(layers)];
        int row = 0;
        for (float[] own : Sketches.fields(layers, residuals, 1)) {
            System.arraycopy(own, 0, fields, row, own.length);
            row += own.length;
        }
        if (sketched == 0) {
            return new Made(fields, NONE, List.of());
        }
        Sketches.draw(
                layers,
                sketched,
                sketches,
                Seeds.of(seed, 7, visit.epoch(), visit.step(), visit.layer(), visit.sweep(), number));
        float[] columns = ChannelFactors.columns(layers, sketched, sketches, Sketches.scale(sketches));
        return new Made(fields, NONE, List.of(columns));
    }

    private NeuronResponses neurons(ResponseProblem.Source source) {
        return new NeuronResponses(network, source.weightLayer(), pass, responses, source.weights(), source.samples());
    }
}
