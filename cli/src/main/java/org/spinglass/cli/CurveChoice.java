// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.reproduce.Curve;
import org.spinglass.lab.run.TrainerRequest;

/**
 * Which curves were asked for.
 *
 * @param methods of training; null for any
 * @param samplers that anneal; null where none was named
 */
record CurveChoice(@Nullable List<String> methods, @Nullable List<String> samplers) {

    /** The choice of {@code --methods} and {@code --samplers}, names with commas between; null for what was not given. */
    static CurveChoice of(@Nullable String methods, @Nullable String samplers) {
        return new CurveChoice(
                names("--methods", methods, TrainerRequest.METHODS),
                names("--samplers", samplers, TrainerRequest.samplers()));
    }

    private static @Nullable List<String> names(String option, @Nullable String written, List<String> known) {
        if (written == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (String name : written.split(",", -1)) {
            names.add(OptionValues.oneOf(option, name.strip(), known, List.of()));
        }
        return List.copyOf(names);
    }

    /** Whether a curve is of these methods and samplers; a curve that does not anneal has no sampler. */
    boolean matches(Curve curve) {
        return (methods == null || methods.contains(curve.method()))
                && (samplers == null || samplers.contains(String.valueOf(curve.sampler())));
    }

    /** Whether a curve of the program's own panels is to be run: those that take long where their sampler was named. */
    boolean hasOwn(Curve curve) {
        return matches(curve) && (samplers != null || !curve.isOnRequest());
    }

    /** What was asked for, behind "a curve". */
    String words() {
        String by = methods == null ? "" : " by " + String.join(" or ", methods);
        return by + (samplers == null ? "" : " with sampler " + String.join(" or ", samplers));
    }

    /** What there is among some curves, in the terms of this choice. */
    String whatThereIs(Collection<Curve> curves) {
        return curves.stream()
                .map(curve -> samplers == null || curve.sampler() == null
                        ? curve.method()
                        : curve.method() + " with " + curve.sampler())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
