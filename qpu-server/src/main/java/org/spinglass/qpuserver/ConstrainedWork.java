// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.JobMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link ConstrainedSolver} as a solver of the service. A problem is {@code {"format": "ref", "data": ID}}, the name
 * of an uploaded CQM file of dimod; its answer is {@code {"format": "bq", "data": {...}}}, a sample set of dimod's.
 */
final class ConstrainedWork implements SolverWork {
    /** The type of its problems. */
    static final String TYPE = "cqm";

    private final ConstrainedSolver solver;
    private final UploadStore uploads;
    private final ConstrainedLimits limits = ConstrainedLimits.ofMemory();
    private final SplittableRandom seeds;

    ConstrainedWork(ConstrainedSolver solver, UploadStore uploads) {
        this.solver = solver;
        this.uploads = uploads;
        this.seeds = new SplittableRandom(solver.seed());
    }

    @Override
    public String name() {
        return solver.name();
    }

    @Override
    public ObjectNode definition() {
        return limits.definition(name());
    }

    @Override
    public void admit(JobMessage message) {
        HybridJob.requireParameters(message, name());
        if (!HybridJob.isUpload(message)) {
            throw HybridJob.unexpected("format", message.data().path("format"), "\"ref\"");
        }
        HybridJob.acquire(message, uploads);
    }

    @Override
    public void release(JobMessage message) {
        HybridJob.release(message, uploads);
    }

    @Override
    public void warmUp(BooleanSupplier goesOn) {
        solver.reader().warmUp(goesOn);
    }

    @Override
    public JsonNode answer(JobMessage message, BooleanSupplier goesOn) {
        long began = System.nanoTime();
        String upload = message.data().path("data").asString("");
        String name = "problem data " + upload;
        try (InputStream file = uploads.require(upload).open()) {
            ConstrainedSolver.Loaded model = solver.reader().read(file, name);
            limits.require(model);
            double seconds = HybridJob.seconds(
                    message,
                    ConstrainedLimits.seconds(model),
                    String.format(
                            Locale.ROOT,
                            "a problem of %,d variables, %,d constraints and %,d biases",
                            model.variables(),
                            model.constraints(),
                            model.biases()));
            byte[] samples = model.search(
                    HybridJob.left(seconds, began),
                    HybridJob.seed(message, seeds),
                    goesOn,
                    () -> HybridJob.info(began));
            return HybridJob.answer(samples);
        } catch (IOException | UncheckedIOException e) {
            throw new ProcessorException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
