package org.spinglass.quantum.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.SapiError;
import tools.jackson.databind.JsonNode;

/**
 * Hands jobs over so that none is handed over twice. Where the answer to a POST is lost, or is a failure of the service, the
 * service is asked for the unique labels of its jobs; only those that it does not have are sent again, and not even those where
 * the service may still be at work on the POST.
 */
final class Submission {
    static final String MEDIA = MediaType.PROBLEMS.plain();
    static final String PATH = "problems/";

    /** Refusals of the whole request, after which it may be sent again. */
    private static final Set<Integer> BUSY = Set.of(413, 429, 503);

    /** Answers in place of a server that may still be at work. */
    private static final Set<Integer> LATE = Set.of(408, 504);

    /** Pauses before the service is asked for labels: what it took may take a moment to be found. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(300), Duration.ofMillis(600));

    private final SapiConnection connection;
    private final RetryPolicy retries;
    private final Function<List<Ticket>, SapiRequest> encoder;

    /**
     * A way to hand jobs over.
     *
     * @param encoder the request that hands jobs over
     */
    Submission(SapiConnection connection, RetryPolicy retries, Function<List<Ticket>, SapiRequest> encoder) {
        this.connection = connection;
        this.retries = retries;
        this.encoder = encoder;
    }

    /** What is known of a request that was not answered as it should. */
    private enum Doubt {
        /** It has not left. */
        UNSENT,
        /** It may have arrived, and nobody is at work on it any more. */
        LOST,
        /** It may have arrived, and the service may still be at work on it. */
        OPEN
    }

    /**
     * Hands jobs over in one request. Afterwards each has a name, or a reason why it was refused.
     *
     * @throws SapiException when the service refuses all, cannot be reached, or it cannot be found out whether it has them
     */
    void send(List<Ticket> batch, BooleanSupplier goesOn) {
        List<Ticket> open = batch;
        for (int repetition = 0; ; repetition++) {
            Doubt doubt;
            SapiException fault;
            Duration wait = retries.pause(repetition);
            try {
                SapiRequest request = encoder.apply(open);
                open.forEach(Ticket::send);
                SapiReply reply = connection.once(request);
                if (reply.isSuccess()) {
                    fault = taken(open, reply);
                    if (fault == null) {
                        return;
                    }
                    doubt = Doubt.OPEN;
                } else {
                    fault = connection.refusal(reply.status(), reply.text());
                    boolean isBusy =
                            BUSY.contains(reply.status()) && reply.retryAfter().isPresent();
                    if (reply.status() < 500 && !isBusy && !LATE.contains(reply.status())) {
                        throw fault;
                    }
                    doubt = LATE.contains(reply.status()) ? Doubt.OPEN : Doubt.LOST;
                    Duration after = reply.retryAfter().orElse(wait);
                    wait = after.compareTo(retries.longest()) > 0 ? retries.longest() : after;
                }
            } catch (HttpConnectTimeoutException | ConnectException e) {
                doubt = Doubt.UNSENT;
                fault = connection.unreachable(e);
            } catch (HttpTimeoutException e) {
                doubt = Doubt.OPEN;
                fault = connection.unreachable(e);
            } catch (IOException e) {
                doubt = Doubt.LOST;
                fault = connection.unreachable(e);
            }
            if (doubt == Doubt.UNSENT) {
                open.forEach(Ticket::lose);
            }
            Waiting.pause(wait, goesOn);
            if (doubt != Doubt.UNSENT) {
                open = missing(open, goesOn);
            }
            if (open.isEmpty()) {
                return;
            }
            if (doubt == Doubt.LOST) {
                open.forEach(Ticket::lose);
            }
            if (doubt == Doubt.OPEN || repetition >= retries.total()) {
                throw new SapiException(
                        fault.status(),
                        fault.getMessage() + "; " + open.size() + " of " + batch.size()
                                + " problems are not known to have arrived, the first with label '"
                                + open.getFirst().label() + "'"
                                + (doubt == Doubt.OPEN ? "; not submitted again, so that nothing is solved twice" : ""),
                        fault);
            }
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
     * Asks for jobs by their labels, several times; returns those that the service does not have.
     *
     * @throws SapiException when the service does not tell at last
     */
    private List<Ticket> missing(List<Ticket> open, BooleanSupplier goesOn) {
        List<Ticket> missing = new ArrayList<>(open);
        missing.removeIf(Submission::isSettled);
        for (int look = 0; look < LOOKS.size() && !missing.isEmpty(); look++) {
            Waiting.pause(LOOKS.get(look), goesOn);
            try {
                missing.forEach(ticket -> find(ticket, goesOn));
            } catch (SapiException e) {
                if (!e.isTransient() || look == LOOKS.size() - 1) {
                    throw e;
                }
            }
            missing.removeIf(Submission::isSettled);
        }
        return missing;
    }

    private static boolean isSettled(Ticket ticket) {
        return ticket.id() != null || ticket.fault() != null;
    }

    /** Asks for a job by its label, once. */
    void find(Ticket ticket, BooleanSupplier goesOn) {
        String label = URLEncoder.encode(ticket.label(), StandardCharsets.UTF_8).replace("+", "%20");
        for (JsonNode said : connection.ask(SapiRequest.get(PATH + "?label=" + label, MEDIA), goesOn)) {
            if (said.path("label").asString("").equals(ticket.label())) {
                ticket.update(said);
                return;
            }
        }
    }
}
