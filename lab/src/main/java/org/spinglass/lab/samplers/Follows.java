// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

/** What of a schedule a sampler follows. */
public enum Follows {
    /** The inverse temperature of every sweep. */
    TEMPERATURES,
    /** The number of sweeps; it takes its temperatures from the scale of each model. */
    OWN_SCALE,
    /** The number of sweeps, or of what it has in their place; it has no temperature. */
    SWEEPS,
    /** Nothing. */
    NOTHING
}
