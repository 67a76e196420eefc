// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.util.Locale;

/** What the numbers of a problem mean. */
enum ProblemType {
    /** Fields and couplings of spins of -1 and +1. */
    ISING,
    /** Coefficients of variables of 0 and 1. */
    QUBO;

    /** Its name in messages. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of a name.
     *
     * @throws IllegalArgumentException when it is neither ising nor qubo
     */
    public static ProblemType of(String wireName) {
        for (ProblemType type : values()) {
            if (type.wireName().equals(wireName)) {
                return type;
            }
        }
        throw new IllegalArgumentException("problem type " + wireName + "; expected ising or qubo");
    }
}
