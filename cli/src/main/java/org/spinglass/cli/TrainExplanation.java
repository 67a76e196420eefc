// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.MachineRates;
import org.spinglass.training.ResponseCost;
import org.spinglass.training.ResponseSettings;

/** What {@code train --explain} tells of a training by responses: the cost model's counts and this machine's rates. */
final class TrainExplanation {
    private static final double CALIBRATION = 0.5;
    private static final double GIGA = 1e9;

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
            lines.addAll(layer(cost).lines());
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
            layers.add(layer(cost).toMap());
        }
        all.put("layers", layers);
        all.put("annealIsPredicted", isTimed);
        all.put("secondsPerEpoch", epoch());
        return Records.json(all);
    }

    private LayerExplanation layer(ResponseCost cost) {
        return new LayerExplanation(
                network,
                settings,
                cost,
                ResponseCost.alternatives(network, cost.layer(), settings, batch, steps),
                rates,
                isTimed);
    }

    private double epoch() {
        double sum = 0;
        for (ResponseCost cost : costs) {
            sum += rates.seconds(cost) - (isTimed ? 0 : rates.seconds(cost, ResponseCost.Stage.ANNEAL));
        }
        return steps * sum;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
