package org.spinglass.ising.io;

import java.io.InputStream;

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
                .orElseThrow(() -> error(
                        format + " does not say whether variables are spins or binary; name the one that is meant"));
    }

    /** What is wrong with the file as a whole. */
    FormatException error(String problem) {
        return FormatException.of(source, problem);
    }
}
