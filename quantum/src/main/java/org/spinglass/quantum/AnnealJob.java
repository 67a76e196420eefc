// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.OptionalLong;

/**
 * A problem for a processor, and how to anneal it.
 *
 * @param problem in terms of its qubits
 * @param parameters how
 * @param label a name by which people find the problem, at most 1,024 characters; empty for none. It decides nothing
 * @param seed fixes the random numbers of the answer on a processor that has any to fix, such as an emulated one: equal jobs of
 *     equal seeds have equal answers. Others do not look at it. Empty for random numbers that the processor chooses, others for
 *     every job
 */
public record AnnealJob(QubitProblem problem, AnnealParameters parameters, String label, OptionalLong seed) {
    /** The name of the seed among the parameters of a job on its way to a processor that knows it. */
    public static final String SEED = "x_seed";

    private static final int LONGEST = 1024;

    public AnnealJob {
        if (label.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the label has " + label.length() + " characters; expected at most " + LONGEST);
        }
    }

    /** A job whose random numbers the processor chooses. */
    public AnnealJob(QubitProblem problem, AnnealParameters parameters, String label) {
        this(problem, parameters, label, OptionalLong.empty());
    }

    /** A job with a seed. */
    public AnnealJob(QubitProblem problem, AnnealParameters parameters, String label, long seed) {
        this(problem, parameters, label, OptionalLong.of(seed));
    }

    /** The same under another label. */
    public AnnealJob withLabel(String value) {
        return new AnnealJob(problem, parameters, value, seed);
    }
}
