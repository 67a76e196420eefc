package org.spinglass.lab;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One way of training in an experiment.
 *
 * @param name unique in the experiment; names the files of its runs: small letters, digits and hyphens
 * @param label for pictures and tables
 * @param method one of {@link RunConfiguration#METHODS}
 * @param network name of a built-in network; null for the experiment's
 * @param settings of the trainer that differ from the defaults
 * @param published what the paper says of it; null for nothing
 */
public record Curve(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String label,
        @JsonProperty(required = true) String method,
        @Nullable String network,
        @Nullable CurveSettings settings,
        @Nullable Published published) {
    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public Curve {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; expected small letters, digits and hyphens, as it names files");
        }
        if (label.isBlank()) {
            throw new IllegalArgumentException("label is empty; expected words for the picture");
        }
        if (!RunConfiguration.METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "method is '" + method + "'; expected " + String.join(" or ", RunConfiguration.METHODS));
        }
    }

    /** The changed settings; none when nothing is changed. */
    public CurveSettings changes() {
        return settings == null ? CurveSettings.NONE : settings;
    }

    /**
     * A result that is shown and not run.
     *
     * @param label for pictures and tables
     * @param published the numbers
     */
    public record Reference(
            @JsonProperty(required = true) String label,
            @JsonProperty(required = true) Published published) {}
}
