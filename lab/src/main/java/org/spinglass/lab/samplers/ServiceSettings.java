// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.Setting;

/**
 * What D-Wave's client is told; null is what was not given, which the client's configuration decides.
 *
 * @param solver a solver's name or features
 * @param region such as {@code na-west-1}
 * @param endpoint URL of the interface
 * @param profile of the configuration file
 * @param config configuration file
 * @param label how problems are labelled at the service
 */
record ServiceSettings(
        @Setting(meaning = "a solver's name or features", standard = ServiceSettings.CONFIGURED) @Nullable
        String solver,

        @Setting(meaning = "region, such as na-west-1", standard = ServiceSettings.CONFIGURED) @Nullable
        String region,

        @Setting(meaning = "URL of the interface", standard = ServiceSettings.CONFIGURED) @Nullable
        String endpoint,

        @Setting(meaning = "profile of the configuration file", standard = ServiceSettings.CONFIGURED) @Nullable
        String profile,

        @Setting(meaning = "configuration file", standard = ServiceSettings.CONFIGURED) @Nullable
        Path config,

        @Setting(meaning = "how problems are labelled at the service", standard = ServiceSettings.LABEL) @Nullable
        String label) {
    static final String LABEL = "spinglass";
    static final String CONFIGURED = "as configured";

    /** The defaults. */
    static final ServiceSettings STANDARD = new ServiceSettings(null, null, null, null, null, null);

    /** What was given, by D-Wave's own names. */
    Map<String, String> forClient() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "solver", solver);
        put(given, "region", region);
        put(given, "endpoint", endpoint);
        put(given, "profile", profile);
        put(given, "config_file", config);
        return given;
    }

    /** What was given, for the record. */
    Map<String, Object> described() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "solver", solver);
        put(given, "region", region);
        put(given, "endpoint", endpoint);
        put(given, "profile", profile);
        put(given, "config", config);
        put(given, "label", label);
        return new LinkedHashMap<>(given);
    }

    private static void put(Map<String, String> all, String name, @Nullable Object value) {
        if (value != null) {
            all.put(name, value.toString());
        }
    }
}
