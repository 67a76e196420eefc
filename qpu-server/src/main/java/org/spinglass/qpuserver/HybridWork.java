// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
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
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.JobMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A {@link HybridSolver} as a solver of the service. A problem is {@code {"format": "ref", "data": ID}}, the name of an
 * uploaded BQM file of dimod, or {@code {"format": "bq", "data": {...}}}, a model as dimod's {@code to_serializable} has it.
 * Its answer is {@code {"format": "bq", "data": {...}}}, the best state as a sample set of dimod's.
 */
final class HybridWork implements SolverWork {
    /** The type of its problems. */
    static final String TYPE = "bqm";

    /** The parameter of seconds to search. */
    static final String TIME_LIMIT = "time_limit";

    private static final double MICROS = 1e6;

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
        for (Map.Entry<String, JsonNode> given : message.params().properties()) {
            if (given.getValue().isNull()) {
                continue;
            }
            switch (given.getKey()) {
                case TIME_LIMIT -> requireTime(given.getValue());
                case AnnealJob.SEED -> {
                    if (!given.getValue().isIntegralNumber()
                            || !given.getValue().canConvertToLong()) {
                        throw unexpected(AnnealJob.SEED, given.getValue(), "a whole number of 64 bits");
                    }
                }
                default ->
                    throw new Refusal(
                            400,
                            "Unknown parameter '" + given.getKey() + "'; " + name() + " has " + TIME_LIMIT + " and "
                                    + AnnealJob.SEED);
            }
        }
        JsonNode data = message.data().path("data");
        switch (message.data().path("format").asString("")) {
            case "ref" -> {
                if (!data.isString()) {
                    throw unexpected("data", data, "the name of an upload");
                }
                uploads.acquire(data.stringValue());
            }
            case "bq" -> {
                if (!data.isObject()) {
                    throw unexpected("data", data, "a binary quadratic model");
                }
            }
            default -> throw unexpected("format", message.data().path("format"), "\"ref\" or \"bq\"");
        }
    }

    private static void requireTime(JsonNode time) {
        if (!time.isNumber() || !(time.doubleValue() > 0 && time.doubleValue() <= HybridLimits.HOURS * 3600)) {
            throw unexpected(
                    TIME_LIMIT,
                    time,
                    String.format(Locale.ROOT, "seconds above 0 and up to %.0f", HybridLimits.HOURS * 3600));
        }
    }

    private static Refusal unexpected(String name, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "missing" : found.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return new Refusal(400, name + " is " + shown + "; expected " + expected);
    }

    @Override
    public void release(JobMessage message) {
        if (message.data().path("format").asString("").equals("ref")) {
            uploads.release(message.data().path("data").asString(""));
        }
    }

    @Override
    public JsonNode answer(JobMessage message, BooleanSupplier goesOn) {
        long began = System.nanoTime();
        Problem problem = problem(message.data());
        limits.require(problem.variables(), (long) problem.variables() + problem.interactions());
        double seconds = seconds(message.params(), problem.variables());
        JsonNode seed = message.params().path(AnnealJob.SEED);
        SolveRequest request = SolveRequest.of(seed.isIntegralNumber() ? seed.longValue() : seeds.nextLong())
                .withTimeLimit(Duration.ofNanos(Math.round(seconds * 1e9)))
                .withWorkers(solver.workers())
                .withProgress(progress -> goesOn.getAsBoolean());
        Solution solution = Solver.solve(problem.model(), request);
        if (solution.ended() == Solution.End.CANCELLED) {
            throw new CancellationException("given up");
        }
        return encoded(problem, solution, (System.nanoTime() - began) * 1e-9 * MICROS);
    }

    /** The seconds that are asked for, or else as few as there may be. */
    private static double seconds(JsonNode params, int variables) {
        double least = HybridLimits.seconds(variables);
        if (!params.hasNonNull(TIME_LIMIT)) {
            return least;
        }
        double asked = params.path(TIME_LIMIT).doubleValue();
        if (asked < least) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "time_limit is %s; a problem of %,d variables needs at least %s seconds",
                    params.path(TIME_LIMIT),
                    variables,
                    BigDecimal.valueOf(least)
                            .setScale(3, RoundingMode.CEILING)
                            .stripTrailingZeros()
                            .toPlainString()));
        }
        return asked;
    }

    private Problem problem(JsonNode data) {
        boolean isUpload = data.path("format").asString("").equals("ref");
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

    private static JsonNode encoded(Problem problem, Solution solution, double micros) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("run_time", Math.round(micros));
        info.put("charge_time", Math.round(micros));
        info.put("qpu_access_time", 0);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            SampleSetFile.write(problem, solution.samples(), 1, info, text);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode().put("format", "bq");
        answer.set("data", JsonMapper.shared().readTree(text.toByteArray()));
        return answer;
    }
}
