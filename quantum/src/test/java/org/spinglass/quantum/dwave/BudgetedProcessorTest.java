// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.QubitAnswer;

/** Access time that may be spent, on a processor of a service. */
class BudgetedProcessorTest extends ServiceFixture {
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
            assertThatExceptionOfType(NotSubmittedException.class)
                    .isThrownBy(() -> processor.anneal(job(20_000)))
                    .withMessageContaining("budget");
            double left = budget.remaining();
            processor.anneal(job(10));
            assertThat(budget.remaining()).isEqualTo(left - first.accessTime());
        }
        assertThat(service.labels()).hasSize(2);
    }
}
