package org.spinglass.quantum.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.sapi.Deflate;
import org.spinglass.quantum.sapi.JobMessage;
import org.spinglass.quantum.sapi.MediaType;
import org.spinglass.quantum.sapi.ProblemStatus;
import org.spinglass.quantum.sapi.QpAnswer;
import org.spinglass.quantum.sapi.UniqueLabel;
import tools.jackson.databind.JsonNode;
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
    private static final int LOADS = 6;
    private static final double ENERGY_TOLERANCE = 1e-6;

    private final DwaveClient owner;
    private final ClientSettings settings;
    private final SapiConnection connection;
    private final ProcessorProperties properties;
    private final JobCheck check;
    private final Submission submission;
    private final ExecutorService loaders = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore loads = new Semaphore(LOADS);
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
        this.submission = new Submission(connection, settings.retries(), settings.lookup(), this::message);
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
        List<Ticket> tickets = given.stream().map(this::ticket).toList();
        Map<Ticket, Future<QubitAnswer>> answers = new HashMap<>();
        boolean isDone = false;
        try {
            for (int from = 0; from < tickets.size(); from += BATCH) {
                require(goesOn);
                submission.send(tickets.subList(from, Math.min(tickets.size(), from + BATCH)), goesOn);
                requireAccepted(tickets);
            }
            new Watch(connection, settings.polling(), settings.pollingTimeout())
                    .await(tickets, ticket -> answers.put(ticket, loaders.submit(() -> load(ticket))), goesOn);
            requireAccepted(tickets);
            List<QubitAnswer> found = new ArrayList<>();
            for (Ticket ticket : tickets) {
                found.add(answer(Objects.requireNonNull(answers.get(ticket)), goesOn));
            }
            isDone = true;
            return found;
        } finally {
            if (!isDone) {
                answers.values().forEach(future -> future.cancel(true));
                JobCancellation.cancel(connection, submission, tickets);
            }
        }
    }

    private static void require(BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            throw new CancellationException("stopped before all problems were submitted");
        }
    }

    /** The reason why one of them has no answer, if there is one. */
    private static void requireAccepted(List<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            ProcessorException fault = ticket.fault();
            if (fault != null) {
                throw fault;
            }
        }
    }

    private Ticket ticket(AnnealJob job) {
        try {
            String label = labels.of(job.label());
            return new Ticket(new AnnealJob(job.problem(), job.parameters(), label), label);
        } catch (IllegalArgumentException e) {
            throw new NotSubmittedException(String.valueOf(e.getMessage()));
        }
    }

    private SapiRequest message(List<Ticket> tickets) {
        ArrayNode messages = JsonMapper.shared().createArrayNode();
        tickets.forEach(
                ticket -> messages.add(JobMessage.of(ticket.job(), properties).toJson()));
        byte[] body = JsonMapper.shared().writeValueAsBytes(messages);
        return settings.compresses()
                ? SapiRequest.sending("POST", Submission.PATH, Submission.MEDIA, Deflate.compress(body), "deflate")
                : SapiRequest.sending("POST", Submission.PATH, Submission.MEDIA, body, null);
    }

    /** The answer to a problem that is solved, asked for where it did not come with its status. */
    private QubitAnswer load(Ticket ticket) throws InterruptedException {
        loads.acquire();
        try {
            String id = Objects.requireNonNull(ticket.id());
            JsonNode message = ticket.answer();
            if (message == null) {
                String path = Submission.PATH + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/";
                JsonNode said = connection.ask(
                        SapiRequest.get(path, MediaType.PROBLEM.plain()),
                        () -> !Thread.currentThread().isInterrupted());
                message = ProblemStatus.of(said).answer();
            }
            if (message == null) {
                throw new IllegalArgumentException("it is completed and has no answer");
            }
            return checked(
                    ticket.job(),
                    QpAnswer.read(
                            String.valueOf(ticket.id()),
                            message,
                            ticket.job().problem().offset()));
        } catch (IllegalArgumentException e) {
            throw ticket.malformed(e);
        } finally {
            loads.release();
        }
    }

    /** An answer that is one to the problem: of its qubits, with energies that are those of its states but for a constant. */
    private static QubitAnswer checked(AnnealJob job, QubitAnswer answer) {
        int[] qubits = job.problem().qubits();
        if (!Arrays.equals(answer.qubits(), qubits)) {
            throw new IllegalArgumentException("it is about " + answer.qubits().length + " qubits; expected the "
                    + qubits.length + " of the problem");
        }
        int reads = Arrays.stream(answer.occurrences()).sum();
        if (reads != job.parameters().reads()) {
            throw new IllegalArgumentException(
                    "it has " + reads + " reads; expected " + job.parameters().reads());
        }
        double scale = 1 + Math.abs(job.problem().offset());
        scale += Arrays.stream(job.problem().fields()).map(Math::abs).sum();
        scale += Arrays.stream(job.problem().couplings()).map(Math::abs).sum();
        double shift = answer.energies()[0] - job.problem().energy(answer.spins(), 0);
        int last = answer.rows() - 1;
        double energy = job.problem().energy(answer.spins(), last * qubits.length);
        if (!(Math.abs(energy + shift - answer.energies()[last]) <= ENERGY_TOLERANCE * scale)) {
            throw new IllegalArgumentException("the energy of row " + last + " is " + answer.energies()[last]
                    + "; expected " + (energy + shift) + " of its spins, as the first row's is of its own");
        }
        if (Math.abs(shift) <= ENERGY_TOLERANCE * scale) {
            return answer;
        }
        // the service may or may not have added the offset: all energies are off by the same number then
        return new QubitAnswer(
                answer.id(),
                answer.qubits(),
                answer.spins(),
                Arrays.stream(answer.energies()).map(stated -> stated - shift).toArray(),
                answer.occurrences(),
                answer.timing());
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
