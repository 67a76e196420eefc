package org.spinglass.ising.io;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
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
    BITS("bits", "packed complete graph of weights +1 and -1"),
    /**
     * QUBO of D-Wave's qbsolv: comments that begin with {@code c}, {@code p qubo 0 maxNodes nNodes nCouplers}, then lines
     * {@code i i q} and {@code i j q} with i &lt; j, from 0.
     */
    QBSOLV("qubo", "qbsolv QUBO"),
    /**
     * dimod's coordinate list: a comment {@code # vartype=SPIN} or {@code BINARY}, then lines {@code u v bias}, linear where
     * u = v, repeated ones added; a number with an exponent, which dimod passes over, is read as it stands. Variables are
     * those that occur, by ascending label.
     */
    COO("coo", "dimod coordinate list"),
    /** dimod's binary quadratic model file, versions 1.0 and 2.0. */
    BQM("bqm", "dimod BQM file"),
    /** dimod's binary quadratic model as JSON, schema 3. */
    JSON("json", "dimod BQM as JSON"),
    /**
     * A square matrix M of NumPy, whose value is {@code x' M x} over all its elements, of spins or binary variables as told.
     * Of spins the diagonal is a constant.
     */
    NPY("npy", "NumPy matrix"),
    /** The same as text, a row a line, elements apart by commas, semicolons or blanks. */
    CSV("csv", "matrix as text");

    private static final Pattern VARTYPE = Pattern.compile("^\\s*#.*vartype[:=]", Pattern.MULTILINE);

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
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith(BqmReader.MAGIC)) {
            return Optional.of(BQM);
        }
        if (start.startsWith(NpyReader.MAGIC)) {
            return Optional.of(NPY);
        }
        String name = fileName.toLowerCase(Locale.ROOT);
        for (ProblemFormat format : values()) {
            if (name.endsWith("." + format.formatName)) {
                return Optional.of(format);
            }
        }
        if (VARTYPE.matcher(start).find()) {
            return Optional.of(COO);
        }
        String first = start.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        return first.startsWith("{")
                ? Optional.of(JSON)
                : first.matches("\\d+\\s+\\d+")
                        ? Optional.of(RUDY)
                        : first.matches("\\d+\\s+\\d+\\s+[-+.0-9eE]+")
                                ? Optional.of(COO)
                                : first.matches("p\\s+qubo\\s.*|c(\\s.*)?") ? Optional.of(QBSOLV) : Optional.empty();
    }
}
