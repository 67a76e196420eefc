// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.Locale;
import org.spinglass.quantum.AnnealJob;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a hybrid solver takes, and how it says so.
 *
 * @param variables of a model at most
 * @param biases of a model at most, linear and quadratic ones
 */
record HybridLimits(int variables, long biases) {
    /** Hours of a search at most. */
    static final double HOURS = 24;

    private static final int VARIABLES = 1_000_000;
    private static final long BIASES = 200_000_000;

    /** Memory that a bias takes while its model is read, and searched. */
    private static final long BYTES_A_BIAS = 160;

    /**
     * Numbers of variables, ascending, and seconds that a search of so many has at least; between them it is a line.
     */
    private static final double[][] SECONDS = {
        {1, 1}, {100, 3}, {1000, 3}, {10_000, 10}, {100_000, 60}, {1_000_000, 600}
    };

    /** The limits of this JVM, by the memory that it may have. */
    static HybridLimits ofMemory() {
        long room = Runtime.getRuntime().maxMemory() / BYTES_A_BIAS;
        return new HybridLimits((int) Math.min(VARIABLES, room), Math.min(BIASES, room));
    }

    /** Seconds that a search has at least. */
    static double seconds(int variables) {
        for (int k = 1; k < SECONDS.length; k++) {
            if (variables <= SECONDS[k][0]) {
                double[] low = SECONDS[k - 1];
                double part = Math.max(0, variables - low[0]) / (SECONDS[k][0] - low[0]);
                return low[1] + part * (SECONDS[k][1] - low[1]);
            }
        }
        return SECONDS[SECONDS.length - 1][1];
    }

    /** What the solver says of itself, without its state and load. */
    ObjectNode definition(String name) {
        ObjectNode solver = JsonMapper.shared().createObjectNode();
        solver.putObject("identity").put("name", name);
        solver.put("description", "Spinglass's search for ground states of binary quadratic models, on this machine");
        ObjectNode json = solver.putObject("properties").put("category", "hybrid");
        json.putArray("supported_problem_types").add(HybridWork.TYPE);
        ObjectNode parameters = json.putObject("parameters");
        parameters.put(
                HybridJob.TIME_LIMIT,
                "Seconds to search, by default the least for the number of variables; see minimum_time_limit.");
        parameters.put(AnnealJob.SEED, "Whole number of 64 bits that random numbers come from.");
        ArrayNode minimum = json.putArray("minimum_time_limit");
        for (double[] pair : SECONDS) {
            minimum.addArray().add((long) pair[0]).add(pair[1]);
        }
        return withRest(solver, json);
    }

    private ObjectNode withRest(ObjectNode solver, ObjectNode json) {
        json.put("maximum_time_limit_hrs", HOURS)
                .put("maximum_number_of_variables", variables)
                .put("maximum_number_of_biases", biases)
                .put("quota_conversion_rate", 1)
                .put("version", "2.2");
        return solver;
    }

    /**
     * Looks at a model's size.
     *
     * @throws IllegalArgumentException when it is too large
     */
    void require(int modelVariables, long modelBiases) {
        if (modelVariables > variables || modelBiases > biases) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the problem has %,d variables and %,d biases; the solver takes up to %,d and %,d",
                    modelVariables,
                    modelBiases,
                    variables,
                    biases));
        }
    }
}
