// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

/**
 * Settings of sampler {@code dwave}.
 *
 * @param anneals how models are brought to a processor
 * @param service which one, and how it is reached
 */
record DwaveSettings(AnnealerSettings anneals, ServiceSettings service) {
    /** The defaults. */
    static final DwaveSettings STANDARD = new DwaveSettings(AnnealerSettings.STANDARD, ServiceSettings.STANDARD);
}
