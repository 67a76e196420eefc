// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.Setting;

/**
 * Settings of sampler {@code dwave-hybrid}.
 *
 * @param timeLimit of the search; null for the least that the solver has for so many variables
 * @param service which solver, and how it is reached
 */
record HybridSettings(
        @Setting(
                meaning = "time of the search, the same as --time-limit",
                expected = HybridSettings.TIMES,
                standard = "the solver's least for so many variables")
        @Nullable
        Duration timeLimit,

        ServiceSettings service) {
    static final String TIMES = "a time such as 5s or 2min";

    /** The defaults. */
    static final HybridSettings STANDARD = new HybridSettings(null, ServiceSettings.STANDARD);
}
