// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.spinglass.data.DataException;
import org.spinglass.formats.FormatException;
import org.spinglass.lab.settings.LabException;

/** Runs the benchmark of a name; wrong arguments end in one line that says what was expected, and exit code 2. */
public final class Run {
    private static final Map<String, Benchmark> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("Anytime", Anytime::main),
            Map.entry("AnytimeCurves", AnytimeCurves::main),
            Map.entry("BestKnown", BestKnown::main),
            Map.entry("BestSampler", BestSampler::main),
            Map.entry("ChainStudy", ChainStudy::main),
            Map.entry("ChimeraSuccess", ChimeraSuccess::main),
            Map.entry("ClusterScaling", ClusterScaling::main),
            Map.entry("DeformedDigits", DeformedDigits::main),
            Map.entry("DenseOrSparse", DenseOrSparse::main),
            Map.entry("DepthStudy", DepthStudy::main),
            Map.entry("Embeddings", Embeddings::main),
            Map.entry("Encodings", Encodings::main),
            Map.entry("EnsembleStudy", EnsembleStudy::main),
            Map.entry("Kernels", Kernels::main),
            Map.entry("LayerSweeps", LayerSweeps::main),
            Map.entry("LoadProblems", LoadProblems::main),
            Map.entry("OneHot", OneHot::main),
            Map.entry("QuantumSuccess", QuantumSuccess::main),
            Map.entry("ServiceSoak", ServiceSoak::main),
            Map.entry("Shelf", Shelf::main),
            Map.entry("SideBySide", SideBySide::main),
            Map.entry("SpinSweeps", SpinSweeps::main),
            Map.entry("TrainingCost", TrainingCost::main),
            Map.entry("TrainingOverTime", TrainingOverTime::main),
            Map.entry("WidthStudy", WidthStudy::main),
            Map.entry("WriteSplits", WriteSplits::main)));

    private Run() {}

    private interface Benchmark {
        void run(String[] arguments) throws IOException, InterruptedException;
    }

    /** The first argument is the name of a benchmark, the others are its own. */
    public static void main(String[] arguments) throws InterruptedException {
        Benchmark benchmark = arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (benchmark == null) {
            fail("expected one of " + String.join(", ", ALL.keySet()) + ", and its arguments");
            return;
        }
        try {
            benchmark.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (NumberFormatException e) {
            fail(arguments[0] + ": " + e.getMessage() + "; expected a number");
        } catch (IllegalArgumentException | DataException | LabException | FormatException e) {
            fail(arguments[0] + ": " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            fail(arguments[0] + ": cannot read or write " + e.getMessage());
        }
    }

    private static void fail(String message) {
        System.err.println("benchmarks/run: " + message);
        System.exit(2);
    }
}
