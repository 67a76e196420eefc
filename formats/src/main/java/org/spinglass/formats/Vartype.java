// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

/** What values the variables of a problem take. */
public enum Vartype {
    /** -1 or +1. */
    SPIN,
    /** 0 or 1. */
    BINARY
}
