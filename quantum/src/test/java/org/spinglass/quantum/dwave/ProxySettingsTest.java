// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinglass.quantum.Processor;

/** A service behind a proxy, with and without TLS, with and without a login. */
class ProxySettingsTest extends ServiceFixture {
    private static final String LOGIN = "Basic bWU6cEBzcw=="; // me:p@ss

    /** A process of its own: opens a processor and prints its name. */
    static final class Client {
        private Client() {}

        public static void main(String[] given) {
            Path here = Path.of(".");
            Map<String, String> options = Map.of(
                    "config_file",
                    "false",
                    "cache_enabled",
                    "false",
                    "permissive_ssl",
                    "on",
                    "token",
                    FaultyService.TOKEN,
                    "endpoint",
                    given[0],
                    "proxy",
                    given[1]);
            Environment environment = new Environment(Map.of(), "Linux", here, here);
            try (Processor processor = DwaveProcessors.open(options, environment, null)) {
                System.out.println(processor.properties().name());
            }
        }
    }

    @Test
    void requestsGoThroughTheProxyWithItsLogin() throws Exception {
        try (RecordingProxy proxy = new RecordingProxy(LOGIN);
                Processor processor = open("proxy", proxy.address("me:p%40ss@"))) {
            assertRight(processor.anneal(job(4)), 4);
            assertThat(proxy.heads()).hasSameSizeAs(service.requests());
        }
        assertThat(service.headers()).contains("X-auth-token").doesNotContain("Proxy-authorization");
    }

    @Test
    void aProxyThatWantsAnotherLoginIsNamed() throws Exception {
        try (RecordingProxy proxy = new RecordingProxy(LOGIN)) {
            for (String user : List.of("", "me:wrong-pass@")) {
                assertThatExceptionOfType(SapiException.class)
                        .isThrownBy(() -> open("proxy", proxy.address(user)))
                        .withMessageContaining("the proxy wants a login; expected proxy=http://name:password@host:port")
                        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong-pass"));
            }
        }
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void theProxySeesNothingOfWhatGoesThroughATunnel() throws Exception {
        restart(KeyFiles.server(KeyFiles.pair(temp, "elsewhere", "EC"), null));
        try (RecordingProxy proxy = new RecordingProxy(null);
                Processor processor = open("permissive_ssl", "on", "proxy", proxy.address(""))) {
            assertRight(processor.anneal(job(4)), 4);
            assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT 127.0.0.1:"));
            assertThat(String.join("", proxy.heads())).doesNotContain(FaultyService.TOKEN);
        }
    }

    /** In a process of its own, as the JDK reads once whether logins of tunnels are allowed. */
    @Test
    void aTunnelIsOpenedWithTheLoginWhichTheServiceDoesNotSee() throws Exception {
        restart(KeyFiles.server(KeyFiles.pair(temp, "elsewhere", "EC"), null));
        try (RecordingProxy proxy = new RecordingProxy(LOGIN)) {
            Process client = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Client.class.getName(),
                            service.address(),
                            proxy.address("me:p%40ss@"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String name = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(client.waitFor()).isZero();
            assertThat(name.strip()).isEqualTo("Emulated_chimera1");
            assertThat(proxy.heads()).allMatch(head -> head.startsWith("CONNECT "));
        }
        assertThat(service.headers()).doesNotContain("Proxy-authorization");
    }
}
