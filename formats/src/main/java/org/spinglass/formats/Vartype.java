package org.spinglass.formats;

/** What values the variables of a problem take. */
public enum Vartype {
    /** -1 or +1. */
    SPIN,
    /** 0 or 1. */
    BINARY
}
