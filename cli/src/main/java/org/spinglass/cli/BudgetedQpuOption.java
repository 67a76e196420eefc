// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The settings of a quantum annealer that is to be used, with what it may cost. {@code --reads} and
 * {@code --qpu reads=} say the same; the one that was typed last counts.
 */
final class BudgetedQpuOption extends QpuOption {
    private static final String BUDGET = "budget";
    private static final String READS = "reads";
    private static final int MOST_READS = 100_000_000;

    @Option(
            names = "--qpu-budget",
            paramLabel = "T",
            description =
                    "Access time of the quantum annealer that this command may use, such as 2s; it ends before that"
                            + " is exceeded, and what was done is kept.")
    private @Nullable String budget;

    private @Nullable String reads;
    private boolean isReadsLast;

    @Option(
            names = "--reads",
            paramLabel = "R",
            description = "States to draw, with a time limit of a round, in training of each subproblem; of a quantum"
                    + " annealer the anneals of each problem, the same as --qpu reads=R, of which the last one typed"
                    + " counts. Default: 32, in training 1, of a quantum annealer 100.")
    void reads(@Nullable String typed) {
        reads = typed;
        isReadsLast = typed != null;
    }

    @Override
    void typed(String setting) {
        if (setting.strip().startsWith(READS + "=")) {
            isReadsLast = false;
        }
    }

    /** The reads of {@code --reads}; null where it was not given. */
    @Nullable
    Integer reads() {
        return OptionValues.wholeNumber("--reads", reads, 1, MOST_READS);
    }

    @Override
    Map<String, String> values() {
        Map<String, String> values = super.values();
        if (budget != null && values.put(BUDGET, budget) != null) {
            throw new UsageException("--qpu-budget and --qpu budget are both given; expected one of them");
        }
        return values;
    }

    /** The settings by their names, with the reads that were typed last. */
    Map<String, String> valuesWithReads() {
        Map<String, String> values = values();
        Integer typed = reads();
        if (typed != null && isReadsLast) {
            values.put(READS, typed.toString());
        }
        return values;
    }
}
