// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.Expected;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.SettingDescription;

/**
 * What was asked of a trainer, as written; {@link #plan} binds it, once a run.
 *
 * @param method one of {@link #METHODS}
 * @param network name of the network, which the paper's settings depend on
 * @param samples number of training samples, which our settings depend on
 * @param sampler one of {@link #samplers()}; null for a method that does not anneal
 * @param move one of {@link #moves()}; null for a method that does not anneal, and for samplers that have none
 * @param bits bits of a weight's change, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}; null for the method's own, and
 *     for one that does not anneal
 * @param settings that differ from the defaults, by their names, as texts
 */
public record TrainerRequest(
        String method,
        String network,
        int samples,
        @Nullable String sampler,
        @Nullable String move,
        @Nullable Integer bits,
        Map<String, String> settings) {
    /** The ways of training that this version has, the default first. */
    public static final List<String> METHODS = List.of("response", "pseudoinverse", "difference", "backprop");

    private static final List<String> ANNEALING = METHODS.subList(0, 3);

    /**
     * Checks what can be checked without the trainer.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public TrainerRequest {
        Expected.oneOf("method", method, METHODS);
        if (isAnnealing(method)) {
            Expected.oneOf("sampler", Objects.requireNonNullElse(sampler, "null"), samplers());
            if (hasMoves(method, sampler)) {
                Expected.oneOf("move", Objects.requireNonNullElse(move, "null"), moves());
            } else if (move != null) {
                throw new IllegalArgumentException(
                        "move is '%s'; expected none with sampler %s, which has no moves to choose"
                                .formatted(move, sampler));
            }
            Expected.range("bits", Objects.requireNonNullElse(bits, 1), 1, EncodedQuadratic.MAXIMUM_BITS);
        } else if (sampler != null || move != null || bits != null) {
            throw new IllegalArgumentException(
                    "sampler, move and bits are for methods that anneal; expected none with " + method);
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        for (String own : List.of("move", "bits", "sampler")) {
            if (settings.containsKey(own)) {
                throw new IllegalArgumentException("setting '" + own + "' has an option of its own, --" + own);
            }
        }
    }

    /** The samplers that this version trains with, the default first. */
    public static List<String> samplers() {
        return SamplerKind.names(SamplerKind.training());
    }

    /** The names of {@link SimulatedAnnealing.Move}, the default first. */
    public static List<String> moves() {
        return SettingDescription.namesOf(SimulatedAnnealing.Move.class);
    }

    /** Whether a method anneals, and so has a sampler, moves and bits. */
    public static boolean isAnnealing(String method) {
        return ANNEALING.contains(method);
    }

    /** Whether a method's sampler has moves to choose from: simulated annealing, which is the default, has. */
    public static boolean hasMoves(String method, @Nullable String sampler) {
        return isAnnealing(method)
                && (sampler == null || SamplerKind.ofTraining(sampler).hasMoves());
    }

    /**
     * The trainer with its settings bound, checked, and not open.
     *
     * @param spec the architecture that {@code network} stands for, whose depth our settings depend on
     * @throws org.spinglass.training.TrainingException when the method's part is not installed
     * @throws org.spinglass.lab.settings.SettingException when a setting does not exist, does not fit, or would have no
     *     effect
     */
    public TrainerPlan plan(NetworkSpec spec) {
        return TrainerChoice.of(method, network, spec, samples, given());
    }

    /** The settings by their names, with those that have options of their own. */
    GivenSettings given() {
        GivenSettings given = GivenSettings.ofTexts(settings);
        if (move != null) {
            given = given.with("move", move);
        }
        if (bits != null) {
            given = given.with("bits", bits);
        }
        if (sampler != null) {
            given = given.with("sampler", sampler);
        }
        return given;
    }
}
