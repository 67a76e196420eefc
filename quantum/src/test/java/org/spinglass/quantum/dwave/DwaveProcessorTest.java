// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.AnnealParameters.AnswerMode;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.dwave.FaultyService.Fault;

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
            assertThat(answers).hasSize(45);
            assertRight(answers);
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
}
