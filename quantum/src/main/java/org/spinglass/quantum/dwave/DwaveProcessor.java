// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.internal.sapi.Deflate;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.UniqueLabel;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A quantum processor of a service. Jobs are checked, handed over twenty at a time, each under a label that no other job has,
 * waited for together, and their answers fetched a few at a time. When one fails or the caller gives up, those that are
 * not over are cancelled.
 *
 * <p>No problem is submitted twice: where it is not known whether the service took some, it is asked for their labels during
 * {@code submission_lookup_timeout}, and if it does not show them then, the call fails with a message that names a label.
 * Requests that the service was too busy for (429, 503) are sent again.
 *
 * <p>Safe for several threads. Shows the token nowhere.
 */
public final class DwaveProcessor implements Processor {
    private static final int BATCH = 20;

    private final DwaveClient owner;
    private final ClientSettings settings;
    private final SapiConnection connection;
    private final ProcessorProperties properties;
    private final JobCheck check;
    private final JobSubmitter submitter;
    private final AnswerLoader loader;
    private final ExecutorService loaders = Executors.newVirtualThreadPerTaskExecutor();
    private final UniqueLabel labels = new UniqueLabel();

    /**
     * A processor.
     *
     * @param owner is closed with the processor
     */
    DwaveProcessor(
            ClientSettings settings, SapiConnection connection, ProcessorProperties properties, DwaveClient owner) {
        this.owner = owner;
        this.settings = settings;
        this.connection = connection;
        this.properties = properties;
        this.check = new JobCheck(properties);
        this.submitter = new JobSubmitter(connection, settings.retries(), settings.lookup(), this::message);
        this.loader = new AnswerLoader(connection);
    }

    @Override
    public ProcessorProperties properties() {
        return properties;
    }

    /**
     * Anneals problems; how long it takes depends on how many others wait for the processor.
     *
     * @throws NotSubmittedException when a problem is not such as the processor takes; none is handed over
     * @throws SapiException when the service refuses, cannot be reached, or its answer cannot be read
     * @throws ProcessorException when a problem failed
     */
    @Override
    public List<QubitAnswer> anneal(List<AnnealJob> given, BooleanSupplier goesOn) {
        given.forEach(check::require);
        List<SubmittedJob> submittedJobs =
                given.stream().map(this::submittedJob).toList();
        Map<SubmittedJob, Future<QubitAnswer>> answers = new HashMap<>();
        boolean isDone = false;
        try {
            for (int from = 0; from < submittedJobs.size(); from += BATCH) {
                require(goesOn);
                submitter.send(submittedJobs.subList(from, Math.min(submittedJobs.size(), from + BATCH)), goesOn);
                requireAccepted(submittedJobs);
            }
            new AnswerPoller(connection, settings.polling(), settings.pollingTimeout())
                    .await(
                            submittedJobs,
                            submittedJob -> answers.put(submittedJob, loaders.submit(() -> loader.load(submittedJob))),
                            goesOn);
            requireAccepted(submittedJobs);
            List<QubitAnswer> found = new ArrayList<>();
            for (SubmittedJob submittedJob : submittedJobs) {
                found.add(answer(Objects.requireNonNull(answers.get(submittedJob)), goesOn));
            }
            isDone = true;
            return found;
        } finally {
            if (!isDone) {
                answers.values().forEach(future -> future.cancel(true));
                JobCancellation.cancel(connection, submitter, submittedJobs);
            }
        }
    }

    @Override
    public void check(AnnealJob job) {
        check.require(job);
    }

    private static void require(BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            throw new CancellationException("stopped before all problems were submitted");
        }
    }

    /** The reason why one of them has no answer, if there is one. */
    private static void requireAccepted(List<SubmittedJob> submittedJobs) {
        for (SubmittedJob submittedJob : submittedJobs) {
            ProcessorException fault = submittedJob.fault();
            if (fault != null) {
                throw fault;
            }
        }
    }

    private SubmittedJob submittedJob(AnnealJob job) {
        try {
            return new SubmittedJob(job.withLabel(labels.of(job.label())));
        } catch (IllegalArgumentException e) {
            throw new NotSubmittedException(String.valueOf(e.getMessage()));
        }
    }

    private SapiRequest message(List<SubmittedJob> submittedJobs) {
        ArrayNode messages = JsonMapper.shared().createArrayNode();
        submittedJobs.forEach(submittedJob ->
                messages.add(JobMessage.of(submittedJob.job(), properties).toJson()));
        byte[] body = JsonMapper.shared().writeValueAsBytes(messages);
        return settings.compresses()
                ? SapiRequest.sending("POST", JobSubmitter.PATH, JobSubmitter.MEDIA, Deflate.compress(body), "deflate")
                : SapiRequest.sending("POST", JobSubmitter.PATH, JobSubmitter.MEDIA, body, null);
    }

    private static QubitAnswer answer(Future<QubitAnswer> future, BooleanSupplier goesOn) {
        try {
            return Waiting.result(future, Duration.ofDays(1), goesOn);
        } catch (IOException e) {
            throw new ProcessorException("an answer cannot be fetched: " + e.getMessage(), e);
        }
    }

    /** Gives up what is under way, and the client that opened the processor. */
    @Override
    public void close() {
        loaders.shutdownNow();
        owner.close();
    }

    @Override
    public String toString() {
        return "DwaveProcessor[" + properties.name() + "]";
    }
}
