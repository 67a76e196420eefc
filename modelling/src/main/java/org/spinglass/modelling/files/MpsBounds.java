// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The bounds of the columns of an MPS file. */
final class MpsBounds {
    private final Lines lines;
    private final LpVariables variables;

    /** Of each column, whether a bound was given. */
    private final List<Boolean> isGiven = new ArrayList<>();

    MpsBounds(Lines lines, LpVariables variables) {
        this.lines = lines;
        this.variables = variables;
    }

    /** A column begins, whole or not. */
    void begin(boolean isWhole) {
        isGiven.add(false);
        if (isWhole) {
            variables.whole(isGiven.size() - 1);
        }
    }

    /** The number of a column. */
    int column(String name) throws IOException {
        int variable = variables.known(name);
        if (variable < 0) {
            throw lines.error(lines.number(), "'" + name + "'; expected the name of a column");
        }
        return variable;
    }

    /** {@code UP BOUND x 5}, with or without the name of the set of bounds. */
    void add(String[] words) throws IOException {
        String kind = words[0].toUpperCase(Locale.ROOT);
        boolean hasValue = switch (kind) {
            case "UP", "LO", "FX", "LI", "UI" -> true;
            case "FR", "MI", "PL", "BV" -> false;
            default ->
                throw lines.error(
                        lines.number(), "'" + words[0] + "'; expected a bound, UP, LO, FX, LI, UI, FR, MI, PL or BV");
        };
        int least = hasValue ? 3 : 2;
        // three words without a value are a set and a column, or a column and a number that says nothing
        boolean isSetLeftOut = words.length == least || !hasValue && words.length == 3 && variables.known(words[2]) < 0;
        int name = isSetLeftOut ? 1 : 2;
        if (words.length < name + (hasValue ? 2 : 1) || words.length > 4) {
            throw lines.error(
                    lines.number(),
                    "'" + String.join(" ", words) + "'; expected a bound such as UP BOUND x" + (hasValue ? " 5" : ""));
        }
        int variable = column(words[name]);
        isGiven.set(variable, true);
        set(kind, variable, hasValue ? lines.number(words[name + 1], lines.number(), "a bound") : 0);
    }

    private void set(String kind, int variable, double value) {
        switch (kind) {
            case "UP", "UI" -> variables.high(variable, value);
            case "LO", "LI" -> variables.low(variable, value);
            case "FX" -> {
                variables.low(variable, value);
                variables.high(variable, value);
            }
            case "FR" -> variables.low(variable, Double.NEGATIVE_INFINITY);
            case "MI" -> variables.low(variable, Double.NEGATIVE_INFINITY);
            case "BV" -> {
                variables.low(variable, 0);
                variables.high(variable, 1);
            }
            default -> variables.high(variable, Double.POSITIVE_INFINITY);
        }
        if (kind.equals("UI") || kind.equals("LI") || kind.equals("BV")) {
            variables.whole(variable);
        }
    }

    /** Columns without a bound are 0 or 1; those that are not whole are refused later. */
    void open() {
        for (int variable = 0; variable < isGiven.size(); variable++) {
            if (!isGiven.get(variable)) {
                variables.high(variable, 1);
            }
        }
    }
}
