// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import org.spinglass.quantum.internal.sapi.UniqueLabel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Has models searched by a hybrid solver: a file is uploaded, its name is submitted, and the answer is waited for. When
 * the caller gives up, or something fails, the problem is cancelled. Safe for several threads.
 */
final class HybridCall {
    private static final String TIME_LIMIT = "time_limit";

    private final ClientSettings settings;
    private final SapiConnection connection;
    private final SolverInfo solver;
    private final String type;
    private final AnswerLoader loader;
    private final UniqueLabel labels = new UniqueLabel();

    /** What is made of an answer; an {@link IllegalArgumentException} where it cannot be read. */
    interface Reading<T> {
        T read(String id, JsonNode answer);
    }

    /**
     * Calls of a solver.
     *
     * @param type of its problems
     */
    HybridCall(ClientSettings settings, SapiConnection connection, SolverInfo solver, String type) {
        this.settings = settings;
        this.connection = connection;
        this.solver = solver;
        this.type = type;
        this.loader = new AnswerLoader(connection);
    }

    /** Whether a solver takes problems of a type, and is a hybrid one. */
    static boolean isServed(SolverInfo solver, String type) {
        boolean isTaken = solver.properties()
                .path("supported_problem_types")
                .valueStream()
                .anyMatch(taken -> taken.asString("").equals(type));
        return isTaken && solver.category().equals("hybrid");
    }

    /**
     * Has a file searched.
     *
     * @param file makes it, for each submission
     * @param goesOn asked again and again; after a no the problem is cancelled
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     * @throws ProcessorException when the search failed
     * @throws java.util.concurrent.CancellationException when it shall not go on
     */
    <T> T run(HybridJob job, Supplier<Path> file, BooleanSupplier goesOn, Reading<T> reading) {
        SubmittedJob submitted = new SubmittedJob(label(job));
        JobSubmitter submitter = new JobSubmitter(
                connection,
                settings.retries(),
                settings.lookup(),
                jobs -> message(jobs, job, new ModelUpload(connection, settings.retries()).send(file.get(), goesOn)));
        boolean isDone = false;
        try {
            submitter.send(List.of(submitted), goesOn);
            requireAccepted(submitted);
            new AnswerPoller(connection, settings.polling(), settings.pollingTimeout())
                    .await(List.of(submitted), _ -> {}, goesOn);
            requireAccepted(submitted);
            T answer = reading.read(String.valueOf(submitted.id()), loader.message(submitted, goesOn));
            isDone = true;
            return answer;
        } catch (IllegalArgumentException e) {
            throw submitted.malformed(e);
        } finally {
            if (!isDone) {
                JobCancellation.cancel(connection, submitter, new ArrayList<>(List.of(submitted)));
            }
        }
    }

    private String label(HybridJob job) {
        try {
            return labels.of(job.label());
        } catch (IllegalArgumentException e) {
            throw new NotSubmittedException(String.valueOf(e.getMessage()));
        }
    }

    private static void requireAccepted(SubmittedJob submitted) {
        ProcessorException fault = submitted.fault();
        if (fault != null) {
            throw fault;
        }
    }

    private SapiRequest message(List<SubmittedJob> jobs, HybridJob job, String upload) {
        ObjectNode data =
                JsonMapper.shared().createObjectNode().put("format", "ref").put("data", upload);
        ObjectNode params = JsonMapper.shared().createObjectNode();
        Duration limit = job.timeLimit();
        if (limit != null) {
            params.put(TIME_LIMIT, limit.toNanos() / 1e9);
        }
        if (job.seed().isPresent() && solver.properties().path("parameters").has(AnnealJob.SEED)) {
            params.put(AnnealJob.SEED, job.seed().getAsLong());
        }
        ArrayNode messages = JsonMapper.shared().createArrayNode();
        SolverIdentity identity = new SolverIdentity(solver.name(), solver.graphId());
        for (SubmittedJob one : jobs) {
            messages.add(new JobMessage(identity, type, data, params, one.label()).toJson());
        }
        return SapiRequest.sending(
                "POST",
                JobSubmitter.PATH,
                JobSubmitter.MEDIA,
                JsonMapper.shared().writeValueAsBytes(messages),
                null);
    }
}
