package org.spinglass.ising.io;

import java.util.Optional;

/**
 * How a problem is read. Immutable.
 *
 * @param vartype what the variables are, for formats that do not say: matrices, and coordinate lists without a header
 * @param maximumBytes the most memory that reading may take at any one time, of which the model is a part; a file that
 *     would need more is refused before the memory is taken
 */
public record ReadOptions(Optional<Vartype> vartype, long maximumBytes) {

    public ReadOptions {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("maximumBytes is " + maximumBytes + "; expected at least 1");
        }
    }

    /** No vartype, and at most half of the heap that the JVM may use. */
    public static ReadOptions standard() {
        return new ReadOptions(
                Optional.empty(), Math.max(1, Runtime.getRuntime().maxMemory() / 2));
    }

    /** With variables of a kind. */
    public ReadOptions withVartype(Vartype value) {
        return new ReadOptions(Optional.of(value), maximumBytes);
    }

    /** With another limit. */
    public ReadOptions withMaximumBytes(long value) {
        return new ReadOptions(vartype, value);
    }
}
