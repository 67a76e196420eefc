// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.LayerBlocks;
import org.spinglass.training.MachineRates;
import org.spinglass.training.ResponseCost;
import org.spinglass.training.ResponseForm;
import org.spinglass.training.ResponseSettings;

/** What {@code train --explain} tells of a training by responses: the cost model's counts and this machine's rates. */
final class TrainExplanation {
    private static final double CALIBRATION = 0.5;
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private final RunPlan plan;
    private final RunConfiguration asked;
    private final Network network;
    private final ResponseSettings settings;
    private final int batch;
    private final int steps;
    private final List<ResponseCost> costs;
    private final MachineRates rates;
    private final boolean isTimed;

    private TrainExplanation(RunPlan plan, Network network, ResponseSettings settings) {
        this.plan = plan;
        this.asked = plan.configuration();
        this.network = network;
        this.settings = settings;
        this.steps = settings.steps(asked.samples());
        this.batch = (asked.samples() + steps - 1) / steps;
        this.costs = ResponseCost.ofStep(network, settings, batch, steps);
        this.rates = MachineRates.measure(CALIBRATION);
        this.isTimed = TrainerRequest.samplers().getFirst().equals(asked.sampler())
                && TrainerRequest.moves().getFirst().equals(asked.move());
    }

    /**
     * Measures and counts.
     *
     * @param isOnCluster whether the training is to be on one
     * @throws UsageException where the method is another than response
     */
    static TrainExplanation of(TrainingStart.Prepared prepared, boolean isOnCluster) {
        NetworkSpec spec = prepared.network().spec();
        RunPlan plan = isOnCluster ? prepared.plan().withShards(spec) : prepared.plan();
        ResponseSettings settings = plan.trainer().responseSettings();
        if (settings == null) {
            throw none(plan.configuration().method());
        }
        return new TrainExplanation(plan, TrainingRun.network(plan, spec, prepared.data()), settings);
    }

    /** Refuses a method that was asked for and is another than response, before anything is read. */
    static void require(@Nullable String method) {
        if (method != null && !method.equals(TrainerRequest.METHODS.getFirst())) {
            throw none(method);
        }
    }

    private static UsageException none(String method) {
        return new UsageException("--explain is for --method response, not for --method " + method);
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(text(
                "%s, %,d weights, on %,d samples of %s: %,d steps of %,d samples an epoch, %d bits a weight, %d sweeps",
                network.name(),
                network.parameters(),
                asked.samples(),
                asked.data(),
                steps,
                batch,
                settings.bits(),
                settings.sweeps()));
        lines.add(text(
                "one thread of this machine, measured in %.1f s: products %.1f, correlations %.1f, windows %.1f,"
                        + " vectors %.1f, visits %.1f GFLOP/s,",
                rates.seconds(),
                rates.product() / GIGA,
                rates.correlation() / GIGA,
                rates.window() / GIGA,
                rates.vector() / GIGA,
                rates.column() / GIGA));
        lines.add(text(
                "copies %.1f GB/s, a visit of a weight %.0f ns besides", rates.copy() / GIGA, rates.visit() * GIGA));
        if (!plan.reasons().isEmpty()) {
            lines.add("");
            lines.add("chosen, as nobody named it:");
            plan.reasons().forEach((name, why) -> lines.add(text("  %-20s %s", name, chosen(name) + ": " + why)));
        }
        for (ResponseCost cost : costs) {
            lines.add("");
            layer(cost, lines);
        }
        lines.add("");
        if (isTimed) {
            lines.add(text(
                    "predicted: at least %.2f s an epoch on one thread, %.1f s for %d epochs%s, without reading and scoring",
                    epoch(),
                    epoch() * asked.epochs() * asked.members(),
                    asked.epochs(),
                    asked.members() == 1 ? "" : text(" of %d networks", asked.members())));
        } else {
            lines.add(text(
                    "predicted: %.2f s an epoch on one thread besides the anneals, whose time is counted for single spins"
                            + " of sampler sa alone",
                    epoch()));
        }
        return lines;
    }

    private String chosen(String name) {
        Object value = name.equals("network")
                ? network.name()
                : plan.trainer().options().get(name);
        return String.valueOf(value);
    }

