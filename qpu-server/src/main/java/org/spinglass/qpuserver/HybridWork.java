// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.spinglass.formats.FormatException;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.formats.SampleSetFile;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.JobMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link HybridSolver} as a solver of the service. A problem is {@code {"format": "ref", "data": ID}}, the name of an
 * uploaded BQM file of dimod, or {@code {"format": "bq", "data": {...}}}, a model as dimod's {@code to_serializable}
 * has it. Its answer is {@code {"format": "bq", "data": {...}}}, the best state as a sample set of dimod's.
 */
final class HybridWork implements SolverWork {
    /** The type of its problems. */
    static final String TYPE = "bqm";

    /** Spins of models that are searched before the first problem: few for the population, more for merged anneals. */
    private static final int[] WARM_SIZES = {100, 1000};

    private static final Duration WARM_TIME = Duration.ofMillis(700);

    private final HybridSolver solver;
    private final UploadStore uploads;
    private final HybridLimits limits = HybridLimits.ofMemory();
    private final SplittableRandom seeds;

    HybridWork(HybridSolver solver, UploadStore uploads) {
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
        JsonNode data = message.data().path("data");
        switch (message.data().path("format").asString("")) {
            case "ref" -> HybridJob.acquire(message, uploads);
            case "bq" -> {
                if (!data.isObject()) {
                    throw HybridJob.unexpected("data", data, "a binary quadratic model");
                }
            }
            default -> throw HybridJob.unexpected("format", message.data().path("format"), "\"ref\" or \"bq\"");
        }
    }

    @Override
    public void release(JobMessage message) {
        HybridJob.release(message, uploads);
    }

    @Override
    public void warmUp(BooleanSupplier goesOn) {
        SplittableRandom random = new SplittableRandom(0);
        for (int spins : WARM_SIZES) {
            IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
            for (int k = 0; k < 4 * spins; k++) {
                int i = random.nextInt(spins - 1);
                builder.addCoupling(i, i + 1 + random.nextInt(spins - 1 - i), random.nextBoolean() ? 1 : -1);
            }
            if (goesOn.getAsBoolean()) {
                Solver.solve(
                        builder.build(),
                        SolveRequest.of(0)
                                .withTimeLimit(WARM_TIME)
                                .withWorkers(solver.workers())
                                .withProgress(progress -> goesOn.getAsBoolean()));
            }
        }
    }

    @Override
    public JsonNode answer(JobMessage message, BooleanSupplier goesOn) {
        long began = System.nanoTime();
        Problem problem = problem(message);
        limits.require(problem.variables(), (long) problem.variables() + problem.interactions());
        double seconds = HybridJob.seconds(
                message,
                HybridLimits.seconds(problem.variables()),
                String.format(Locale.ROOT, "a problem of %,d variables", problem.variables()));
        SolveRequest request = SolveRequest.of(HybridJob.seed(message, seeds))
                .withTimeLimit(HybridJob.left(seconds, began))
                .withWorkers(solver.workers())
                .withProgress(progress -> goesOn.getAsBoolean());
        Solution solution = Solver.solve(problem.model(), request);
        if (solution.ended() == Solution.End.CANCELLED) {
            throw new CancellationException("given up");
        }
        return encoded(problem, solution, HybridJob.info(began));
    }

    private Problem problem(JobMessage message) {
        JsonNode data = message.data();
        boolean isUpload = HybridJob.isUpload(message);
        String name = isUpload ? "problem data " + data.path("data").asString("") : "the problem";
        try (InputStream stream = isUpload
                ? uploads.require(data.path("data").asString("")).open()
                : new ByteArrayInputStream(data.path("data").toString().getBytes(StandardCharsets.UTF_8))) {
            return ProblemFile.read(
                    stream, name, isUpload ? ProblemFormat.BQM : ProblemFormat.JSON, ReadOptions.standard());
        } catch (FormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new ProcessorException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode encoded(Problem problem, Solution solution, Map<String, Long> info) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            SampleSetFile.write(problem, solution.samples(), 1, info, text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return HybridJob.answer(text.toByteArray());
    }
}
