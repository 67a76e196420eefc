// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

/**
 * Settings of sampler {@code dwave}.
 *
 * @param anneals how models are brought to a processor
 * @param controls of every anneal
 * @param service which one, and how it is reached
 */
record DwaveSettings(AnnealerSettings anneals, ControlSettings controls, ServiceSettings service) {
    /** The defaults. */
    static final DwaveSettings STANDARD =
            new DwaveSettings(AnnealerSettings.STANDARD, ControlSettings.STANDARD, ServiceSettings.STANDARD);

    /** Checks what goes together; {@link IllegalArgumentException} names setting, value and what was expected. */
    DwaveSettings {
        controls.requireBeside(anneals, anneals.time().isPresent());
    }
}
