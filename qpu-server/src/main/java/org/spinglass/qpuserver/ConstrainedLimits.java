// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.Locale;
import org.spinglass.quantum.AnnealJob;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a solver of constrained models takes, and how it says so.
 *
 * @param variables of a model at most
 * @param biases of a model at most, linear and quadratic ones
 */
record ConstrainedLimits(int variables, long biases) {
    private static final int VARIABLES = 500_000;
    private static final int CONSTRAINTS = 100_000;
    private static final long BIASES = 50_000_000;

    /** Memory that a bias takes while its model is read, written in bits, and searched. */
    private static final long BYTES_A_BIAS = 1500;

    private static final double SECONDS = 1;

    /** Seconds of a search for each variable, each bias, and each variable times constraints. */
    private static final double BY_VARIABLES = 1e-3;

    private static final double BY_BIASES = 1e-5;
    private static final double BY_CONSTRAINTS = 1e-8;

    /** The limits of this JVM, by the memory that it may have. */
    static ConstrainedLimits ofMemory() {
        long room = Runtime.getRuntime().maxMemory() / BYTES_A_BIAS;
        return new ConstrainedLimits((int) Math.min(VARIABLES, room), Math.min(BIASES, room));
    }

    /** Seconds that a search has at least, by the rule of D-Wave's client. */
    static double seconds(ConstrainedSolver.Loaded model) {
        return Math.max(
                SECONDS,
                BY_VARIABLES * model.variables()
                        + BY_BIASES * model.biases()
                        + BY_CONSTRAINTS * model.variables() * model.constraints());
    }

    /** What the solver says of itself, without its state and load. */
    ObjectNode definition(String name) {
        ObjectNode solver = JsonMapper.shared().createObjectNode();
        solver.putObject("identity").put("name", name);
        solver.put("description", "Spinglass's search for answers to constrained quadratic models, on this machine");
        ObjectNode json = solver.putObject("properties").put("category", "hybrid");
        json.putArray("supported_problem_types").add(ConstrainedWork.TYPE);
        ObjectNode parameters = json.putObject("parameters");
        parameters.put(
                HybridJob.TIME_LIMIT,
                "Seconds to search, by default the least for the size of the model; see minimum_time_limit_s.");
        parameters.put(AnnealJob.SEED, "Whole number of 64 bits that random numbers come from.");
        json.put("minimum_time_limit_s", SECONDS)
                .put("num_variables_multiplier", BY_VARIABLES)
                .put("num_biases_multiplier", BY_BIASES)
                .put("num_constraints_multiplier", BY_CONSTRAINTS)
                .put("maximum_time_limit_hrs", HybridLimits.HOURS)
                .put("maximum_number_of_variables", variables)
                .put("maximum_number_of_constraints", CONSTRAINTS)
                .put("maximum_number_of_biases", biases)
                .put("maximum_number_of_quadratic_variables", variables)
                .put("maximum_number_of_quadratic_variables_real", 0)
                .put("maximum_number_of_linear_biases_real", 0)
                .put("quota_conversion_rate", 1)
                .put("version", "1.13");
        return solver;
    }

    /**
     * Looks at a model's size.
     *
     * @throws IllegalArgumentException when it is too large
     */
    void require(ConstrainedSolver.Loaded model) {
        if (model.variables() > variables || model.constraints() > CONSTRAINTS || model.biases() > biases) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the problem has %,d variables, %,d constraints and %,d biases; the solver takes up to %,d, %,d and"
                            + " %,d",
                    model.variables(),
                    model.constraints(),
                    model.biases(),
                    variables,
                    CONSTRAINTS,
                    biases));
        }
    }
}
