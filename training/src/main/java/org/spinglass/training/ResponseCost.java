// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.spinglass.network.forward.LayerWork;
import org.spinglass.network.forward.Patches;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;

/**
 * What one visit of a layer costs the response trainer, counted from the shapes, stage by stage. Operations are
 * multiplications and additions in single precision. With N weights in each of G subproblems, Q columns of A, the rows
 * of derivatives R and S sweeps:
 *
 * <pre>
 *   forward     the passes through the layers behind the one visited before, all samples; of a group its first layer's
 *   responses   R rows of samples that J has not yet through the transposes of the layers behind this one; of a group its
 *               first layer's
 *   products    sums over the sites of responses times inputs, 2 R sites columns a channel; of a layer with single outputs
 *               h and the residuals after each neuron, 4 N Q a subproblem
 *   anneal      S sweeps of N visits, 2 Q for the field and 3 Q for the change; 3 Q once a weight for J's diagonal
 * </pre>
 *
 * <p>J is never formed, whatever N and Q are; {@link #storedOperations} and {@link #storedBytes} tell what it would
 * cost. Immutable.
 *
 * @param layer number among weight layers
 * @param group the layers that are annealed with it as one, itself among them
 * @param subproblems G, subproblems or instances of a visit
 * @param weights N, weights of each
 * @param columns Q, columns of A
 * @param visits visits of single weights
 * @param stages operations of each stage by the loop that does them
 */
