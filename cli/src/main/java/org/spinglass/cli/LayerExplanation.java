// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spinglass.network.layer.Network;
import org.spinglass.training.LayerBlocks;
import org.spinglass.training.MachineRates;
import org.spinglass.training.ResponseCost;
import org.spinglass.training.ResponseForm;
import org.spinglass.training.ResponseSettings;

/**
 * What {@code train --explain} tells of one layer: the forms of its problem and of J that are taken and those that are
 * not, with their operations and bytes, the reasons, and what each stage of a visit costs here.
 *
 * @param network the network
 * @param settings of the training
 * @param cost of the layer within a step
 * @param forms cost of the form that is taken, by itself, and of the one that is not
 * @param rates of this machine
 * @param isTimed whether anneals are single spins of simulated annealing, whose time is counted
 */
record LayerExplanation(
        Network network,
        ResponseSettings settings,
        ResponseCost cost,
        List<ResponseCost> forms,
        MachineRates rates,
        boolean isTimed) {
    private static final double MEGA = 1e6;

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int l = cost.layer();
        ResponseForm form = cost.form();
        lines.add(text(
                "%d %s: %,d weights, %,d spins, %,d samples, %d outputs; %s",
                l + 1,
                network.weightLayer(l).describe(),
                cost.subproblems() * cost.weights(),
                cost.subproblems() * cost.weights() * settings.bits(),
                form.samples(),
                network.classes(),
                subproblems()));
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                "form",
                name(form),
                work(forms.getFirst()),
                mega(forms.getFirst().bytes())));
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                "instead of",
                name(forms.getLast().form()),
                work(forms.getLast()),
                mega(forms.getLast().bytes())));
        lines.add("  because      " + reason());
        if (!cost.group().isSingle()) {
            lines.add(text(
                    "  %-12s annealed as one spin glass with layers %s, by one pass and the responses of the first",
                    "together", others()));
        }
        boolean isStored = isStored();
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                isStored ? "instead of" : "J",
                "never formed, residuals of " + cost.columns() + " columns kept",
                anneal(),
                mega(cost.bytes())));
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, J %8.2f MB",
                isStored ? "J" : "instead of",
                isStored ? "formed, of the sums of shards" : "formed, one row a visit",
                cost.storedOperations() / MEGA,
                mega(cost.storedBytes())));
        lines.add("  because      " + coupling());
        if (form.isJoint()) {
            boolean isOfWindows = cost.isOfWindows(network);
            lines.add(
                    text(
                            "  %-12s %s",
                            "products",
                            isOfWindows
                                    ? "sums over windows, of rows filled up to whole vectors: less work than dot products"
                                    : "dot products: sums over windows would take more work, as rows are filled up to whole vectors"));
        }
        StringBuilder stages = new StringBuilder("  a step      ");
        for (ResponseCost.Stage stage : ResponseCost.Stage.values()) {
            stages.append(text(" %s %s", stage.name().toLowerCase(Locale.ROOT), milliseconds(stage)));
        }
        lines.add(stages.toString());
        return lines;
    }

    private String milliseconds(ResponseCost.Stage stage) {
        return stage == ResponseCost.Stage.ANNEAL && !isTimed ? "-" : text("%.2f ms", 1e3 * rates.seconds(cost, stage));
    }

    private String subproblems() {
        if (!cost.group().isSingle()) {
            return "part of one subproblem";
        }
        String kind = cost.form().kind() == ResponseForm.Kind.SIDE_BY_SIDE
                ? "instances"
                : cost.subproblems() == 1 ? "subproblem" : "subproblems";
        return text("%,d %s of %,d spins", cost.subproblems(), kind, cost.weights() * settings.bits());
    }

    /** The other layers of the group, as people count. */
    private String others() {
        return cost.group().layers().stream()
                .filter(l -> l != cost.layer())
                .map(l -> Integer.toString(l + 1))
                .collect(Collectors.joining(", "));
    }

    private static String name(ResponseForm form) {
        return switch (form.kind()) {
            case SKETCHES ->
                text(
                        "all channels together, J of %,d x %d sketches%s",
                        form.modelled(),
                        form.rows(),
                        form.renewed() < form.modelled() ? text(", %,d of them new", form.renewed()) : "");
            case ALL_OUTPUTS -> text("all channels together, %,d samples x %d outputs", form.modelled(), form.rows());
            case IN_TURN -> "neurons in turn";
            case SIDE_BY_SIDE -> "neurons side by side";
        };
    }

    private String reason() {
        ResponseForm form = cost.form();
        return switch (form.kind()) {
            case SKETCHES ->
                text(
                        "several output sites, and sketches=%d; h is of all %,d samples, where all outputs afford %,d",
                        settings.sketches(), form.samples(), form.modelled());
            case ALL_OUTPUTS -> "several output sites, and sketches=0";
            case IN_TURN ->
                "single outputs, and neurons=in-turn: the most progress a step"
                        + (settings.isOfStepBefore(cost.weights(), form.samples())
                                ? "; J of the step before, as a neuron has more weights than the step samples"
                                : "");
            case SIDE_BY_SIDE -> "single outputs, and neurons=side-by-side: independent anneals, shorter steps";
        };
    }

    /** Whether J is made of the sums of shards, and stored. */
    private boolean isStored() {
        return settings.shards() > 0
                && cost.form().kind() == ResponseForm.Kind.SIDE_BY_SIDE
                && LayerBlocks.of(network, cost.layer(), settings).isEmpty();
    }

    private String coupling() {
        Optional<LayerBlocks> blocks = LayerBlocks.compared(network, cost.layer(), settings);
        if (blocks.isPresent()) {
            LayerBlocks all = blocks.get();
            String stored = text("%.1f ms a visit with J", 1e3 * all.storedSeconds());
            String apart = text(
                    "%.1f ms in blocks of %d neurons that are annealed apart", 1e3 * all.blockSeconds(), all.each());
            return "in shards, by the model of a cluster of eight processors: "
                    + (isStored() ? stored + ", " + apart : apart + ", " + stored);
        }
        if (isStored()) {
            return "in shards, and too few inputs to be cut into blocks of neurons that are annealed apart";
        }
        boolean isLess = anneal() * MEGA <= cost.storedOperations();
        return isLess
                ? "fewer operations, and no memory of the square of the weights"
                : "no memory of the square of the weights; the trainer never forms J, though here it would be less work";
    }

    /** For programs. */
    Map<String, Object> toMap() {
        int l = cost.layer();
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("layer", network.weightLayer(l).describe());
        layer.put("weights", cost.subproblems() * cost.weights());
        layer.put("spins", cost.subproblems() * cost.weights() * settings.bits());
        layer.put("outputs", network.classes());
        layer.put("form", cost.form());
        layer.put("subproblems", cost.subproblems());
        if (!cost.group().isSingle()) {
            layer.put(
                    "together",
                    cost.group().layers().stream().map(one -> one + 1).toList());
        }
        layer.put("columns", cost.columns());
        layer.put("operations", forms.getFirst().operations());
        layer.put("otherForm", forms.getLast().form());
        layer.put("otherOperations", forms.getLast().operations());
        layer.put("reason", reason());
        layer.put("annealOperations", cost.operations(ResponseCost.Stage.ANNEAL));
        layer.put("bytes", cost.bytes());
        layer.put("storedOperations", cost.storedOperations());
        layer.put("storedBytes", cost.storedBytes());
        layer.put("couplingReason", coupling());
        LayerBlocks.of(network, l, settings).ifPresent(blocks -> layer.put("blocks", blocks.count()));
        for (ResponseCost.Stage stage : ResponseCost.Stage.values()) {
            if (stage != ResponseCost.Stage.ANNEAL || isTimed) {
                layer.put(stage.name().toLowerCase(Locale.ROOT) + "Seconds", rates.seconds(cost, stage));
            }
        }
        return layer;
    }

    private double anneal() {
        return cost.operations(ResponseCost.Stage.ANNEAL) / MEGA;
    }

    private static double work(ResponseCost cost) {
        return cost.operations() / MEGA;
    }

    private static double mega(double bytes) {
        return bytes / MEGA;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
