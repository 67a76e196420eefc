// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.settings.Expected;
import org.spinglass.lab.settings.NumberReader;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An experiment as its YAML file has it.
 *
 * @param figure short name, such as {@code 6a}; names a folder
 * @param title a line for people
 * @param network built in or of a file
 * @param crop of every spectral pool, one of {@link RunConfiguration#crops()}; null for what the network says, which is
 *     centred where it says nothing
 * @param slope of every LeakyReLU, 0 to 1; null for what the network says
 * @param data one of {@link DataStore#names()}
 * @param dataDir local copies of the data; null for the shipped or downloaded ones
 * @param samples number of training samples, at least 1
 * @param validation held-out images that accuracy is taken on
 * @param epochs passes over the samples, at least 1
 * @param runs seeds of each curve where the user names no number, at least 1
 * @param curves at least one
 * @param references published results that are shown beside and not run
 */
record ExperimentFile(
        @JsonProperty(required = true) String figure,
        @JsonProperty(required = true) String title,
        @JsonProperty(required = true) ExperimentNetwork network,
        @Nullable String crop,

        @JsonDeserialize(using = NumberReader.class) @Nullable
        Double slope,

        @JsonProperty(required = true) String data,
        @JsonProperty("data-dir") @Nullable DataFolder dataDir,
        @JsonProperty(required = true) int samples,
        @JsonProperty(required = true) HeldOut validation,
        @JsonProperty(required = true) int epochs,
        @JsonProperty(required = true) int runs,
        @JsonProperty(required = true) List<Curve> curves,
        @Nullable List<Curve.Reference> references) {
    /**
     * Checks names and ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    ExperimentFile {
        if (!figure.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "figure is '" + figure + "'; expected small letters, digits and hyphens, as it names a folder");
        }
        if (crop != null) {
            Expected.oneOf("crop", crop, RunConfiguration.crops());
        }
        Expected.oneOf("data", data, DataStore.names());
        Expected.range("samples", samples, 1, Integer.MAX_VALUE);
        Expected.range("epochs", epochs, 1, Integer.MAX_VALUE);
        Expected.range("runs", runs, 1, Integer.MAX_VALUE);
        requireSlope(slope);
        curves = List.copyOf(curves);
        references = references == null ? List.of() : List.copyOf(references);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("curves is empty; expected at least one");
        }
        Set<String> names = new HashSet<>();
        boolean hasSlope = false;
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            if (!names.add(curve.name())) {
                throw new IllegalArgumentException("curves: the name '" + curve.name() + "' appears twice");
            }
            ExperimentNetwork own = curve.network() == null ? network : curve.network();
            hasSlope |= own.spec().hasSlope();
            if (curve.slope() != null && !own.spec().hasSlope()) {
                throw new IllegalArgumentException("curves[%s].slope is %s; network %s has no leaky-relu to have it"
                        .formatted(i, curve.slope(), own.name()));
            }
        }
        if (slope != null && !hasSlope) {
            throw new IllegalArgumentException(
                    "slope is %s; network %s has no leaky-relu to have it".formatted(slope, network.name()));
        }
    }

    static void requireSlope(@Nullable Double slope) {
        if (slope != null && !(slope >= 0 && slope <= 1)) {
            throw new IllegalArgumentException("slope is " + slope + "; expected a number from 0 to 1");
        }
    }

    /** Published results that are shown beside and not run. */
    @Override
    public List<Curve.Reference> references() {
        return references == null ? List.of() : references;
    }
}
