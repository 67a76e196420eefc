// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.spinglass.quantum.internal.sapi.MediaType;

/** Requests that cannot be served, failures that are asked for, and addresses. */
@Timeout(30)
class EmulatorServerTest extends ServerFixture {
    @Test
    void requestsThatCannotBeServedAreRefused() throws IOException {
        String target = "problems/";
        MediaType type = MediaType.PROBLEMS;
        assertThat(get(target, type, "X-Auth-Token", "").status()).isEqualTo(401);
        assertThat(get(target, type, "X-Auth-Token", "other").status()).isEqualTo(401);
        assertThat(get(target, MediaType.PROBLEM).status()).isEqualTo(415);
        assertThat(get(target, type, "Accept", type.plain() + "; version=2.0.0").status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "[]").status()).isEqualTo(400);
        assertThat(send("POST", target, type, "[1]", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "br").status())
                .isEqualTo(415);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "gzip").status())
                .isEqualTo(400);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "zstd").status())
                .isEqualTo(400);
        assertThat(send("POST", target, type, "[1]", "Content-Encoding", "deflate")
                        .status())
                .isEqualTo(400);
        assertThat(send("PUT", target, type, "[1]").status()).isEqualTo(404);
        assertThat(send("POST", "solvers/remote/", MediaType.SOLVERS, "[1]").status())
                .isEqualTo(405);
        assertThat(get(target + "?id=x&timeout=31", type).status()).isEqualTo(400);
        assertThat(get(target + "?max_results=0", type).status()).isEqualTo(400);
        assertThat(get("problems/x", MediaType.PROBLEM).status()).isEqualTo(404);
        assertThat(get("problems/x/answer", MediaType.ANSWER).status()).isEqualTo(404);
        assertThat(get("bqm/multipart", type).status()).isEqualTo(404);
        assertThat(send("DELETE", target, type, "[]").status()).isEqualTo(400);
        assertThat(get(target + "?id=x", type).json().isEmpty()).isTrue();
        assertThat(server.submissions()).isZero();
    }

    @Test
    void fiveHundredConnectionsThatSayNothingKeepNobodyWaiting() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(
                        server.endpoint().getHost(), server.endpoint().getPort());
                idle.add(socket);
                if (i % 2 == 0) { // the others do not even begin
                    socket.getOutputStream().write("GET /sapi/v2/problems/ HTTP/1.1\r\nHos".getBytes(US_ASCII));
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(get("problems/?id=x", MediaType.PROBLEMS).status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        assertThat(get("problems/?id=x", MediaType.PROBLEMS).status()).isEqualTo(200);
    }

    @Test
    void failuresComeAsPlanned() throws IOException {
        restart(
                exact,
                ServerOptions.local("secret")
                        .withFaults(FaultPlan.first(
                                "",
                                "",
                                Fault.status(503),
                                Fault.throttled(3),
                                Fault.cut(),
                                Fault.malformed(),
                                Fault.lost())));
        String body = jobs(job("x"));
        assertThat(send("POST", "problems/", MediaType.PROBLEMS, body).status()).isEqualTo(503);
        RawHttp.Response throttled = send("POST", "problems/", MediaType.PROBLEMS, body);
        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.header("Retry-After")).isEqualTo("3");
        assertThatThrownBy(() -> send("POST", "problems/", MediaType.PROBLEMS, body))
                .hasMessage("the connection ended");
        assertThat(server.submissions()).isZero();
        RawHttp.Response broken = send("POST", "problems/", MediaType.PROBLEMS, body);
        assertThat(broken.status()).isEqualTo(200);
        assertThatThrownBy(broken::json).isInstanceOf(tools.jackson.core.JacksonException.class);
        assertThat(server.submissions()).isEqualTo(1);
        assertThatThrownBy(() -> send("POST", "problems/", MediaType.PROBLEMS, body))
                .hasMessage("the connection ended");
        assertThat(server.submissions()).isEqualTo(2);
        assertThat(listed("label=x")).hasSize(2);
        assertThat(server.requests()).isEqualTo(6);
    }

    @Test
    void aPortInUseAndEqualNamesAreRefused() {
        int port = server.endpoint().getPort();
        assertThatThrownBy(() -> EmulatorServer.start(
                        List.of(exact), ServerOptions.local("secret").withAddress("127.0.0.1", port)))
                .isInstanceOf(java.net.BindException.class);
        assertThatThrownBy(() -> EmulatorServer.start(List.of(exact, exact), ServerOptions.local("secret")))
                .hasMessageContaining("two solvers are called Emulated_chimera1");
        assertThatThrownBy(() -> ServerOptions.local(" ")).hasMessageContaining("token is empty");
    }
}
