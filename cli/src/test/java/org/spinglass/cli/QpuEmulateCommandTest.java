// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QpuEmulateCommandTest {

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRealProcessServesUntilItIsInterrupted(@TempDir Path temp) throws Exception {
        Signals.assumeIsHeard("INT");
        Path sheet = temp.resolve("sheet.csv");
        Process process = OwnProcess.of(
                        "qpu",
                        "emulate",
                        "--qpu",
                        "chip=zephyr",
                        "--qpu",
                        "size=2",
                        "--qpu",
                        "missing=0.05",
                        "--port",
                        "0",
                        "--token",
                        "a b",
                        "--data-sheet",
                        sheet.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Signals.endAtLast(process);
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(reader.readLine()).startsWith("solver    Emulated_zephyr2, 152 of 160 qubits, ");
            assertThat(reader.readLine()).startsWith("solver    hybrid_binary_quadratic_model_version2, binary ");
            assertThat(reader.readLine())
                    .startsWith("solver    hybrid_constrained_quadratic_model_version1, constrained ");
            String endpoint = reader.readLine().replace("endpoint  ", "");
            for (String line = ""; !line.startsWith("Ctrl-C"); line = reader.readLine()) {
                if (line.startsWith("  export DWAVE_API_TOKEN")) {
                    assertThat(line).endsWith("='a b'");
                }
            }
            assertThat(status(client, endpoint, "a b")).isEqualTo(200);
            assertThat(status(client, endpoint, "b")).isEqualTo(401);
            assertThat(Files.readAllLines(sheet))
                    .startsWith("s,A(s) (GHz),B(s) (GHz)")
                    .endsWith("1.0,0.0,12.0");
            Signals.send("INT", process.pid());
            assertThat(reader.readLine()).isEqualTo("served 0 problems in 2 requests");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int status(HttpClient client, String endpoint, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "solvers/remote/"))
                .header("X-Auth-Token", token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void aDataSheetThatCannotBeWrittenIsNamed() {
        Cli.Result result = Cli.run("qpu", "emulate", "--qpu", "size=2", "--data-sheet", "no/such/folder.csv");
        assertThat(result.code()).isNotZero();
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains("--data-sheet no").contains("cannot be written");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Cli.Result result = Cli.run("qpu", "emulate", "--qpu", "size=2", "--port", port);
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
            assertThat(result.errLines()).hasSize(1);
            assertThat(result.err())
                    .contains("--port " + port)
                    .contains("in use")
                    .contains("expected an address of this machine and a free port");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 65536 | --port is '65536' | from 0 to 65535",
                "--host no.such.host.invalid | no.such.host.invalid | an address of this machine",
                "--qpu chip=ring | qpu.chip is 'ring' | pegasus",
                "--qpu missing=1 | qpu.missing is '1' | from 0 to 0.99",
                "--qpu noise=-1 | qpu.noise is '-1' | from 0 to 9",
                "--qpu temperature=0 | qpu.temperature is '0' | from 1e-6 to 100000",
                "--qpu sweeps=x | qpu.sweeps is 'x' | a number from",
                "--qpu schedule=none.csv | none.csv: cannot be read | no such file",
                "--qpu polarization=-1 | qpu.polarization is '-1' | from 0 to 9",
                "--qpu reads=3 | unknown setting 'reads' of an emulated processor | chip, size",
                "--solver hybrid --qpu size=2 | --qpu and --solver are both given | settings in --solver",
                "--solver constrained,reads=3 | a constrained solver has no 'reads' | expected name",
                "--solver constrained,name=a --solver hybrid,name=a | two solvers are called a | such as name=A",
                "--solver hybrid,reads=3 | a hybrid solver has no 'reads' | expected name",
                "--solver hybrid,name=a/b | name is 'a/b' | letters",
                "--solver size=2 --solver size=2 | two solvers are called Emulated_pegasus2 | such as name=A",
                "--solver hybrid --solver hybrid | two solvers are called hybrid_binary | such as name=A",
                "--solver chip=ring | --solver chip=ring: qpu.chip is 'ring' | pegasus",
                "--solver x | --solver is 'x' | expected NAME=VALUE",
                "--delay -1 | --delay is '-1' | from 0 to 3600",
                "--failures 1 | --failures is '1' | from 0 to below 1",
                "--seed x | --seed is 'x' | a whole number",
                "--threads 0 | --threads is '0' | from 1 to"
            })
    void badOptionsAreNamed(String options, String found, String expected) {
        String line = "qpu emulate " + options;
        Cli.Result result = Cli.run(List.of(line.split(" ")).toArray(String[]::new));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains(found).contains(expected);
        assertThat(result.out()).isEmpty();
    }
}
