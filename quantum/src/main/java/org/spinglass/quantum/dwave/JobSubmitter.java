// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.SapiError;
import tools.jackson.databind.JsonNode;

/**
 * Hands jobs over so that none is handed over twice.
 *
 * <ul>
 *   <li>What certainly was not taken is sent again, soon and then ever later: the service was not reached, or was too busy (429,
 *       503).
 *   <li>What may have been taken is never sent again: the connection was cut, nobody answered in time, the service or something
 *       before it failed (408, 500, 502, 504, ...), or the answer cannot be read. The service is asked for the unique labels of
 *       the jobs, ever more seldom, until it shows them or some time is over. It may take that long to register what it took.
 * </ul>
 */
final class JobSubmitter {
    static final String MEDIA = MediaType.PROBLEMS.plain();
    static final String PATH = "problems/";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final SapiConnection connection;
    private final HttpRetries retries;
    private final Duration window;
    private final Function<List<SubmittedJob>, SapiRequest> encoder;

    /**
     * A way to hand jobs over.
     *
     * @param window how long jobs that may have been taken are looked for; 0 for one look
     * @param encoder the request that hands jobs over
     */
    JobSubmitter(
            SapiConnection connection,
            HttpRetries retries,
            Duration window,
            Function<List<SubmittedJob>, SapiRequest> encoder) {
        this.connection = connection;
        this.retries = retries;
        this.window = window;
        this.encoder = encoder;
    }

    /**
     * Hands jobs over in one request. Afterwards each has a name, or a reason why it was refused.
     *
     * @throws SapiException when the service refuses all, cannot be reached, or it cannot be found out whether it has them
     */
    void send(List<SubmittedJob> batch, BooleanSupplier goesOn) {
        SapiRequest request = encoder.apply(batch);
        for (int repetition = 0; ; repetition++) {
            SapiException refusal;
            Optional<Duration> asked = Optional.empty();
            batch.forEach(SubmittedJob::send);
            try {
                SapiReply reply = connection.once(request);
                SapiException fault =
                        reply.isSuccess() ? taken(batch, reply) : connection.refusal(reply.status(), reply.text());
                if (fault == null) {
                    return;
                }
                if (reply.isSuccess() || reply.isFailure()) {
                    find(batch, fault, goesOn);
                    return;
                }
                batch.forEach(SubmittedJob::lose);
                if (!reply.isBusy()) {
                    throw fault;
                }
                refusal = fault;
                asked = reply.retryAfter();
            } catch (HttpConnectTimeoutException | ConnectException e) {
                batch.forEach(SubmittedJob::lose);
                refusal = connection.unreachable(e);
            } catch (IOException e) {
                find(batch, connection.unreachable(e), goesOn);
                return;
            }
            if (repetition >= retries.total()) {
                throw refusal;
            }
            Waiting.pause(retries.pause(repetition, asked), goesOn);
        }
    }

    /** Takes over the answer to a submission; returns what is wrong with it, or null. */
    private @Nullable SapiException taken(List<SubmittedJob> open, SapiReply reply) {
        try {
            JsonNode said = connection.json(reply, MEDIA);
            if (!said.isArray() || said.size() != open.size()) {
                return new SapiException(
                        SapiException.NO_STATUS,
                        "the service's answer to " + open.size() + " problems has " + said.size() + " entries");
            }
            for (int k = 0; k < open.size(); k++) {
                SubmittedJob submittedJob = open.get(k);
                JsonNode entry = said.get(k);
                if (SapiError.isError(entry)) {
                    SapiError error = SapiError.of(entry);
                    submittedJob.refuse(connection.refusal(error.code(), error.message()));
                } else {
                    String label = entry.path("label").asString(submittedJob.label());
                    if (!label.equals(submittedJob.label())) {
                        return submittedJob.malformed(new IllegalArgumentException("it has label '" + label + "'"));
                    }
                    submittedJob.update(entry);
                }
            }
            return null;
        } catch (SapiException e) {
            return e;
        }
    }

    /**
     * Finds jobs that may have been taken by their labels.
     *
     * @param fault why it is not known whether they were
     * @throws SapiException when they are not found in time
     */
    private void find(List<SubmittedJob> batch, SapiException fault, BooleanSupplier goesOn) {
        long end = System.nanoTime() + window.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            boolean isLast = !left.isPositive();
            String why = "";
            try {
                look(batch, isLast, goesOn);
            } catch (SapiException e) {
                why = ", as it could not be asked: " + e.getMessage();
                isLast |= !e.isTransient();
            }
            List<SubmittedJob> missing = batch.stream()
                    .filter(submittedJob -> !isSettled(submittedJob))
                    .toList();
            if (missing.isEmpty()) {
                return;
            }
            if (isLast) {
                throw new SapiException(
                        fault.status(),
                        String.format(
                                        Locale.ROOT,
                                        "%s; the service may have taken %d of %d problems, the first with label '%s', but did not show them",
                                        fault.getMessage(),
                                        missing.size(),
                                        batch.size(),
                                        missing.getFirst().label())
                                + " within submission_lookup_timeout, " + window.toMillis() / 1e3 + " s" + why
                                + "; not submitted again, so that nothing is solved twice",
                        fault);
            }
            Waiting.pause(pause.compareTo(left) < 0 ? pause : left, goesOn);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
        }
    }

    /** Asks for jobs by their labels, one after the other; where one is not there, for those behind it at the last only. */
    private void look(List<SubmittedJob> batch, boolean isLast, BooleanSupplier goesOn) {
        for (SubmittedJob submittedJob : batch) {
            if (!isSettled(submittedJob)) {
                find(submittedJob, goesOn);
            }
            if (!isSettled(submittedJob) && !isLast) {
                return;
            }
        }
    }

    private static boolean isSettled(SubmittedJob submittedJob) {
        return submittedJob.id() != null || submittedJob.fault() != null;
    }

    /** Asks for a job by its label, once. */
    void find(SubmittedJob submittedJob, BooleanSupplier goesOn) {
        String label = SapiRequest.encoded(submittedJob.label());
        for (JsonNode said : connection.ask(SapiRequest.get(PATH + "?label=" + label, MEDIA), goesOn)) {
            if (said.path("label").asString("").equals(submittedJob.label())) {
                submittedJob.update(said);
                return;
            }
        }
    }
}
