// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFile;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.BqAnswer;
import tools.jackson.databind.JsonNode;

/**
 * A hybrid solver of a service, which takes a whole binary quadratic model: one of Leap's, or of {@code qpu emulate}. A
 * model is written to a file of dimod's form, uploaded in parts, and searched for as long as is asked for. When the
 * caller gives up, or something fails, the problem is cancelled.
 *
 * <p>No problem is submitted twice, as with {@link DwaveProcessor}. Safe for several threads. Shows the token nowhere.
 */
public final class DwaveHybrid implements AutoCloseable {
    private static final String TYPE = "bqm";
    private static final String TIMES = "minimum_time_limit";

    private final DwaveClient owner;
    private final SolverInfo solver;
    private final HybridCall calls;

    /**
     * A solver.
     *
     * @param owner is closed with it
     */
    DwaveHybrid(ClientSettings settings, SapiConnection connection, SolverInfo solver, DwaveClient owner) {
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
     * Seconds that a search of so many variables has at least: a line between the points that the solver states, 0
     * where it states none.
     */
    public double leastSeconds(int variables) {
        JsonNode points = solver.properties().path(TIMES);
        for (int k = 0; k < points.size(); k++) {
            double size = points.get(k).path(0).asDouble(0);
            double seconds = points.get(k).path(1).asDouble(0);
            if (variables <= size || k == points.size() - 1) {
                if (k == 0 || variables >= size) {
                    return seconds;
                }
                double sizeBefore = points.get(k - 1).path(0).asDouble(0);
                double before = points.get(k - 1).path(1).asDouble(0);
                return before + (variables - sizeBefore) / (size - sizeBefore) * (seconds - before);
            }
        }
        return 0;
    }

    /**
     * Has a model searched.
     *
     * @param goesOn asked again and again; after a no the problem is cancelled
     * @throws NotSubmittedException when the solver would not take it; nothing is handed over
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     * @throws ProcessorException when the search failed
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    public HybridAnswer solve(PlainIsing model, HybridJob job, BooleanSupplier goesOn) {
        require(model, job);
        Path[] file = new Path[1];
        try {
            return calls.run(
                    job,
                    () -> {
                        file[0] = file[0] == null ? written(model) : file[0];
                        return file[0];
                    },
                    goesOn,
                    (id, message) -> {
                        BqAnswer answer = BqAnswer.read(message, model.spins());
                        return new HybridAnswer(id, answer.states(), answer.occurrences(), answer.timing());
                    });
        } finally {
            delete(file[0]);
        }
    }

    /** What can be known to be wrong before anything is sent. */
    private void require(PlainIsing model, HybridJob job) {
        requireMost("maximum_number_of_variables", "variables", model.spins());
        requireMost("maximum_number_of_biases", "biases", (long) model.spins() + model.interactions());
        Duration limit = job.timeLimit();
        if (limit == null) {
            return;
        }
        double seconds = seconds(limit);
        double least = leastSeconds(model.spins());
        double most = solver.properties().path("maximum_time_limit_hrs").asDouble(Double.POSITIVE_INFINITY) * 3600;
        if (seconds < least || seconds > most) {
            throw new NotSubmittedException(String.format(
                    Locale.ROOT,
                    "the time limit is %s s; %s takes %s s to %s s for %,d variables",
                    text(seconds),
                    name(),
                    text(least),
                    text(most),
                    model.spins()));
        }
    }

    /** To the millisecond, upwards, so that what is said is enough. */
    private static String text(double seconds) {
        return Double.isFinite(seconds)
                ? BigDecimal.valueOf(seconds)
                        .setScale(3, RoundingMode.CEILING)
                        .stripTrailingZeros()
                        .toPlainString()
                : "any number of";
    }

    private void requireMost(String property, String what, long count) {
        double most = solver.properties().path(property).asDouble(Double.POSITIVE_INFINITY);
        if (count > most) {
            throw new NotSubmittedException(String.format(
                    Locale.ROOT, "the model has %,d %s; %s takes up to %,.0f", count, what, name(), most));
        }
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static Path written(PlainIsing model) {
        try {
            Path file = Files.createTempFile("spinglass-model", ".bqm");
            ProblemFile.write(Problem.of(model), file, ProblemFormat.BQM);
            return file;
        } catch (IOException e) {
            throw new ProcessorException("a model cannot be written to a temporary file: " + e.getMessage(), e);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.getLogger(DwaveHybrid.class.getName())
                    .log(System.Logger.Level.WARNING, file + " cannot be deleted: " + e.getMessage());
        }
    }

    /** Closes the client that opened it. */
    @Override
    public void close() {
        owner.close();
    }

    @Override
    public String toString() {
        return "DwaveHybrid[" + solver.identity() + "]";
    }
}