    private void layer(ResponseCost cost, List<String> lines) {
        int l = cost.layer();
        ResponseForm form = cost.form();
        lines.add(text(
                "%d %s: %,d weights, %,d spins, %,d samples, %d outputs; %,d %s of %,d spins",
                l + 1,
                network.weightLayer(l).describe(),
                cost.subproblems() * cost.weights(),
                cost.subproblems() * cost.weights() * settings.bits(),
                form.samples(),
                network.classes(),
                cost.subproblems(),
                form.kind() == ResponseForm.Kind.SIDE_BY_SIDE
                        ? "instances"
                        : cost.subproblems() == 1 ? "subproblem" : "subproblems",
                cost.weights() * settings.bits()));
        List<ResponseCost> forms = ResponseCost.alternatives(network, l, settings, batch, steps);
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                "form", name(form), work(forms.get(0)), mega(forms.get(0).bytes())));
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                "instead of",
                name(forms.get(1).form()),
                work(forms.get(1)),
                mega(forms.get(1).bytes())));
        lines.add("  because      " + reason(cost));
        boolean isStored = isStored(cost);
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, A %8.2f MB",
                isStored ? "instead of" : "J",
                "never formed, residuals of " + cost.columns() + " columns kept",
                anneal(cost),
                mega(cost.bytes())));
        lines.add(text(
                "  %-12s %-44s %9.2f MFLOP a step, J %8.2f MB",
                isStored ? "J" : "instead of",
                isStored ? "formed, of the sums of shards" : "formed, one row a visit",
                cost.storedOperations() / MEGA,
                mega(cost.storedBytes())));
        lines.add("  because      " + coupling(cost));
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
            stages.append(text(" %s %s", stage.name().toLowerCase(Locale.ROOT), milliseconds(cost, stage)));
        }
        lines.add(stages.toString());
    }

    private String milliseconds(ResponseCost cost, ResponseCost.Stage stage) {
        return stage == ResponseCost.Stage.ANNEAL && !isTimed ? "-" : text("%.2f ms", 1e3 * rates.seconds(cost, stage));
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

    private String reason(ResponseCost cost) {
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
    private boolean isStored(ResponseCost cost) {
        return settings.shards() > 0
                && cost.form().kind() == ResponseForm.Kind.SIDE_BY_SIDE
                && LayerBlocks.of(network, cost.layer(), settings).isEmpty();
    }

    private String coupling(ResponseCost cost) {
        Optional<LayerBlocks> blocks = LayerBlocks.compared(network, cost.layer(), settings);
        if (blocks.isPresent()) {
            LayerBlocks all = blocks.get();
            String stored = text("%.1f ms a visit with J", 1e3 * all.storedSeconds());
            String apart = text(
                    "%.1f ms in blocks of %d neurons that are annealed apart", 1e3 * all.blockSeconds(), all.each());
            return "in shards, by the model of a cluster of eight processors: "
                    + (isStored(cost) ? stored + ", " + apart : apart + ", " + stored);
        }
        if (isStored(cost)) {
            return "in shards, and too few inputs to be cut into blocks of neurons that are annealed apart";
        }
        boolean isLess = anneal(cost) * MEGA <= cost.storedOperations();
        return isLess
                ? "fewer operations, and no memory of the square of the weights"
                : "no memory of the square of the weights; the trainer never forms J, though here it would be less work";
    }

    /** For programs. */
    String toJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("network", network.name());
        all.put("parameters", network.parameters());
        all.put("data", asked.data());
        all.put("samples", asked.samples());
        all.put("epochs", asked.epochs());
        all.put("stepsPerEpoch", steps);
        all.put("batch", batch);
        all.put("bits", settings.bits());
        all.put("sweeps", settings.sweeps());
        all.put("rates", rates);
        all.put("reasons", plan.reasons());
        List<Map<String, Object>> layers = new ArrayList<>();
        for (ResponseCost cost : costs) {
            layers.add(object(cost));
        }
        all.put("layers", layers);
        all.put("annealIsPredicted", isTimed);
        all.put("secondsPerEpoch", epoch());
        return Records.json(all);
    }

    private Map<String, Object> object(ResponseCost cost) {
        int l = cost.layer();
        List<ResponseCost> forms = ResponseCost.alternatives(network, l, settings, batch, steps);
        Map<String, Object> layer = new LinkedHashMap<>();
        layer.put("layer", network.weightLayer(l).describe());
        layer.put("weights", cost.subproblems() * cost.weights());
        layer.put("spins", cost.subproblems() * cost.weights() * settings.bits());
        layer.put("outputs", network.classes());
        layer.put("form", cost.form());
        layer.put("subproblems", cost.subproblems());
        layer.put("columns", cost.columns());
        layer.put("operations", forms.get(0).operations());
        layer.put("otherForm", forms.get(1).form());
        layer.put("otherOperations", forms.get(1).operations());
        layer.put("reason", reason(cost));
        layer.put("annealOperations", cost.operations(ResponseCost.Stage.ANNEAL));
        layer.put("bytes", cost.bytes());
        layer.put("storedOperations", cost.storedOperations());
        layer.put("storedBytes", cost.storedBytes());
        layer.put("couplingReason", coupling(cost));
        LayerBlocks.of(network, l, settings).ifPresent(blocks -> layer.put("blocks", blocks.count()));
        for (ResponseCost.Stage stage : ResponseCost.Stage.values()) {
            if (stage != ResponseCost.Stage.ANNEAL || isTimed) {
                layer.put(stage.name().toLowerCase(Locale.ROOT) + "Seconds", rates.seconds(cost, stage));
            }
        }
        return layer;
    }

    private double epoch() {
        double sum = 0;
        for (ResponseCost cost : costs) {
            sum += rates.seconds(cost) - (isTimed ? 0 : rates.seconds(cost, ResponseCost.Stage.ANNEAL));
        }
        return steps * sum;
    }

    private static double anneal(ResponseCost cost) {
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
