package org.spinglass.ising.io;

import java.io.InputStream;
import java.util.function.Supplier;
import org.spinglass.ising.DuplicateTermException;

/**
 * A file that is being read.
 *
 * @param stream its bytes
 * @param source its name, for messages
 * @param limit what reading may take
 * @param options how it is to be read
 */
record Input(InputStream stream, String source, MemoryLimit limit, ReadOptions options) {

    /** What the variables are, of a format that does not say. */
    Vartype requireVartype(String format) throws FormatException {
        return options.vartype()
                .orElseThrow(() -> FormatException.of(
                        source, format + " does not say whether variables are spins or binary; choose spin or binary"));
    }

    /**
     * What a builder makes of the entries that were read; coefficients that it refuses are the file's fault.
     *
     * @param lines where the entries stood
     * @param first the label of variable 0
     */
    <T> T build(Supplier<T> builder, EntryLines lines, int first) throws FormatException {
        try {
            return builder.get();
        } catch (DuplicateTermException twice) {
            String problem = twice.first() == twice.second()
                    ? "variable " + (first + twice.first()) + " has two linear coefficients"
                    : "variables " + (first + twice.first()) + " and " + (first + twice.second()) + " are paired twice";
            throw lines.error(source, twice.position(), problem);
        } catch (IllegalArgumentException refused) {
            throw FormatException.of(source, String.valueOf(refused.getMessage()));
        }
    }
}
