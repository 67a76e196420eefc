// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.function.BooleanSupplier;
import org.spinglass.quantum.internal.sapi.JobMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a solver of the service is, and how it solves its problems. Problems are solved one after the other. */
interface SolverWork {

    /** Its name, by which it is asked for. */
    String name();

    /** What it says of itself, without its state and load. */
    ObjectNode definition();

    /**
     * Looks at a problem that is handed over, before it is taken. What it needs is kept until {@link #release}.
     *
     * @throws Refusal when the problem can be seen not to fit
     */
    default void admit(JobMessage message) {}

    /**
     * The answer to a problem.
     *
     * @param goesOn asked again and again; after a no the problem is given up
     * @throws java.util.concurrent.CancellationException when it was given up
     * @throws IllegalArgumentException when the problem does not fit; the message is for its owner
     * @throws org.spinglass.quantum.ProcessorException when it cannot be solved
     */
    JsonNode answer(JobMessage message, BooleanSupplier goesOn);

    /**
     * Gets ready for the first problem, by searching small ones of its own.
     *
     * @param goesOn asked again and again; after a no it ends
     */
    default void warmUp(BooleanSupplier goesOn) {}

    /** Lets go of what was kept for an admitted problem, however it ended. Called once a problem. */
    default void release(JobMessage message) {}
}
