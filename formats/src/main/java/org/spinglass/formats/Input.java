// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.InputStream;
import org.spinglass.ising.model.Duplicates;

/**
 * A file that is being read.
 *
 * @param stream its bytes
 * @param source its name, for messages
 * @param budget what reading may take
 * @param options how it is to be read
 */
record Input(InputStream stream, String source, MemoryBudget budget, ReadOptions options) {

    /** What the variables are, of a format that does not say. */
    Vartype requireVartype(String format) throws FormatException {
        return options.vartype()
                .orElseThrow(
                        () -> error(format + " does not say whether variables are spins or binary; name the one that"
                                + " is meant: --vartype spin or --vartype binary"));
    }

    /** What becomes of coefficients that are given twice. */
    Duplicates duplicates(Duplicates usual) {
        return options.duplicates().orElse(usual);
    }

    /** The sense of values of such variables. */
    Sense sense(Vartype vartype) {
        return Sense.of(vartype, options.isMaximised());
    }

    /** What the model's coefficients are of those of the file: 1, or -1 where values are maximised. */
    double sign() {
        return options.isMaximised() ? -1 : 1;
    }

    /** Tells what was taken for granted. */
    void note(String what) {
        options.notes().accept(source + ": " + what);
    }

    /** The same, of a line. */
    void note(long line, String what) {
        options.notes().accept(source + ":" + line + ": " + what);
    }

    /** What is wrong with the file as a whole. */
    FormatException error(String problem) {
        return FormatException.of(source, problem);
    }
}
