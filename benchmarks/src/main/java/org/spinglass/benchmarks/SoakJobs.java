// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** A client's jobs of one kind, over a connection that is open. */
interface SoakJobs extends AutoCloseable {
    /** The next job, or some at once; no two are alike. */
    Call next(SplittableRandom random);

    /** Closes the connection. */
    @Override
    void close();

    /** Jobs that are asked for together. */
    interface Call {
        /** How many. */
        int jobs();

        /** The longest time after which a client that gives them up does so, in nanoseconds. */
        long patience();

        /**
         * Asks for them and waits for the answers.
         *
         * @param goesOn asked again and again; after a no they are cancelled
         * @return how many answers are not those of these jobs
         * @throws java.util.concurrent.CancellationException when they were cancelled
         * @throws org.spinglass.quantum.ProcessorException when the service fails
         */
        int ask(BooleanSupplier goesOn);
    }
}
