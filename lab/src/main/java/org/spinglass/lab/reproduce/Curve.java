// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.NumberReader;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One way of training in an experiment.
 *
 * @param name unique in the experiment; names the files of its runs: small letters, digits and hyphens
 * @param label for pictures and tables
 * @param method one of {@link TrainerRequest#METHODS}
 * @param network built in or of a file; null for the experiment's
 * @param slope of every LeakyReLU, 0 to 1; null for the experiment's
 * @param settings of the trainer that differ from the defaults
 * @param published what the paper says of it; null for nothing
 * @param isSlow whether a run takes minutes, so that of the program's own panels it is run where its sampler is asked for
 */
public record Curve(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String label,
        @JsonProperty(required = true) String method,
        @Nullable ExperimentNetwork network,

        @JsonDeserialize(using = NumberReader.class) @Nullable
        Double slope,

        @Nullable GivenSettings settings,
        @Nullable Published published,
        @JsonProperty("slow") boolean isSlow) {
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
        if (!TrainerRequest.METHODS.contains(method)) {
            throw new IllegalArgumentException(
                    "method is '" + method + "'; expected " + String.join(" or ", TrainerRequest.METHODS));
        }
        ExperimentFile.requireSlope(slope);
    }

    /** The name of what anneals, one of {@link TrainerRequest#samplers()}; null for a method that does not anneal. */
    public @Nullable String sampler() {
        if (!TrainerRequest.isAnnealing(method)) {
            return null;
        }
        Object given = changes().value("sampler");
        return given == null ? TrainerRequest.samplers().getFirst() : given.toString();
    }

    /** Whether it is to be run only where its sampler is asked for, among the program's own panels. */
    public boolean isOnRequest() {
        return isSlow || SamplerKind.names(SamplerKind.quantum()).contains(sampler());
    }

    /** The changed settings; none when nothing is changed. */
    public GivenSettings changes() {
        return settings == null ? GivenSettings.NONE : settings;
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
