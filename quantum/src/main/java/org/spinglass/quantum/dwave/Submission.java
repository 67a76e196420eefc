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
final class Submission {
    static final String MEDIA = MediaType.PROBLEMS.plain();
    static final String PATH = "problems/";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final SapiConnection connection;
    private final RetryPolicy retries;
    private final Duration window;
    private final Function<List<Ticket>, SapiRequest> encoder;

    /**
     * A way to hand jobs over.
     *
     * @param window how long jobs that may have been taken are looked for; 0 for one look
     * @param encoder the request that hands jobs over
     */
    Submission(
            SapiConnection connection,
            RetryPolicy retries,
            Duration window,
            Function<List<Ticket>, SapiRequest> encoder) {
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
    void send(List<Ticket> batch, BooleanSupplier goesOn) {
        SapiRequest request = encoder.apply(batch);
        for (int repetition = 0; ; repetition++) {
            SapiException refusal;
            Optional<Duration> asked = Optional.empty();
            batch.forEach(Ticket::send);
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
                batch.forEach(Ticket::lose);
                if (!reply.isBusy()) {
                    throw fault;
                }
                refusal = fault;
                asked = reply.retryAfter();
            } catch (HttpConnectTimeoutException | ConnectException e) {
                batch.forEach(Ticket::lose);
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
    private @Nullable SapiException taken(List<Ticket> open, SapiReply reply) {
        try {
            JsonNode said = connection.json(reply, MEDIA);
            if (!said.isArray() || said.size() != open.size()) {
                return new SapiException(
                        SapiException.NO_STATUS,
                        "the service's answer to " + open.size() + " problems has " + said.size() + " entries");
            }
            for (int k = 0; k < open.size(); k++) {
                Ticket ticket = open.get(k);
                JsonNode entry = said.get(k);
                if (SapiError.isError(entry)) {
                    SapiError error = SapiError.of(entry);
                    ticket.refuse(connection.refusal(error.code(), error.message()));
                } else {
                    String label = entry.path("label").asString(ticket.label());
                    if (!label.equals(ticket.label())) {
                        return ticket.malformed(new IllegalArgumentException("it has label '" + label + "'"));
                    }
                    ticket.update(entry);
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
    private void find(List<Ticket> batch, SapiException fault, BooleanSupplier goesOn) {
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
            List<Ticket> missing =
                    batch.stream().filter(ticket -> !isSettled(ticket)).toList();
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
    private void look(List<Ticket> batch, boolean isLast, BooleanSupplier goesOn) {
        for (Ticket ticket : batch) {
            if (!isSettled(ticket)) {
                find(ticket, goesOn);
            }
            if (!isSettled(ticket) && !isLast) {
                return;
            }
        }
    }

    private static boolean isSettled(Ticket ticket) {
        return ticket.id() != null || ticket.fault() != null;
    }

    /** Asks for a job by its label, once. */
    void find(Ticket ticket, BooleanSupplier goesOn) {
        String label = SapiRequest.encoded(ticket.label());
        for (JsonNode said : connection.ask(SapiRequest.get(PATH + "?label=" + label, MEDIA), goesOn)) {
            if (said.path("label").asString("").equals(ticket.label())) {
                ticket.update(said);
                return;
            }
        }
    }
}
