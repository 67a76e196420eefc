// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

/** From where a sampler starts when a trainer wants to start at the present weights. */
public enum Start {
    /** From the present weights. */
    WEIGHTS,
    /** From spins, which are set to the present weights. */
    SPINS,
    /** From a state of its own, or from none. */
    OWN
}
