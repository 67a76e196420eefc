// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RunOutcome;
import org.spinglass.lab.run.Summary;
import org.spinglass.network.layer.Network;
import org.spinglass.quantum.QuantumAccount;
import org.spinglass.training.EpochReport;

/** The table at the end of a training, for people. */
final class TrainReport {
    private static final double MEGABYTE = 1e6;

    /** Columns of a layer's name at least. */
    private static final int NAME = 18;

    private static final String JOINT = "; layers with the same ones were annealed as one spin glass";

    private TrainReport() {}

    /** The table's lines, then one for each file. */
    static List<String> lines(RunOutcome outcome) {
        Summary summary = outcome.summary();
        List<String> lines = new ArrayList<>();
        lines.add(row("network", "%s, %,d weights", summary.network(), summary.parameters()));
        lines.add(row(
                "data",
                "%s: %,d samples to train on, %,d to validate on",
                summary.data(),
                summary.samples(),
                summary.validation()));
        lines.add(row(
                "accuracy",
                "training %s   validation %s   test %s",
                number(summary.trainAccuracy()),
                number(summary.modelValidationAccuracy()),
                number(summary.testAccuracy())));
        int classes = outcome.network().classes();
        if (isGuess(summary, classes)) {
            lines.add(row(
                    "note",
                    "no better than a guess among %d classes: train longer (--epochs), on more samples (--samples), or from"
                            + " another --seed",
                    classes));
        }
        Summary.Ensemble ensemble = summary.ensemble();
        if (ensemble != null) {
            lines.add(row(
                    "ensemble",
                    "%d networks that answer together; validation of each in the mean %s; training, epochs and layers are the"
                            + " first one's",
                    ensemble.members(),
                    number(ensemble.meanValidationAccuracy())));
        }
        lines.add(row(
                "best epoch",
                "%d of %d%s",
                summary.bestEpoch(),
                summary.epochs(),
                summary.bestValidationAccuracy() == null
                        ? ""
                        : ", validation " + number(summary.bestValidationAccuracy())));
        lines.add(row("loss", "%s", number(summary.trainLoss())));
        lines.add(row(
                "time",
                "%.1f s of training, %s s of processor time",
                summary.modelSeconds(),
                summary.cpuSeconds() == null ? "-" : String.format(Locale.ROOT, "%.1f", summary.cpuSeconds())));
        lines.add(row("memory", "%,.0f MB at most", summary.peakMemoryBytes() / MEGABYTE));
        if (summary.quantum() != null) {
            lines.addAll(quantum(summary.quantum()));
        }
        lines.add("");
        lines.addAll(layers(outcome.network(), outcome.epochs().getLast()));
        lines.add("energy, bound and gap: means over the subproblems of the epoch's last step"
                + (outcome.isJoint() ? JOINT : ""));
        lines.add("");
        outcome.files().forEach(file -> lines.add("wrote " + file));
        return lines;
    }

    /** Whether what is answered to images held out, or else to those trained on, could be a guess: by two deviations. */
    private static boolean isGuess(Summary summary, int classes) {
        boolean isHeldOut = summary.validation() > 0;
        Double accuracy = isHeldOut ? summary.modelValidationAccuracy() : summary.trainAccuracy();
        double chance = 1.0 / classes;
        double deviation = Math.sqrt(chance * (1 - chance) / (isHeldOut ? summary.validation() : summary.samples()));
        return accuracy != null && accuracy <= chance + 2 * deviation;
    }

    /** What a quantum annealer was asked, and how its chains held. */
    static List<String> quantum(QuantumAccount.Totals totals) {
        return List.of(
                row(
                        "processor",
                        "%,d problems in %,d calls, %,d reads, %.2f s of access time",
                        totals.problems(),
                        totals.calls(),
                        totals.reads(),
                        totals.accessSeconds()),
                row(
                        "chains",
                        "%.1f qubits on average, %d at most, %.2f%% broken",
                        totals.meanChain(),
                        totals.longestChain(),
                        100 * totals.brokenChains()));
    }

    private static List<String> layers(Network network, EpochReport epoch) {
        List<String> names = IntStream.range(0, epoch.layers().size())
                .mapToObj(l -> l + 1 + " " + network.weightLayer(l).describe())
                .toList();
        int width = names.stream().mapToInt(String::length).reduce(NAME, Math::max);
        String format = "%-" + width + "s %12s %12s %12s %11s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, format, "layer, last epoch", "energy", "bound", "gap", "acceptance"));
        for (int l = 0; l < epoch.layers().size(); l++) {
            EpochReport.Layer layer = epoch.layers().get(l);
            lines.add(String.format(
                    Locale.ROOT,
                    format,
                    names.get(l),
                    energy(layer.energy()),
                    energy(layer.bound()),
                    energy(layer.gap()),
                    number(layer.acceptance())));
        }
        return lines;
    }

    private static String row(String name, String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, "%-11s ", name) + String.format(Locale.ROOT, format, values);
    }

    private static String number(@Nullable Double value) {
        return value == null || value.isNaN() ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String energy(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4e", value);
    }
}
