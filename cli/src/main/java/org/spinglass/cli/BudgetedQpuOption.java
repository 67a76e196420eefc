package org.spinglass.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings of a quantum annealer that is to be used, with what it may cost. */
final class BudgetedQpuOption extends QpuOption {
    private static final String BUDGET = "budget";

    @Option(
            names = "--qpu-budget",
            paramLabel = "T",
            description =
                    "Access time of the quantum annealer that this command may use, such as 2s; it ends before that"
                            + " is exceeded, and what was done is kept.")
    private @Nullable String budget;

    @Override
    Map<String, String> values() {
        Map<String, String> values = super.values();
        if (budget != null && values.put(BUDGET, budget) != null) {
            throw new UsageException("--qpu-budget and --qpu budget are both given; expected one of them");
        }
        return values;
    }
}