public record ResponseCost(
        int layer,
        LayerGroup group,
        int subproblems,
        int weights,
        int columns,
        double visits,
        Map<Stage, Map<Loop, Double>> stages) {
    private static final double FLOAT = 4;

    /** A part of a visit. */
    public enum Stage {
        /** Through the layers. */
        FORWARD,
        /** Derivatives of the output by the layer's. */
        RESPONSES,
        /** What J and h are made of. */
        PRODUCTS,
        /** The sampler. */
        ANNEAL
    }

    /** A loop with a rate of its own. */
    public enum Loop {
        /** Matrix products. */
        PRODUCT,
        /** Correlations of runs: convolutions and spectral pools. */
        CORRELATION,
        /** Sums over windows or runs: responses times inputs. */
        WINDOW,
        /** Products of a matrix with a vector. */
        VECTOR,
        /** The visits of weights but for what does not depend on Q. */
        VISIT,
        /** Values copied or scaled; counted in bytes. */
        COPY
    }

    /**
     * The cost of all layers in one step of a batch, in the order in which the step visits them; frozen ones are not
     * visited.
     *
     * @param batch samples of a step
     * @param steps of an epoch, whose average this is
     */
    public static List<ResponseCost> ofStep(Network network, ResponseSettings settings, int batch, int steps) {
        List<ResponseCost> costs = new ArrayList<>();
        int loaded = 0;
        int before = 0;
        for (LayerGroup group : LayerGroup.of(network, settings, batch)) {
            boolean isWhole = group.form().samples() > loaded;
            loaded = Math.max(loaded, group.form().samples());
            int from = isWhole ? 0 : network.layerIndex(before);
            for (int l : group.layers()) {
                costs.add(of(network, l, settings, group, from, loaded, steps));
            }
            before = group.first();
        }
        return costs;
    }

    /** The cost with the layer in a group and taken in a form, forward passes as they are from the layer before on. */
    private static ResponseCost of(
            Network network, int l, ResponseSettings settings, LayerGroup group, int from, int loaded, int steps) {
        ResponseForm form = group.form();
        boolean hasPasses = l == group.first();
        Count count = new Count(network);
        int rebuilt = settings.refresh() == 0 || !ResponseTrainer.dependsOnPattern(network, l)
                ? 1
                : (settings.sweeps() + settings.refresh() - 1) / settings.refresh();
        if (hasPasses) {
            count.forward(from, loaded);
        }
        for (int again = 1; again < rebuilt; again++) {
            count.forward(network.layerIndex(l), loaded);
        }
        double drawn = form.drawn(steps);
        double rows = drawn * form.rows();
        boolean isSketched = form.kind() == ResponseForm.Kind.SKETCHES;
        int top = isSketched ? network.pointBeforeLastActivation() : Responses.top(network, l);
        if (hasPasses) {
            count.responses(l, top, rebuilt * (rows + (isSketched ? form.samples() : 0)));
        }
        int columns = form.width();
        int all = network.rows(l) * network.columns(l);
        int subproblems = form.isJoint() ? 1 : network.rows(l);
        double copied = form.isJoint() ? all : network.rows(l) + (double) network.columns(l) / form.rows();
        count.add(Stage.PRODUCTS, Loop.COPY, rebuilt * 2 * FLOAT * rows * copied);
        if (form.isJoint()) {
            count.windows(l, rebuilt * drawn, form.rows());
            if (isSketched) {
                count.windows(l, rebuilt * (double) form.samples(), 1);
            } else {
                count.add(Stage.PRODUCTS, Loop.VECTOR, rebuilt * 2.0 * all * columns);
            }
        } else {
            count.add(Stage.PRODUCTS, Loop.VECTOR, rebuilt * 4.0 * all * columns);
        }
        double visits = (double) settings.sweeps() * all;
        count.add(Stage.ANNEAL, Loop.VISIT, 5.0 * columns * visits + 3.0 * rebuilt * all * columns);
        return new ResponseCost(l, group, subproblems, all / subproblems, columns, visits, count.stages);
    }

    /**
     * The layer by itself in every form that its shape admits, with these settings otherwise; the first is the one
     * taken.
     */
    public static List<ResponseCost> alternatives(
            Network network, int l, ResponseSettings settings, int batch, int steps) {
        ResponseForm taken = ResponseForm.of(network, l, settings, batch);
        int few = Math.min(batch, settings.convolutionSamples());
        ResponseForm other = switch (taken.kind()) {
            case SKETCHES -> new ResponseForm(ResponseForm.Kind.ALL_OUTPUTS, few, few, network.classes());
            case ALL_OUTPUTS -> new ResponseForm(ResponseForm.Kind.SKETCHES, batch, few, 2);
            case IN_TURN -> new ResponseForm(ResponseForm.Kind.SIDE_BY_SIDE, batch, batch, taken.rows());
            case SIDE_BY_SIDE -> new ResponseForm(ResponseForm.Kind.IN_TURN, batch, batch, taken.rows());
        };
        int from = Math.max(0, l == 0 ? 0 : network.layerIndex(l - 1));
        return List.of(
                of(network, l, settings, new LayerGroup(List.of(l), taken), from, taken.samples(), steps),
                of(network, l, settings, new LayerGroup(List.of(l), other), from, other.samples(), steps));
    }

    /** How the layer is taken. */
    public ResponseForm form() {
        return group.form();
    }

    /** Operations of a stage; copies are none. */
    public double operations(Stage stage) {
        return stages.getOrDefault(stage, Map.of()).entrySet().stream()
                .filter(entry -> entry.getKey() != Loop.COPY)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** Operations of all stages. */
    public double operations() {
        double sum = 0;
        for (Stage stage : Stage.values()) {
            sum += operations(stage);
        }
        return sum;
    }

    /** Bytes of A, that all visits read. */
    public double bytes() {
        return FLOAT * weights * columns;
    }

    /** Whether sums over windows make A, and not dot products; without meaning where the layer has single outputs. */
    public boolean isOfWindows(Network network) {
        return ChannelProducts.isTransposed(new Patches(network, layer), form().rows() * network.rows(layer));
    }

    /**
     * Operations of an anneal with J formed: {@code N^2 Q} to form it, for each subproblem that has a J of its own,
     * then 2 N for each visit.
     */
    public double storedOperations() {
        int matrices = form().kind() == ResponseForm.Kind.IN_TURN ? subproblems : 1;
        return matrices * (double) weights * weights * columns + 2.0 * weights * visits;
    }

    /** Bytes of J, one at a time. */
    public double storedBytes() {
        return FLOAT * weights * weights;
    }

    /** Sums of operations. */
    private static final class Count {
        private final Network network;
        private final List<LayerWork> layers = new ArrayList<>();
        private final Map<Stage, Map<Loop, Double>> stages = new EnumMap<>(Stage.class);

        Count(Network network) {
            this.network = network;
            for (int i = 0; i < network.layers().size(); i++) {
                layers.add(LayerWork.of(network, i));
            }
        }

        void add(Stage stage, Loop loop, double operations) {
            stages.computeIfAbsent(stage, _ -> new EnumMap<>(Loop.class)).merge(loop, operations, Double::sum);
        }

        private void add(Stage stage, LayerWork layer, double times, double operations) {
            switch (layer.loop()) {
                case PRODUCT -> add(stage, Loop.PRODUCT, times * operations);
                case CORRELATION -> add(stage, Loop.CORRELATION, times * operations);
                case COPY -> add(stage, Loop.COPY, times * FLOAT * layer.values());
            }
        }

        void forward(int from, double samples) {
            for (LayerWork layer : layers.subList(from, layers.size())) {
                add(Stage.FORWARD, layer, samples, layer.forward());
            }
        }

        void responses(int l, int top, double rows) {
            for (int i = network.layerIndex(l) + 1; i < top; i++) {
                add(Stage.RESPONSES, layers.get(i), rows, layers.get(i).back());
            }
        }

        void windows(int l, double samples, int rowsPerSample) {
            int rows = rowsPerSample * network.rows(l);
            Patches patches = new Patches(network, l);
            double pairs = ChannelProducts.isTransposed(patches, rows)
                    ? (double) Patches.channels(rows) * patches.sites()
                    : (double) rows * patches.spread();
            add(Stage.PRODUCTS, Loop.WINDOW, 2 * samples * network.columns(l) * pairs);
        }
    }
}
