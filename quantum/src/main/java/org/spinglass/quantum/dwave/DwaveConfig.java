// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of a client by the names that D-Wave's own client uses, from where its users keep them. What is given comes before
 * environment variables ({@code DWAVE_API_TOKEN}, ...), these before configuration files, values that are null or empty count
 * as not given; {@code region} and {@code endpoint} each push the other out of what comes after.
 *
 * <p>One option is this client's own: {@code submission_lookup_timeout}, the seconds (60) for which problems are looked for by
 * their labels when it is not known whether the service took them. They are never submitted again.
 *
 * <p>Immutable. Never prints its values, as they hold a token.
 */
public final class DwaveConfig {
    /** Names of options that are given, and not of a client. */
    private static final String FILE = "config_file";

    private static final String PROFILE = "profile";
    private static final String REGION = "region";
    private static final String ENDPOINT = "endpoint";

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("DWAVE_API_TOKEN", "token"),
            Map.entry("DWAVE_API_SOLVER", "solver"),
            Map.entry("DWAVE_API_ENDPOINT", ENDPOINT),
            Map.entry("DWAVE_API_REGION", REGION),
            Map.entry("DWAVE_API_PROXY", "proxy"),
            Map.entry("DWAVE_API_HEADERS", "headers"),
            Map.entry("DWAVE_API_CLIENT", "client"),
            Map.entry("DWAVE_LEAP_API_ENDPOINT", "leap_api_endpoint"),
            Map.entry("DWAVE_LEAP_CLIENT_ID", "leap_client_id"),
            Map.entry("DWAVE_METADATA_API_ENDPOINT", "metadata_api_endpoint"),
            Map.entry("DWAVE_CACHE_ENABLED", "cache_enabled"),
            Map.entry("DWAVE_CACHE_HOME", "cache_home"));

    private final Map<String, String> options;

    private DwaveConfig(Map<String, String> options) {
        this.options = Map.copyOf(options);
    }

    /** No options at all. */
    static DwaveConfig empty() {
        return new DwaveConfig(Map.of());
    }

    /**
     * Gathers the options.
     *
     * @param given options by name, besides {@code config_file} (a path; {@code false} for none, {@code true} for the usual
     *     places whatever {@code DWAVE_CONFIG_FILE} says) and {@code profile} (a section of the files)
     * @throws ConfigException when a file cannot be read or has no such section
     */
    public static DwaveConfig load(Map<String, ? extends @Nullable String> given, Environment environment) {
        Map<String, String> options = new LinkedHashMap<>();
        merge(options, fromFiles(given, environment));
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLES.forEach((variable, option) -> variables.put(option, environment.variable(variable, "")));
        merge(options, variables);
        Map<String, String> last = new LinkedHashMap<>();
        given.forEach((option, value) -> {
            if (value != null && !option.equals(FILE) && !option.equals(PROFILE)) {
                last.put(option, value);
            }
        });
        merge(options, last);
        return new DwaveConfig(options);
    }

    private static void merge(Map<String, String> options, Map<String, String> level) {
        Map<String, String> set = new LinkedHashMap<>(level);
        set.values().removeIf(String::isEmpty);
        if (set.containsKey(REGION) || set.containsKey(ENDPOINT)) {
            options.keySet().removeAll(Set.of(REGION, ENDPOINT));
        }
        options.putAll(set);
    }

    private static Map<String, String> fromFiles(
            Map<String, ? extends @Nullable String> given, Environment environment) {
        String asked = text(given.get(FILE), "");
        String file = asked.isEmpty() ? environment.variable("DWAVE_CONFIG_FILE", "") : asked;
        if (file.equals("false")) {
            return Map.of();
        }
        IniFile ini = new IniFile();
        boolean isSearch = file.isEmpty() || file.equals("true");
        for (Path path : isSearch ? environment.configFiles() : List.of(environment.expanded(file))) {
            if (!isSearch || Files.isRegularFile(path)) {
                ini.read(path.toString(), read(path));
            }
        }
        String profile = text(given.get(PROFILE), environment.variable("DWAVE_PROFILE", ""));
        return profile(ini, profile);
    }

    /** The section that is asked for, or that {@code profile} in the defaults names, or the first, or the defaults. */
    private static Map<String, String> profile(IniFile ini, String asked) {
        String name = asked;
        if (name.isEmpty()) {
            Map<String, String> defaults = ini.section(IniFile.DEFAULTS);
            name = defaults == null ? "" : defaults.getOrDefault(PROFILE, "");
        }
        if (name.isEmpty()) {
            name = ini.names().isEmpty() ? IniFile.DEFAULTS : ini.names().getFirst();
        }
        Map<String, String> section = ini.section(name);
        if (section == null) {
            throw new ConfigException("Config profile '" + name + "' not found; the configuration has "
                    + (ini.names().isEmpty() ? "no profiles" : String.join(", ", ini.names())));
        }
        return section;
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new ConfigException("configuration file " + path + " cannot be read; expected UTF-8 text", e);
        }
    }

    /** An option's value. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The names of the options that are set. */
    public Set<String> names() {
        return options.keySet();
    }

    @Override
    public String toString() {
        return "DwaveConfig" + names().stream().sorted().toList();
    }
}
