package org.spinglass.ising.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file format of problems. */
public enum ProblemFormat {
    /**
     * Maximum cut as in the G-set and by rudy: {@code n m}, then m lines {@code i j w}, from 1; w is 1 where no line has
     * one.
     */
    RUDY("rudy", "G-set or rudy maximum cut"),
    /**
     * QUBO of the Biq Mac library: {@code n m}, then m lines {@code i j q} with i &lt;= j, from 1; the value is
     * {@code sum_i q_ii x_i + 2 sum_{i<j} q_ij x_i x_j}.
     */
    SPARSE("sparse", "Biq Mac or OR-Library QUBO"),
    /**
     * A complete graph of weights +1 and -1 whose cut is maximised: its upper triangle row by row, a bit an edge (1 is
     * +1), the most significant bit of a byte first, padded with zeros. The size of the file says how many vertices.
     */
    BITS("bits", "packed complete graph of weights +1 and -1");

    private final String formatName;
    private final String description;

    ProblemFormat(String formatName, String description) {
        this.formatName = formatName;
        this.description = description;
    }

    /** The name by which users choose it, and its file extension. */
    public String formatName() {
        return formatName;
    }

    /** What it holds, in a few words. */
    public String description() {
        return description;
    }

    /**
     * The format of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ProblemFormat named(String name) {
        for (ProblemFormat format : values()) {
            if (format.formatName.equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no problem format is called '" + name + "'; there are "
                + Arrays.stream(values()).map(ProblemFormat::formatName).collect(Collectors.joining(", ")));
    }

    /**
     * The format of a file, from its first bytes where they tell, otherwise from its extension.
     *
     * @param fileName the file's name
     * @param head its first bytes, at most some thousand of them
     */
    static Optional<ProblemFormat> recognise(String fileName, byte[] head) {
        String name = fileName.toLowerCase(Locale.ROOT);
        for (ProblemFormat format : values()) {
            if (name.endsWith("." + format.formatName)) {
                return Optional.of(format);
            }
        }
        String first = new String(head, StandardCharsets.ISO_8859_1)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        return first.matches("\\d+\\s+\\d+") ? Optional.of(RUDY) : Optional.empty();
    }
}
