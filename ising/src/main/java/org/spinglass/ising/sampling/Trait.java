// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

/**
 * What those who call a {@link Sampler} again and again may take for granted of it, without knowing which one it is.
 */
public enum Trait {
    /** Many short calls cost no more than a long one: a call is not paid for, and is no search of its own. */
    DIVISIBLE,

    /** Its reads can be drawn in parts ({@link ReadPart}). */
    READS_IN_PARTS,

    /** Obeys the request's stop rule within a call; of others only the listener can end one. */
    OBEYS_STOP_RULES,

    /** Its reads learn from each other, so that they tell no time to solution. */
    READS_TOGETHER,

    /** One call is a search that grows inside for as long as it is given ({@link Sampler#withTime}). */
    GROWS,

    /** Measures the model's temperatures in every call, unless it is told a schedule ({@link Sampler#withSchedule}). */
    MEASURES_TEMPERATURES,

    /** Reads that begin at a given state ({@link InitialState.Given}) make something of it, and do not forget it. */
    BEGINS_AT_STATES,

    /** Its sweeps are vector code, which is slow until it is compiled. */
    VECTOR_SWEEPS
}
