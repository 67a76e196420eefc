// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file format of models. */
public enum ModelFormat {
    /**
     * The LP format of CPLEX: an objective, rules, bounds, whole and binary variables; quadratic parts in brackets, of
     * the objective halved ({@code [ x * y + 3 y ^ 2 ] / 2}).
     */
    LP("lp", "linear and quadratic programs of whole numbers", true),
    /** The free MPS format, with the quadratic parts of CPLEX: {@code QUADOBJ}, {@code QMATRIX}, {@code QCMATRIX}. */
    MPS("mps", "the same in the MPS format", true),
    /** Constrained quadratic models of dimod. */
    CQM("cqm", "dimod's constrained quadratic model", true),
    /** Pseudo-Boolean problems: {@code min: +2 x1 -3 x1 x2;} and rules such as {@code +1 x1 +2 ~x2 >= 2;}. */
    OPB("opb", "pseudo-Boolean problem", true),
    /** DIMACS clauses, all of which must hold. */
    CNF("cnf", "DIMACS clauses", false),
    /** Clauses with weights, hard and soft, as MaxSAT evaluations had them until 2021 and have them since. */
    WCNF("wcnf", "DIMACS clauses with weights", false),
    /** Round trips of TSPLIB, by places or a matrix; {@code .atsp} too. */
    TSP("tsp", "TSPLIB, the travelling salesman", false, "atsp"),
    /** Quadratic assignment of QAPLIB: a number, a matrix of flows, one of distances; {@code .dat} too. */
    QAP("qap", "QAPLIB, quadratic assignment", false, "dat"),
    /** Graphs of DIMACS to be coloured with as few colours as possible. */
    COL("col", "DIMACS graph to be coloured", false),
    /** Set cover of OR-Library. */
    SCP("scp", "OR-Library set cover", false);

    private final String formatName;
    private final String description;
    private final boolean isWritten;
    private final List<String> more;

    ModelFormat(String formatName, String description, boolean isWritten, String... more) {
        this.formatName = formatName;
        this.description = description;
        this.isWritten = isWritten;
        this.more = List.of(more);
    }

    /** The name by which users choose it, and its file extension. */
    public String formatName() {
        return formatName;
    }

    /** What it holds, in a few words. */
    public String description() {
        return description;
    }

    /** Whether models can be written in it. */
    public boolean isWritten() {
        return isWritten;
    }

    /** The format of a file by its extension, {@code .gz} or not; empty where that is of none. */
    public static Optional<ModelFormat> ofName(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return Arrays.stream(values())
                .filter(format -> plain.endsWith("." + format.formatName)
                        || format.more.stream().anyMatch(end -> plain.endsWith("." + end)))
                .findFirst();
    }

    /** The extensions of those that are read, or of those that are written, for messages. */
    static String extensions(boolean areWritten) {
        return Arrays.stream(values())
                .filter(format -> format.isWritten || !areWritten)
                .map(format -> "." + format.formatName)
                .collect(Collectors.joining(", "));
    }
}
