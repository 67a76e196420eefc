// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Expected;

/**
 * What to run and where to write it.
 *
 * @param experiments at least one, each figure once
 * @param runs seeds of each curve, at least 1; null for what each experiment says
 * @param seed the first one; the others follow
 * @param threads runs at the same time, at least 1; the results do not depend on it
 * @param out folder for records, pictures and the report
 */
public record ReproductionRequest(
        List<Experiment> experiments, @Nullable Integer runs, long seed, int threads, Path out) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public ReproductionRequest {
        experiments = List.copyOf(experiments);
        if (experiments.isEmpty()) {
            throw new IllegalArgumentException("there are no experiments");
        }
        if (experiments.stream().map(Experiment::figure).distinct().count() < experiments.size()) {
            throw new IllegalArgumentException("a figure is asked for twice; expected each once");
        }
        Expected.range("runs", runs == null ? 1 : runs, 1, Integer.MAX_VALUE);
        Expected.range("threads", threads, 1, Integer.MAX_VALUE);
    }

    /** The same with so many runs at the same time. */
    public ReproductionRequest withThreads(int value) {
        return new ReproductionRequest(experiments, runs, seed, value, out);
    }

    /** Seeds of each curve of an experiment. */
    int runsOf(Experiment experiment) {
        return runs == null ? experiment.runs() : runs;
    }
}
