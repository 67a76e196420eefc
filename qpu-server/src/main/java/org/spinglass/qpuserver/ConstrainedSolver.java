// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A solver of constrained quadratic models, as Leap's is to its clients: dimod's CQM files are uploaded, and searched
 * for as long as their owner says. Who makes one says how files are read and searched; the service has the uploads, the
 * limits and the turns.
 *
 * @param name by which it is asked for
 * @param reader reads files
 * @param seed of jobs without a seed of their own, each of which has other random numbers
 */
public record ConstrainedSolver(String name, Reader reader, long seed) {
    /** The name of Leap's solver of such models. */
    public static final String USUAL_NAME = "hybrid_constrained_quadratic_model_version1";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it has other characters than letters, digits, points, hyphens and
     *     underscores
     */
    public ConstrainedSolver {
        SolverName.require(name);
    }

    /** Reads CQM files. Safe for several threads. */
    public interface Reader {
        /**
         * Reads a file.
         *
         * @param name what to call it in messages
         * @throws IllegalArgumentException when it is no such file, or has something that cannot be searched; the
         *     message is for its owner
         */
        Loaded read(InputStream file, String name) throws IOException;

        /**
         * Gets ready for the first model, by searching small ones of its own; does nothing unless overridden.
         *
         * @param goesOn asked again and again; after a no it ends
         */
        default void warmUp(BooleanSupplier goesOn) {}
    }

    /** A model that was read. */
    public interface Loaded {
        /** Number of variables. */
        int variables();

        /** Number of constraints. */
        int constraints();

        /** Number of linear and quadratic terms in objective and constraints. */
        long biases();

        /**
         * The answers as dimod's {@code SampleSet.to_serializable} has them, in JSON.
         *
         * @param time to search
         * @param goesOn asked again and again; after a no the model is given up
         * @param info what belongs to all answers: asked for once the search has ended
         * @throws java.util.concurrent.CancellationException when it was given up
         */
        byte[] search(Duration time, long seed, BooleanSupplier goesOn, Info info) throws IOException;
    }

    /** What belongs to all answers of a search. */
    public interface Info {
        /** Numbers by their names. */
        Map<String, Long> now();
    }
}
