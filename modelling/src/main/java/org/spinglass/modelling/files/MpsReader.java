// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;

/**
 * Models in the free MPS format, of whole variables: rows, columns, right-hand sides, ranges, bounds, and the quadratic
 * parts {@code QUADOBJ}, {@code QMATRIX} and {@code QCMATRIX} of CPLEX. Files of the fixed format are read as well,
 * unless there are spaces in names. A whole column without a bound is 0 or 1.
 */
final class MpsReader {
    private static final String SECTIONS =
            "NAME, OBJSENSE, ROWS, COLUMNS, RHS, RANGES, BOUNDS, QUADOBJ, QMATRIX, QCMATRIX or ENDATA";

    private final Lines lines;
    private final LpVariables variables;
    private final MpsBounds bounds;
    private final Map<String, MpsRow> rows = new HashMap<>();
    private final List<MpsRow> inOrder = new ArrayList<>();
    private @Nullable MpsRow goal;
    private @Nullable MpsRow quadraticRow;
    private boolean isMaximised;
    private boolean isWhole;
    private boolean isEnded;
    private String section = "";

    MpsReader(Lines lines) {
        this.lines = lines;
        this.variables = new LpVariables(lines, "between INTORG and INTEND, or a bound BV, LI or UI");
        this.bounds = new MpsBounds(lines, variables);
    }

    Model read() throws IOException {
        for (String line = lines.next(); line != null && !isEnded; line = isEnded ? null : lines.next()) {
            if (line.isBlank() || line.startsWith("*")) {
                continue;
            }
            String[] words = line.trim().split("\\s+");
            if (Character.isWhitespace(line.charAt(0))) {
                entry(words);
            } else {
                begin(words);
            }
        }
        if (!isEnded) {
            throw lines.error(lines.number(), "the file ends without ENDATA; expected it in the last line");
        }
        MpsRow objective = goal;
        if (objective == null) {
            throw lines.error("no row of the kind N; expected one, the objective");
        }
        bounds.open();
        List<LpReader.Row> rules = inOrder.stream().map(MpsRow::rule).toList();
        variables.tighten(rules);
        Model model = new Model();
        List<Variable> made = variables.make(model);
        Expression least = objective.objective().over(made::get);
        if (isMaximised) {
            model.maximise(least);
        } else {
            model.minimise(least);
        }
        for (LpReader.Row row : rules) {
            model.require(row.name(), LpReader.rule(row, row.terms().over(made::get)));
        }
        return model;
    }

    private FormatException fault(String what, String expected) {
        return lines.error(lines.number(), "'" + what + "'; expected " + expected);
    }

    private void begin(String[] words) throws IOException {
        section = words[0].toUpperCase(Locale.ROOT);
        switch (section) {
            case "NAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS" -> {}
            case "QUADOBJ", "QMATRIX" -> quadraticRow = goal;
            case "OBJSENSE" -> {
                if (words.length > 1) {
                    sense(words[1]);
                }
            }
            case "QCMATRIX" -> quadraticRow = row(words.length > 1 ? words[1] : "");
            case "ENDATA" -> isEnded = true;
            default -> throw fault(words[0], "a section, " + SECTIONS);
        }
    }

    private void entry(String[] words) throws IOException {
        switch (section) {
            case "OBJSENSE" -> sense(words[0]);
            case "ROWS" -> addRow(words);
            case "COLUMNS" -> column(words);
            case "RHS", "RANGES" -> sides(words);
            case "BOUNDS" -> bounds.add(words);
            case "QUADOBJ", "QMATRIX", "QCMATRIX" -> quadratic(words);
            default -> throw fault(words[0], "a section that has entries, " + SECTIONS);
        }
    }

    private void sense(String word) throws IOException {
        String upper = word.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("MAX") && !upper.startsWith("MIN")) {
            throw fault(word, "MAX or MIN");
        }
        isMaximised = upper.startsWith("MAX");
    }

    private void addRow(String[] words) throws IOException {
        String kind = words[0].toUpperCase(Locale.ROOT);
        if (words.length != 2 || kind.length() != 1 || "NLGE".indexOf(kind.charAt(0)) < 0) {
            throw fault(String.join(" ", words), "a kind, N, L, G or E, and the name of a row");
        }
        MpsRow row = new MpsRow(words[1], kind.charAt(0));
        if (rows.putIfAbsent(words[1], row) != null) {
            throw fault(words[1], "a row once");
        }
        if (kind.equals("N")) {
            goal = goal == null ? row : goal; // others are free, and say nothing
        } else {
            inOrder.add(row);
        }
    }

    private MpsRow row(String name) throws IOException {
        MpsRow row = rows.get(name);
        if (row == null) {
            throw fault(name, "the name of a row");
        }
        return row;
    }

    private void column(String[] words) throws IOException {
        if (words.length == 3 && words[1].equals("'MARKER'")) {
            isWhole = words[2].equals("'INTORG'");
            if (!isWhole && !words[2].equals("'INTEND'")) {
                throw fault(words[2], "'INTORG' or 'INTEND'");
            }
            return;
        }
        if (words.length != 3 && words.length != 5) {
            throw fault(String.join(" ", words), "a column and one or two rows with their coefficients");
        }
        int variable = variables.known(words[0]);
        if (variable < 0) {
            variable = variables.number(words[0], lines.number());
            bounds.begin(isWhole);
        }
        for (int k = 1; k < words.length; k += 2) {
            row(words[k]).add(lines.number(words[k + 1], lines.number(), "a coefficient"), variable);
        }
    }

    private void sides(String[] words) throws IOException {
        int first = words.length % 2; // the name of the set may be left out
        if (words.length < 2) {
            throw fault(String.join(" ", words), "rows and their values");
        }
        for (int k = first; k < words.length; k += 2) {
            MpsRow row = row(words[k]);
            double value = lines.number(words[k + 1], lines.number(), "a side of the row " + words[k]);
            if (section.equals("RHS")) {
                row.side(value);
            } else if (row.isFree()) {
                throw fault(words[k], "a row that is not of the kind N");
            } else {
                row.range(value);
            }
        }
    }

    private void quadratic(String[] words) throws IOException {
        MpsRow row = quadraticRow;
        if (words.length != 3 || row == null) {
            throw fault(String.join(" ", words), row == null ? "rows before" : "two columns and a coefficient");
        }
        int a = bounds.column(words[0]);
        int b = bounds.column(words[1]);
        double value = lines.number(words[2], lines.number(), "a coefficient");
        // the objective is half of x'Qx; of QUADOBJ one triangle is given, of the others both
        double half = section.equals("QCMATRIX") ? 1 : 0.5;
        row.add(section.equals("QUADOBJ") && a != b ? value : half * value, a, b);
    }
}
