// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name and first bytes tell of its format.
 *
 * @param known null where they tell nothing, or no more than that it is a list of edges or coefficients
 * @param isGraphOrQubo whether it begins with {@code n m}, and the name does not tell a graph from a QUBO
 */
record Recognition(@Nullable ProblemFormat known, boolean isGraphOrQubo) {
    private static final String NUMBER = "[-+]?+(?:[0-9]++[.]?+[0-9]*+|[.][0-9]++)(?:[eE][-+]?+[0-9]++)?+";
    private static final int LONG_LINE = 2000;
    private static final Pattern VARTYPE = Pattern.compile("^\\s*#.*vartype[:=]", Pattern.MULTILINE);
    private static final Pattern MATRIX_MARKET = Pattern.compile("\\s*%%MatrixMarket\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("[#%].*");
    private static final Pattern QBSOLV = Pattern.compile("[pP]\\s+qubo\\s.*|[cC](\\s.*)?");
    private static final Pattern SIZES = Pattern.compile("\\d+\\s+\\d+");
    private static final Pattern ENTRY = Pattern.compile("\\d+\\s+\\d+\\s+" + NUMBER);
    private static final Pattern ROW = Pattern.compile(NUMBER + "(?:(?:\\s*+[,;]\\s*+|\\s++)" + NUMBER + ")++");
    private static final Map<String, ProblemFormat> OTHER_EXTENSIONS =
            Map.of(".gset", ProblemFormat.RUDY, ".bqpjson", ProblemFormat.JSON, ".tsv", ProblemFormat.CSV);

    /**
     * The format of a file, from its first bytes where they tell, otherwise from its extension.
     *
     * @param fileName the file's name
     * @param head its first bytes, at most some thousand of them
     */
    static Recognition of(String fileName, byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        ProblemFormat byMagic = start.startsWith(BqmReader.MAGIC)
                ? ProblemFormat.BQM
                : start.startsWith(NpyHeader.MAGIC)
                        ? ProblemFormat.NPY
                        : start.startsWith(NpzReader.MAGIC)
                                ? ProblemFormat.NPZ
                                : MATRIX_MARKET.matcher(start).lookingAt() ? ProblemFormat.MTX : null;
        if (byMagic != null) {
            return new Recognition(byMagic, false);
        }
        ProblemFormat byName = byName(fileName);
        Recognition byContent = byContent(start);
        return byName == null || byName == ProblemFormat.QBSOLV && byContent.isGraphOrQubo
                ? byContent
                : new Recognition(byName, false);
    }

    private static @Nullable ProblemFormat byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (ProblemFormat format : ProblemFormat.values()) {
            if (name.endsWith("." + format.formatName())) {
                return format;
            }
        }
        return OTHER_EXTENSIONS.entrySet().stream()
                .filter(extension -> name.endsWith(extension.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Recognition byContent(String start) {
        String first = start.lines()
                .map(line -> COMMENT.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        if (VARTYPE.matcher(start).find() || ENTRY.matcher(first).matches()) {
            return new Recognition(ProblemFormat.COO, false);
        }
        ProblemFormat format = first.startsWith("{")
                ? ProblemFormat.JSON
                : QBSOLV.matcher(first).matches() ? ProblemFormat.QBSOLV : isRow(first) ? ProblemFormat.CSV : null;
        return SIZES.matcher(first).matches() ? new Recognition(null, true) : new Recognition(format, false);
    }

    /** Whether a line is one of numbers; of a long one the end is not at hand. */
    private static boolean isRow(String line) {
        return line.length() > LONG_LINE
                ? ROW.matcher(line).lookingAt()
                : ROW.matcher(line).matches();
    }

    /** The format that was recognised. */
    ProblemFormat format(Input input) throws FormatException {
        if (known == null) {
            throw input.error("its format is not recognised; name it with --format, one of "
                    + Arrays.stream(ProblemFormat.values())
                            .map(ProblemFormat::formatName)
                            .collect(Collectors.joining(", ")));
        }
        return known;
    }
}
