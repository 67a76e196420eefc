// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, options and budgets by themselves. */
class ConfigurationTest {
    private static final Environment EMPTY =
            new Environment(Map.of("WHERE", "/etc"), "Linux", Path.of("/home/u"), Path.of("/work"));

    private static ClientSettings settings(String... more) {
        Map<String, String> given = new HashMap<>(Map.of("token", "T-1234567890", "config_file", "false"));
        for (int k = 0; k < more.length; k += 2) {
            given.put(more[k], more[k + 1]);
        }
        return ClientSettings.of(DwaveConfig.load(given, EMPTY), EMPTY);
    }

    @Test
    void filesAreReadAsPythonReadsThem() {
        IniFile ini = new IniFile();
        ini.read("one", """
                # a comment
                [defaults]
                Base: https://host%%20x/

                [first]
                endpoint = %(base)ssapi = 1
                ; another
                headers = A: 1
                  B: 2

                  C: 3
                empty =
                """);
        assertThat(ini.names()).containsExactly("first");
        assertThat(ini.section("first"))
                .containsEntry("endpoint", "https://host%20x/sapi = 1")
                .containsEntry("headers", "A: 1\nB: 2\n\nC: 3")
                .containsEntry("empty", "")
                .hasSize(4);
        assertThat(ini.section("second")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token = 1 | f:1: text before the first [section]",
                "[a];token | f:2: no key and value",
                "[a];x=1;X=2 | f:3: key x is twice in section [a]",
                "[a];[b];[a] | f:3: section [a] is there twice",
                "[a];x=%(y)s | refers to a key that is not there",
                "[a];x=5% | a single '%'",
                "[a];x=%(x)s | references nest deeper than 10"
            })
    void faultsOfFilesAreNamed(String lines, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> {
                    IniFile ini = new IniFile();
                    ini.read("f", lines.replace(';', '\n'));
                    ini.section("a");
                })
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoint | ftp://x | endpoint is 'ftp://x'; expected an address",
                "poll_wait_time | 31 | poll_wait_time is 31.0; expected whole seconds, 0 to 30",
                "poll_strategy | often | expected long-polling or backoff",
                "request_timeout | soon | request_timeout is 'soon'",
                "http_retry_total | 1.5 | expected a whole number",
                "compress_qpu_problem_data | maybe | expected true, on, 1, false, off or 0",
                "client | quantum | expected base, qpu, hybrid or sw",
                "client_cert_key | x.pem | client_cert is not set; expected both",
                "permissive_ssl | perhaps | expected true, on, 1, false, off or 0",
                "headers | secret-value | headers has a line without a name",
                "headers | Content-Length: secret-value | headers has Content-Length",
                "proxy | socks://u:secret-value@h:1 | SOCKS, and proxies that are spoken to in TLS, are not known here",
                "proxy | http://u:secret-value%@h:1 | proxy is no address",
                "token | secret-value é | characters other than ASCII",
                "solver | name;x | expected a name, NAME;graph_id=ID or a JSON object",
            })
    void optionsOfAnotherKindAreNamedAndSecretsAreNot(String option, String value, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> settings(option, value))
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-value"));
    }

    /** As Python's configparser hands out the defaults. */
    @Test
    void defaultsAloneAreTakenAsTheyAre() {
        IniFile ini = new IniFile();
        ini.read("f", "[defaults]\ntoken = 100%\nproxy = a%%b%(c)s\n");
        assertThat(ini.section(IniFile.DEFAULTS)).containsEntry("token", "100%").containsEntry("proxy", "a%%b%(c)s");
    }

    @Test
    void theVariableHomeIsTheUsersFolder() {
        Environment mine = Environment.of(Map.of("HOME", "/home/me"), "Linux", "/account");
        assertThat(mine.home()).isEqualTo(Path.of("/home/me"));
        assertThat(mine.expanded("~/x.conf")).isEqualTo(Path.of("/home/me/x.conf"));
        assertThat(mine.configFiles()).contains(Path.of("/home/me/.config/dwave/dwave.conf"));
        assertThat(Environment.of(Map.of(), "Linux", "/account").home()).isEqualTo(Path.of("/account"));
        assertThat(Environment.of(Map.of("HOME", "/c/Users/me"), "Windows 11", "/account")
                        .home())
                .isEqualTo(Path.of("/account"));
    }

    @Test
    void optionsBecomeValues() {
        ClientSettings usual = settings();
        assertThat(usual.address().endpoint()).hasToString("https://cloud.dwavesys.com/sapi/");
        assertThat(usual.requestTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(usual.polling()).isEqualTo(new Polling.Long(Duration.ofSeconds(30), Duration.ZERO));
        assertThat(usual.retries()).isEqualTo(new HttpRetries(10, Duration.ofMillis(10), Duration.ofSeconds(60)));
        assertThat(usual.lookup()).isEqualTo(Duration.ofSeconds(60));
        assertThat(usual.cache()).isEqualTo(Path.of("/home/u/.cache/spinglass/dwave"));
        ClientSettings other = settings(
                "request_timeout",
                "(5, 7.5)",
                "cache_home",
                "$WHERE/x",
                "poll_strategy",
                "backoff",
                "leap_api_endpoint",
                "https://leap.test/leap/api/");
        assertThat(other.address().endpoint()).hasToString("https://leap.test/sapi/");
        assertThat(other.requestTimeout()).isEqualTo(Duration.ofMillis(7500));
        assertThat(other.cache()).isEqualTo(Path.of("/etc/x"));
        assertThat(other.polling().pause(0)).isEqualTo(Duration.ofMillis(50));
        assertThat(other.polling().pause(1)).isEqualTo(Duration.ofMillis(65));
        assertThat(other.polling().pause(99)).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings("cache_home", "off").cache()).isNull();
        assertThat(settings("region", "eu-central-1").address().endpoint()).isNull();
    }

    @Test
    void retriesComeAtOnceAndThenEverLater() {
        HttpRetries retries = new HttpRetries(9, Duration.ofMillis(10), Duration.ofMillis(50));
        assertThat(retries.pause(0)).isEqualTo(Duration.ZERO);
        assertThat(retries.pause(1)).isEqualTo(Duration.ofMillis(10));
        assertThat(retries.pause(3)).isEqualTo(Duration.ofMillis(40));
        assertThat(retries.pause(4)).isEqualTo(Duration.ofMillis(50));
        assertThat(retries.pause(1, Optional.of(Duration.ofMillis(30)))).isEqualTo(Duration.ofMillis(30));
        assertThat(retries.pause(3, Optional.of(Duration.ZERO))).isEqualTo(Duration.ofMillis(40));
        assertThat(retries.pause(0, Optional.of(Duration.ofDays(1)))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void whatIsDeprecatedIsToldOnce() {
        Deprecations deprecations = new Deprecations();
        String header = "legacy;context=parameter;message=\"beta goes away\";sunset=@1800000000";
        assertThat(deprecations.report(header)).isTrue();
        assertThat(deprecations.report(header)).isFalse();
        assertThat(deprecations.report("other")).isTrue();
    }

    @Test
    void threadsTogetherDoNotExceedABudget() throws InterruptedException {
        Budget budget = Budget.of(Duration.ofMillis(1));
        AtomicInteger granted = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int k = 0; k < 200; k++) {
                threads.execute(() -> {
                    try {
                        budget.reserve(100, 1);
                        granted.incrementAndGet();
                    } catch (BudgetExceededException _) { // as it should be
                    }
                });
            }
        }
        assertThat(granted.get()).isEqualTo(10);
        budget.settle(100, 30);
        assertThat(budget.charged()).isEqualTo(30);
        assertThat(budget.remaining()).isEqualTo(70);
        assertThat(budget).hasToString("0.000030 s of 0.001000 s of access time charged");
        assertThatExceptionOfType(BudgetExceededException.class)
                .isThrownBy(() -> budget.reserve(71, 2))
                .withMessage(
                        "2 problems would take about 0.000071 s of access time, but of the budget of 0.001000 s only"
                                + " 0.000070 s are left (0.000030 s charged, 0.000900 s under way); nothing was submitted");
    }
}
