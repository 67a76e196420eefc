// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.util.Locale;
import java.util.Optional;

/** A file format of models. */
public enum ModelFormat {
    /**
     * The LP format of CPLEX: an objective, rules, bounds, whole and binary variables; quadratic parts in brackets, of
     * the objective halved ({@code [ x * y + 3 y ^ 2 ] / 2}).
     */
    LP("lp", "linear and quadratic programs of whole numbers"),
    /** Pseudo-Boolean problems: {@code min: +2 x1 -3 x1 x2;} and rules such as {@code +1 x1 +2 ~x2 >= 2;}. */
    OPB("opb", "pseudo-Boolean problem"),
    /** DIMACS clauses, all of which must hold. */
    CNF("cnf", "DIMACS clauses"),
    /** Clauses with weights, hard and soft, as MaxSAT evaluations had them until 2021 and have them since. */
    WCNF("wcnf", "DIMACS clauses with weights");

    private final String formatName;
    private final String description;

    ModelFormat(String formatName, String description) {
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

    /** The format of a file by its extension, {@code .gz} or not; empty where that is of none. */
    public static Optional<ModelFormat> ofName(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        for (ModelFormat format : values()) {
            if (plain.endsWith("." + format.formatName)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
