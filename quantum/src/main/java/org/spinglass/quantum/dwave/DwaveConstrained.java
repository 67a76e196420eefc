// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.internal.sapi.CqAnswer;

/**
 * A hybrid solver of a service for constrained quadratic models: one of Leap's, or of {@code qpu emulate}. A file of
 * dimod's CQM form is uploaded in parts, and searched for as long as is asked for. When the caller gives up, or
 * something fails, the problem is cancelled.
 *
 * <p>No problem is submitted twice, as with {@link DwaveProcessor}. Safe for several threads. Shows the token nowhere.
 */
public final class DwaveConstrained implements AutoCloseable {
    private static final String TYPE = "cqm";

    private final DwaveClient owner;
    private final SolverInfo solver;
    private final HybridCall calls;

    /**
     * A solver.
     *
     * @param owner is closed with it
     */
    DwaveConstrained(ClientSettings settings, SapiConnection connection, SolverInfo solver, DwaveClient owner) {
        this.owner = owner;
        this.solver = solver;
        this.calls = new HybridCall(settings, connection, solver, TYPE);
    }

    /** Whether a solver is one of these. */
    static boolean isServed(SolverInfo solver) {
        return HybridCall.isServed(solver, TYPE);
    }

    /** Its name. */
    public String name() {
        return solver.name();
    }

    /**
     * Has a model searched.
     *
     * @param file of dimod's CQM form
     * @param goesOn asked again and again; after a no the problem is cancelled
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     * @throws org.spinglass.quantum.ProcessorException when the search failed, or the solver does not take the model
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    public ConstrainedAnswer solve(Path file, HybridJob job, BooleanSupplier goesOn) {
        return calls.run(job, () -> file, goesOn, (id, message) -> {
            CqAnswer answer = CqAnswer.read(message);
            return new ConstrainedAnswer(id, answer.values(), answer.timing());
        });
    }

    /** Closes the client that opened it. */
    @Override
    public void close() {
        owner.close();
    }

    @Override
    public String toString() {
        return "DwaveConstrained[" + solver.identity() + "]";
    }
}
