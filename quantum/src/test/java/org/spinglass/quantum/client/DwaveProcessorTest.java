package org.spinglass.quantum.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.QubitProblem;
import org.spinglass.quantum.client.FaultyService.Fault;

/** The client against a service with faults: right answers, or one clear message. */
class DwaveProcessorTest extends ServiceFixture {
    private static final String POLL = "GET problems/";
    private static final String LOAD = "GET problems/ID";

    @Test
    void manyJobsAreHandedOverInBatchesAndAnsweredInOrder() {
        service.solveAfter(3);
        try (Processor processor = open()) {
            assertThat(processor.properties().name()).isEqualTo("Emulated_chimera1");
            List<QubitAnswer> answers = processor.anneal(jobs(45), () -> true);
            for (int k = 0; k < answers.size(); k++) {
                assertRight(answers.get(k), 5 + k);
            }
        }
        assertThat(service.requests()).filteredOn(r -> r.startsWith("POST")).hasSize(3);
        assertThat(service.labels())
                .hasSize(45)
                .doesNotHaveDuplicates()
                .allMatch(label -> label.startsWith("two spins #"));
        assertThat(service.cancelled()).isEmpty();
    }

    @Test
    void everyModeOfAnswerAndOfPollingWorks() {
        service.answerWithStatus();
        for (String strategy : new String[] {"long-polling", "backoff"}) {
            for (AnswerMode mode : AnswerMode.values()) {
                for (String compress : new String[] {"true", "false"}) {
                    service.solveAfter(2);
                    try (Processor processor = open(
                            "poll_strategy",
                            strategy,
                            "compress_qpu_problem_data",
                            compress,
                            "connection_close",
                            compress)) {
                        AnnealJob job = job(6);
                        QubitAnswer answer = processor.anneal(
                                new AnnealJob(job.problem(), job.parameters().withAnswerMode(mode), ""));
                        assertRight(answer, 6);
                        assertThat(answer.rows() == 6).isEqualTo(mode == AnswerMode.RAW);
                    }
                }
            }
        }
        assertThat(service.requests()).noneMatch(r -> r.matches("GET /sapi/v2/problems/.{30,}/"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE", "CUT_AFTER", "FAILED_AFTER", "THROTTLED", "FAILED", "GATEWAY_TIMEOUT"})
    void questionsAreRepeatedUntilTheyAreAnswered(Fault fault) {
        service.solveAfter(4);
        service.next(POLL, fault, fault);
        try (Processor processor = open()) {
            assertRight(processor.anneal(job(4)), 4);
        }
        assertThat(service.labels()).hasSize(1);
    }

    @Test
    void answersAreFetchedAgainWhenTheyAreCutOff() {
        service.next(LOAD, Fault.CUT_BEFORE, Fault.THROTTLED, Fault.CUT_AFTER, Fault.FAILED, Fault.GATEWAY_TIMEOUT);
        try (Processor processor = open()) {
            assertRight(processor.anneal(job(4)), 4);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"GARBAGE", "HTML"})
    void answersThatCanNeverBeReadAreAFailureThatSaysSo(Fault fault) {
        service.next(LOAD, fault);
        try (Processor processor = open()) {
            assertRight(processor.anneal(job(4)), 4);
            service.next(LOAD, fault, fault, fault, fault, fault);
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(job(4)))
                    .withMessageContaining("the service's answer is")
                    .matches(e -> e.status() == SapiException.NO_STATUS);
        }
    }

    @Test
    void aJobThatIsRefusedOrFailsCancelsTheOthers() {
        service.refuse(400, "Problem type (ising) is not supported by the solver.");
        service.solveAfter(1000);
        try (Processor processor = open()) {
            assertThatExceptionOfType(ProcessorException.class)
                    .isThrownBy(() -> processor.anneal(jobs(3), () -> true))
                    .withMessageContaining("is not supported by the solver");
            assertThat(service.cancelled()).hasSize(2);
            service.solveAfter(1);
            service.failProblems("the solver is offline for maintenance");
            assertThatExceptionOfType(ProcessorException.class)
                    .isThrownBy(() -> processor.anneal(job(3)))
                    .withMessageContaining("solver is offline");
        }
    }

    @Test
    void whoStopsHasHisProblemsCancelled() {
        service.solveAfter(1_000_000);
        AtomicInteger asked = new AtomicInteger();
        try (Processor processor = open()) {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> processor.anneal(jobs(3), () -> asked.incrementAndGet() < 9));
        }
        assertThat(service.cancelled()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void problemsAreGivenUpAfterTheirTime() {
        service.solveAfter(1_000_000);
        try (Processor processor = open("polling_timeout", "0.3")) {
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(jobs(2), () -> true))
                    .withMessageContaining("2 of 2 problems are not solved within polling_timeout, 0.3 s");
        }
        assertThat(service.cancelled()).hasSize(2);
    }

    @Test
    void theTokenIsShownNowhere() {
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(() -> open("token", "WRONG-TOKEN-77"))
                .withMessageContaining("the API token was not accepted")
                .matches(e -> e.status() == 401)
                .satisfies(e -> assertThat(traces(e)).doesNotContain("WRONG-TOKEN-77"));
        service.next("GET solvers/remote/", Fault.FAILED, Fault.FAILED, Fault.FAILED, Fault.FAILED);
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(this::open)
                .withMessageContaining("the service failed (status 503, \"not now [token]\")")
                .satisfies(e -> assertThat(traces(e)).doesNotContain(FaultyService.TOKEN));
        DwaveConfig config = DwaveConfig.load(
                Map.of("token", FaultyService.TOKEN, "config_file", "false", "headers", "A: " + FaultyService.TOKEN),
                environment());
        try (DwaveClient client = DwaveClient.open(config, environment());
                Processor processor = open()) {
            assertThat(config + " " + client + processor + ClientSettings.of(config, environment()))
                    .doesNotContain(FaultyService.TOKEN);
        }
        Environment variables = new Environment(Map.of("DWAVE_API_TOKEN", FaultyService.TOKEN), "Linux", temp, temp);
        assertThat(variables.toString()).doesNotContain(FaultyService.TOKEN);
    }

    private static String traces(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    @Test
    void whatTheProcessorDoesNotTakeIsNotSubmitted() {
        try (Processor processor = open()) {
            AnnealJob job = job(3);
            refused(processor, job(20_000), "num_reads is 20000; Emulated_chimera1 allows 1 to 10000");
            refused(processor, with(job, job.parameters().withAnnealingTime(0.1)), "annealing_time is 0.1; ");
            refused(
                    processor,
                    with(job, job.parameters().with("flux_biases", List.of())),
                    "has no parameter 'flux_biases'");
            refused(
                    processor,
                    with(job, job.parameters().with("readout_thermalization", 20_000)),
                    "readout_thermalization is 20000; Emulated_chimera1 allows 0 to 10000");
            refused(
                    processor,
                    with(job, job.parameters().withReads(10_000).withAnnealingTime(2000)),
                    "allows 1000000; expected fewer reads");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {0, 1}, new double[2], new int[] {0, 1}, new double[] {1}, 0),
                            job.parameters(),
                            ""),
                    "qubits 0 and 1 are not coupled");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {8}, new double[1], new int[0], new double[0], 0),
                            job.parameters(),
                            ""),
                    "qubit 8 does not work");
            refused(
                    processor,
                    new AnnealJob(
                            new QubitProblem(new int[] {0}, new double[] {5}, new int[0], new double[0], 0),
                            job.parameters().withAutoScale(false),
                            ""),
                    "field h is 5; Emulated_chimera1 allows -4 to 4");
        }
        assertThat(service.labels()).isEmpty();
    }

    private static AnnealJob with(AnnealJob job, AnnealParameters parameters) {
        return new AnnealJob(job.problem(), parameters, job.label());
    }

    private static void refused(Processor processor, AnnealJob job, String message) {
        assertThatExceptionOfType(NotSubmittedException.class)
                .isThrownBy(() -> processor.anneal(job))
                .withMessageContaining(message);
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        String address = service.address();
        service.close();
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(() -> open("http_retry_total", "1"))
                .withMessageContaining(address)
                .withMessageContaining("cannot be reached");
    }

    @Test
    void aSolverThatIsNotThereIsNamedBesideThoseThatAre() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> open("solver", "Advantage_system4.1"))
                .withMessageContaining("Solver with the requested features not available")
                .withMessageContaining("Emulated_chimera1");
        try (Processor processor = open("solver", "Emulated_chimera1")) {
            assertThat(processor.properties().graph().qubits()).hasSize(8);
        }
    }

    @Test
    void aBudgetIsNotExceeded() {
        Map<String, String> given = Map.of(
                "config_file",
                "false",
                "token",
                FaultyService.TOKEN,
                "endpoint",
                service.address(),
                "cache_enabled",
                "false");
        Budget budget = Budget.of(Duration.ofMillis(40));
        service.solveAfter(1);
        try (Processor processor = DwaveProcessors.open(given, environment(), budget)) {
            QubitAnswer first = processor.anneal(job(10));
            assertThat(budget.charged()).isEqualTo(first.accessTime()).isBetween(15_000.0, 20_000.0);
            assertThatExceptionOfType(BudgetExceededException.class)
                    .isThrownBy(() -> processor.anneal(jobs(2), () -> true))
                    .withMessageContaining("2 problems would take about 0.03")
                    .withMessageContaining("of the budget of 0.040000 s only 0.02");
            assertThat(service.labels()).hasSize(1);
            refused(processor, job(20_000), "budget");
            double left = budget.remaining();
            processor.anneal(job(10));
            assertThat(budget.remaining()).isEqualTo(left - first.accessTime());
        }
        assertThat(service.labels()).hasSize(2);
    }
}
