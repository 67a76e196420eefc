// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.compute.Workers;
import org.spinglass.qpuserver.EmulatorServer;
import org.spinglass.qpuserver.ServerOptions;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Topology;

final class QpuSolversCommandTest {
    private static final String TOKEN = "EMU-0123456789abcdef";

    @TempDir
    private Path home;

    private Environment environment(Map<String, String> variables) {
        return new Environment(variables, "Linux", home, home);
    }

    private static EmulatedProcessor emulated(String type, Workers workers) {
        Topology topology = Topology.of(type, List.of(2));
        return new EmulatedProcessor(topology, topology.graph(), EmulatorOptions.standard(1), workers);
    }

    @Test
    void solversAreListedByAConfigurationFile() throws IOException {
        try (Workers workers = Workers.of(1);
                EmulatorServer server = EmulatorServer.start(
                        List.of(emulated("pegasus", workers), emulated("zephyr", workers)),
                        ServerOptions.local(TOKEN))) {
            Files.writeString(
                    home.resolve("dwave.conf"),
                    "[defaults]\ntoken = %s\n[emulator]\nendpoint = %s\n".formatted(TOKEN, server.endpoint()));
            Cli.Result all = Cli.run(environment(Map.of()), "qpu", "solvers");
            assertThat(all.code()).as(all.err()).isZero();
            assertThat(all.outLines())
                    .containsExactly(
                            "name               topology      qubits  couplers  status  load",
                            "Emulated_pegasus2  pegasus [2]       40       164  online   0 %",
                            "Emulated_zephyr2   zephyr [2,4]     160      1224  online   0 %");
            Cli.Result one =
                    Cli.run(environment(Map.of()), "qpu", "solvers", "--json", "--solver", "{\"num_qubits__gt\": 100}");
            assertThat(one.out())
                    .contains("\"endpoint\":\"" + server.endpoint() + "\"")
                    .contains("\"name\":\"Emulated_zephyr2\"")
                    .contains("\"qubits\":160,\"couplers\":1224,\"status\":\"online\"")
                    .doesNotContain("pegasus");
            Cli.Result properties = Cli.run(
                    environment(Map.of("DWAVE_API_SOLVER", "Emulated_zephyr2")), "qpu", "solvers", "--properties");
            assertThat(properties.outLines())
                    .contains("Emulated_zephyr2  zephyr [2,4]     160      1224  online   0 %")
                    .anyMatch(line -> line.matches("  h_gain_schedule_range +\\[-4.0,4.0]"))
                    .anyMatch(line -> line.matches("  anneal_offset_ranges +160 values"))
                    .anyMatch(line -> line.matches("  parameters.num_reads +How many states are read.*"))
                    .noneMatch(line -> line.contains("pegasus"));
            assertThat(Cli.run(
                                    environment(Map.of("DWAVE_API_SOLVER", "Emulated_zephyr2")),
                                    "qpu",
                                    "solvers",
                                    "--solver",
                                    "{}")
                            .out())
                    .contains("Emulated_pegasus2", "Emulated_zephyr2");
            Cli.Result wrong = Cli.run(environment(Map.of("DWAVE_API_TOKEN", "WRONG-TOKEN")), "qpu", "solvers");
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.errLines()).hasSize(1);
            assertThat(wrong.err()).contains("the API token was not accepted").doesNotContain("WRONG-TOKEN");
        }
    }

    @Test
    void withoutATokenThereIsOneLineThatSaysWhereItIsExpected() {
        Cli.Result result = Cli.run(environment(Map.of()), "qpu", "solvers");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).startsWith("spinglass: API token not defined").contains("DWAVE_API_TOKEN");
    }

    @Test
    void aConfigurationThatIsNotThereIsNamed() {
        Cli.Result result = Cli.run(environment(Map.of()), "qpu", "solvers", "--config", "nowhere.conf");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("nowhere.conf").contains("cannot be read");
    }
}
