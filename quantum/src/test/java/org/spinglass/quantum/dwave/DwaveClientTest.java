// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.dwave.FaultyService.Fault;

/** Services and solvers that are not there, and secrets that stay secret. */
class DwaveClientTest extends ServiceFixture {
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

    /** As D-Wave's own program for processors does. */
    @Test
    void aClientForOtherSolversIsNoHindranceToAProcessor() {
        for (String client : List.of("hybrid", "sw", "base", "qpu")) {
            try (Processor processor = open("client", client)) {
                assertThat(processor.properties().name()).isEqualTo("Emulated_chimera1");
            }
        }
    }

    @Test
    void anAnswerWhoseCompressionIsBrokenIsAskedForAgainAndThenNamed() {
        String solvers = "GET solvers/remote/";
        service.next(solvers, Fault.BROKEN_GZIP);
        try (Processor processor = open()) {
            assertThat(processor.properties().name()).isEqualTo("Emulated_chimera1");
        }
        service.next(solvers, Fault.BROKEN_GZIP, Fault.BROKEN_GZIP, Fault.BROKEN_GZIP, Fault.BROKEN_GZIP);
        assertThatExceptionOfType(SapiException.class)
                .isThrownBy(this::open)
                .withMessageStartingWith(service.address())
                .withMessageContaining("is no whole gzip stream: Not in GZIP format")
                .matches(SapiException::isTransient);
        assertThat(service.headers()).contains("Accept-encoding");
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
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
