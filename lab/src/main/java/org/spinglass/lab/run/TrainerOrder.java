// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.network.layer.NetworkSpec;

/**
 * A trainer that another process is to make: what {@link TrainerChoice#of} takes.
 *
 * @param method of training
 * @param network name of the network
 * @param samples number of training samples
 * @param settings that differ from the defaults, by their names: texts, numbers, truth values, or lists of such
 */
public record TrainerOrder(String method, String network, int samples, Map<String, Object> settings) {
    /** Copies the settings. */
    public TrainerOrder {
        settings = new LinkedHashMap<>(settings);
    }

    /** What a curve or a command line asked for. */
    public static TrainerOrder of(String method, String network, int samples, GivenSettings given) {
        Map<String, Object> settings = new LinkedHashMap<>();
        given.settings().forEach((name, one) -> settings.put(name, sent(one.value())));
        return new TrainerOrder(method, network, samples, settings);
    }

    /** Numbers as texts, which are bound to the same settings. */
    private static Object sent(Object value) {
        return switch (value) {
            case Boolean is -> is;
            case List<?> list -> {
                List<Object> texts = new ArrayList<>();
                list.forEach(one -> texts.add(sent(one)));
                yield texts;
            }
            default -> value.toString();
        };
    }

    /** The trainer for an architecture, with its settings bound. */
    TrainerPlan plan(NetworkSpec spec) {
        GivenSettings given = GivenSettings.NONE;
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            given = given.with(setting.getKey(), setting.getValue());
        }
        return TrainerChoice.of(method, network, spec, samples, given);
    }
}
