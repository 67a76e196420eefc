// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of a client as values. Prints neither the token nor headers nor the proxy, which may hold a password.
 *
 * @param token of the user
 * @param address where the service's address comes from
 * @param category {@code base} for all solvers, {@code qpu}, {@code hybrid}, {@code sw}
 * @param solver which is wanted
 * @param choosesSolver whether the user said which solver is wanted
 * @param requestTimeout of a connection and of an answer
 * @param pollingTimeout after which a problem is given up; null for never
 * @param polling how often to ask for problems
 * @param retries of requests that may be repeated
 * @param lookup how long problems that may have been taken are looked for
 * @param compresses whether problems are sent compressed
 * @param keepsConnections whether a connection serves several requests
 * @param headers more of them for every request
 * @param proxy through which to go; null for none
 * @param tls how client and service show who they are
 * @param cache where answers that stay valid are kept; null for nowhere
 */
record ClientSettings(
        ApiToken token,
        ServiceAddress address,
        String category,
        SolverFilter solver,
        boolean choosesSolver,
        Duration requestTimeout,
        @Nullable Duration pollingTimeout,
        Polling polling,
        HttpRetries retries,
        Duration lookup,
        boolean compresses,
        boolean keepsConnections,
        Map<String, String> headers,
        @Nullable ProxySettings proxy,
        TlsSettings tls,
        @Nullable Path cache) {

    /** What services and those before them give a request at most, as a rule. */
    private static final double LOOKUP_SECONDS = 60;

    ClientSettings {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * Reads options.
     *
     * @throws ConfigException when there is no token, or naming an option with a value of another kind
     */
    static ClientSettings of(DwaveConfig config, Environment environment) {
        ConfigValues values = new ConfigValues(config);
        String token = config.option("token")
                .orElseThrow(() -> new ConfigException("API token not defined; expected it in the environment variable"
                        + " DWAVE_API_TOKEN, in a configuration file (dwave.conf) or as an option"));
        String category = values.text("client", "base");
        if (!category.matches("base|qpu|hybrid|sw")) {
            throw ConfigValues.unexpected("client", category, "base, qpu, hybrid or sw");
        }
        String solver = values.text("solver", "");
        String proxy = values.text("proxy", "");
        return new ClientSettings(
                new ApiToken(token),
                ServiceAddress.of(values),
                category,
                SolverFilter.parse(solver),
                !solver.isBlank(),
                timeout(values),
                config.option("polling_timeout").isEmpty() ? null : values.seconds("polling_timeout", 0),
                polling(values),
                new HttpRetries(
                        values.wholeNumber("http_retry_total", 10),
                        values.seconds("http_retry_backoff_factor", 0.01),
                        values.seconds("http_retry_backoff_max", 60)),
                values.seconds("submission_lookup_timeout", LOOKUP_SECONDS),
                values.is("compress_qpu_problem_data", true),
                !values.is("connection_close", false),
                values.headers(),
                proxy.isEmpty() ? null : ProxySettings.parse(proxy),
                TlsSettings.of(values, environment),
                cache(values, environment));
    }

    /** One number, or those of connecting and of reading, of which the greater counts. */
    private static Duration timeout(ConfigValues values) {
        String text = values.text("request_timeout", "60").replaceAll("[\\[\\]()\\s]", "");
        double seconds = 0;
        for (String part : text.split(",")) {
            try {
                seconds = Math.max(seconds, Double.parseDouble(part));
            } catch (NumberFormatException e) {
                throw new ConfigException("request_timeout is '" + text + "'; expected seconds above 0", e);
            }
        }
        if (!(seconds > 0 && seconds < 1e6)) {
            throw ConfigValues.unexpected("request_timeout", text, "seconds above 0");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static Polling polling(ConfigValues values) {
        String strategy = values.text("poll_strategy", "long-polling");
        return switch (strategy) {
            case "long-polling" ->
                new Polling.Long(values.seconds("poll_wait_time", 30), values.seconds("poll_pause", 0));
            case "backoff" ->
                new Polling.BackOff(
                        values.seconds("poll_backoff_min", 0.05),
                        values.seconds("poll_backoff_max", 60),
                        values.number("poll_backoff_base", 1.3));
            default -> throw ConfigValues.unexpected("poll_strategy", strategy, "long-polling or backoff");
        };
    }

    private static @Nullable Path cache(ConfigValues values, Environment environment) {
        String home = values.text("cache_home", "default");
        if (home.equals("off") || home.equals("disabled") || !values.is("cache_enabled", true)) {
            return null;
        }
        return home.equals("default") ? environment.cacheFolder() : environment.expanded(home);
    }

    @Override
    public String toString() {
        return "ClientSettings[address=" + address + ", category=" + category + ", solver=" + solver + "]";
    }
}
