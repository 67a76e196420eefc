// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.Optional;
import java.util.function.Consumer;
import org.spinglass.ising.model.Duplicates;

/**
 * How a problem is read. Immutable as long as {@code notes} is.
 *
 * @param vartype what the variables are, for formats that do not say: matrices, and coordinate lists without a header
 * @param maximumBytes the most memory that reading may take at any one time, of which the model is a part; a file that
 *     would need more is refused before the memory is taken
 * @param duplicates what becomes of a coefficient that is given twice; empty for the rule of the format: lists of dimod
 *     and of matrices add up, the others refuse, apart from graphs that list every edge in both directions
 * @param isMaximised whether a QUBO, an Ising energy or a matrix is to be maximised; a cut always is
 * @param notes is told, in one line each that names the file, what was taken for granted: which of two possible readings
 *     was taken, or what of a comment counts
 */
public record ReadOptions(
        Optional<Vartype> vartype,
        long maximumBytes,
        Optional<Duplicates> duplicates,
        boolean isMaximised,
        Consumer<String> notes) {

    public ReadOptions {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("maximumBytes is " + maximumBytes + "; expected at least 1");
        }
    }

    /** No vartype, at most half of the heap that the JVM may use, minimised, and nobody to be told. */
    public static ReadOptions standard() {
        return new ReadOptions(
                Optional.empty(),
                Math.max(1, Runtime.getRuntime().maxMemory() / 2),
                Optional.empty(),
                false,
                note -> {});
    }

    /** With variables of a kind. */
    public ReadOptions withVartype(Vartype value) {
        return new ReadOptions(Optional.of(value), maximumBytes, duplicates, isMaximised, notes);
    }

    /** With another limit. */
    public ReadOptions withMaximumBytes(long value) {
        return new ReadOptions(vartype, value, duplicates, isMaximised, notes);
    }

    /** With a rule for coefficients that are given twice, for any format. */
    public ReadOptions withDuplicates(Duplicates value) {
        return new ReadOptions(vartype, maximumBytes, Optional.of(value), isMaximised, notes);
    }

    /** With values to be maximised. */
    public ReadOptions maximised() {
        return new ReadOptions(vartype, maximumBytes, duplicates, true, notes);
    }

    /** With somebody to tell. */
    public ReadOptions withNotes(Consumer<String> value) {
        return new ReadOptions(vartype, maximumBytes, duplicates, isMaximised, value);
    }
}
