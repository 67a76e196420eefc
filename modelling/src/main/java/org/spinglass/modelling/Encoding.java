// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

/** How the value of a variable of more than two values is written in bits. */
public enum Encoding {
    /** One bit a value where the variable is asked for its values, unary up to four values, else binary. */
    AUTOMATIC,
    /** Bits worth 1, 2, 4 and so on, the last as much as is left; log2 of the range of them, every state a value. */
    BINARY,
    /** Binary, but no bit is worth more than an eighth of the range, so that coefficients stay alike. */
    BOUNDED,
    /** Bits that are all worth 1; as many as the range, every state a value. */
    UNARY,
    /** One bit a value, of which one is 1; the others are penalised. The variable may be asked for its values. */
    ONE_HOT,
    /**
     * Ones, then zeros, with the value where they meet; one bit fewer than values, whose order is kept by penalties.
     */
    DOMAIN_WALL
}
