// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.dwave.FaultyService.Fault;

/** Submissions that go wrong: what was not taken is sent again, what may have been taken never is. */
class JobSubmitterTest extends ServiceFixture {
    private static final String POST = "POST problems/";
    private static final String LOOK = "GET problems/";

    private List<String> posts() {
        return service.requests().stream().filter(r -> r.startsWith("POST")).toList();
    }

    private List<String> looks() {
        return service.requests().stream().filter(r -> r.contains("?label=")).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "FAILED"})
    void whatWasNotTakenIsSubmittedAgainWithoutALook(Fault fault) {
        service.next(POST, fault, fault);
        try (Processor processor = open()) {
            assertRight(processor.anneal(jobs(3), () -> true));
        }
        assertThat(service.labels()).hasSize(3).doesNotHaveDuplicates();
        assertThat(posts()).hasSize(3);
        assertThat(looks()).isEmpty();
    }

    @Test
    void everySubmissionHasAConnectionOfItsOwn() {
        try (Processor processor = open()) {
            processor.anneal(job(5));
            processor.anneal(job(6));
        }
        List<String> requests = service.requests();
        List<Integer> ports = service.ports();
        assertThat(posts()).hasSize(2);
        for (int r = 0; r < requests.size(); r++) {
            if (requests.get(r).startsWith("POST")) {
                assertThat(Collections.frequency(ports, ports.get(r))).isEqualTo(1);
            }
        }
        assertThat(Set.copyOf(ports)).as("the others share theirs").hasSizeLessThan(ports.size());
    }

    @Test
    void aServiceThatStaysTooBusyIsGivenUp() {
        service.next(POST, Fault.FAILED, Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED, Fault.THROTTLED);
        try (Processor processor = open()) {
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(job(5)))
                    .withMessageContaining("the service has had too many requests")
                    .matches(e -> e.status() == 429);
        }
        assertThat(posts()).hasSize(4);
        assertThat(looks()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_AFTER", "FAILED_AFTER", "GARBAGE", "BROKEN_GZIP", "SILENT_AFTER"})
    void whatWasTakenIsFoundByItsLabel(Fault fault) {
        service.next(POST, fault);
        try (Processor processor = open("request_timeout", "1")) {
            assertRight(processor.anneal(jobs(3), () -> true));
        }
        assertThat(service.labels()).hasSize(3).doesNotHaveDuplicates();
        assertThat(posts()).hasSize(1);
        assertThat(looks()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"CUT_AFTER", "FAILED_AFTER"})
    void whatIsRegisteredLateIsAskedForWithOneQuestionAtATime(Fault fault) {
        service.next(POST, fault);
        service.showLabelsAfter(3);
        try (Processor processor = open()) {
            assertRight(processor.anneal(jobs(20), () -> true));
        }
        assertThat(service.labels()).hasSize(20).doesNotHaveDuplicates();
        assertThat(posts()).hasSize(1);
        assertThat(looks()).hasSize(23);
        assertThat(looks().subList(0, 4)).containsOnly(looks().getFirst());
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_BEFORE, 0, cannot be reached",
        "BROKEN, 500, Internal Server Error",
        "BAD_GATEWAY, 502, Bad Gateway",
        "GATEWAY_TIMEOUT, 504, Gateway Timeout"
    })
    void whatIsNotFoundInTimeIsNotSubmittedAgain(Fault fault, int status, String reason) {
        service.next(POST, fault);
        try (Processor processor = open("submission_lookup_timeout", "0.2")) {
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(jobs(2), () -> true))
                    .withMessageContaining(reason)
                    .withMessageContaining("may have taken 2 of 2 problems, the first with label 'two spins #")
                    .withMessageContaining("within submission_lookup_timeout, 0.2 s; not submitted again")
                    .matches(e -> e.status() == status);
        }
        assertThat(posts()).hasSize(1);
        assertThat(looks()).hasSizeGreaterThan(2);
    }

    @Test
    void problemsBehindOneThatIsNotFoundAreFoundAtLastAndCancelled() {
        service.refuse(400, "not this one");
        service.next(POST, Fault.CUT_AFTER);
        service.solveAfter(1_000_000);
        try (Processor processor = open("submission_lookup_timeout", "0.1")) {
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(jobs(3), () -> true))
                    .withMessageContaining("may have taken 1 of 3 problems");
        }
        assertThat(service.cancelled()).hasSize(2);
    }

    @Test
    void failuresOfTheServiceWhileItIsAskedForLabelsAreWaitedOut() {
        Fault[] failures = new Fault[7];
        Arrays.fill(failures, Fault.FAILED);
        service.next(POST, Fault.CUT_AFTER);
        service.next(LOOK, failures);
        try (Processor processor = open()) {
            assertRight(processor.anneal(job(9)), 9);
        }
        assertThat(service.labels()).hasSize(1);
        assertThat(posts()).hasSize(1);
    }

    @Test
    void whereLabelsCannotBeAskedForNothingIsSubmittedAgain() {
        Fault[] failures = new Fault[200];
        Arrays.fill(failures, Fault.FAILED);
        service.next(POST, Fault.CUT_BEFORE);
        service.next(LOOK, failures);
        try (Processor processor = open("submission_lookup_timeout", "0.1")) {
            assertThatExceptionOfType(SapiException.class)
                    .isThrownBy(() -> processor.anneal(job(9)))
                    .withMessageContaining("as it could not be asked")
                    .withMessageContaining("the service failed");
        }
        assertThat(posts()).hasSize(1);
    }
}
