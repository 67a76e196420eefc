// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes a program in the LP format of CPLEX. */
final class LpWriter {
    private static final int TERMS_A_LINE = 8;

    private final Program program;
    private final Writer out;

    LpWriter(Program program, Writer out) {
        this.program = program;
        this.out = out;
    }

    void write() throws IOException {
        for (String note : program.notes()) {
            out.write("\\ " + note.replaceAll("\\s+", " ") + "\n");
        }
        out.write(program.isMaximised() ? "Maximize\n goal:" : "Minimize\n goal:");
        terms(program.goal(), true);
        out.write("\nSubject To\n");
        for (LpReader.Row row : program.rows()) {
            row(row);
        }
        out.write("Bounds\n");
        for (Program.Column column : program.columns()) {
            if (column.low() != 0 || column.high() != 1) {
                out.write(" " + column.low() + " <= " + column.name() + " <= " + column.high() + "\n");
            }
        }
        declare(
                "General",
                program.columns().stream()
                        .filter(c -> c.low() != 0 || c.high() != 1)
                        .toList());
        declare(
                "Binary",
                program.columns().stream()
                        .filter(c -> c.low() == 0 && c.high() == 1)
                        .toList());
        out.write("End\n");
    }

    private void declare(String section, List<Program.Column> columns) throws IOException {
        if (!columns.isEmpty()) {
            out.write(section + "\n");
            for (Program.Column column : columns) {
                out.write(" " + column.name() + "\n");
            }
        }
    }

    private void row(LpReader.Row row) throws IOException {
        boolean isRange = row.low() > Double.NEGATIVE_INFINITY
                && row.high() < Double.POSITIVE_INFINITY
                && row.low() != row.high();
        boolean isOpen = row.low() == Double.NEGATIVE_INFINITY && row.high() == Double.POSITIVE_INFINITY;
        if (isOpen) {
            return;
        }
        if (isRange) {
            out.write(" " + row.name() + ": " + Lines.text(row.low()) + " <=");
            terms(row.terms(), false);
            out.write(" <= " + Lines.text(row.high()) + "\n");
        } else if (row.low() == row.high()) {
            side(row, "=", row.low());
        } else if (row.high() < Double.POSITIVE_INFINITY) {
            side(row, "<=", row.high());
        } else {
            side(row, ">=", row.low());
        }
    }

    private void side(LpReader.Row row, String relation, double bound) throws IOException {
        out.write(" " + row.name() + ":");
        terms(row.terms(), false);
        out.write(" " + relation + " " + Lines.text(bound) + "\n");
    }

    private void terms(LpTerms terms, boolean isGoal) throws IOException {
        int written = 0;
        for (LpTerms.Term term : terms.terms()) {
            if (term.second() < 0) {
                term(term.coefficient(), name(term.first()), written++);
            }
        }
        if (!terms.isLinear()) {
            out.write(" + [");
            for (LpTerms.Term term : terms.terms()) {
                if (term.second() >= 0) {
                    String product = term.first() == term.second()
                            ? name(term.first()) + " ^ 2"
                            : name(term.first()) + " * " + name(term.second());
                    term((isGoal ? 2 : 1) * term.coefficient(), product, written++);
                }
            }
            out.write(isGoal ? " ] / 2" : " ]");
        }
        if (terms.constant() != 0) {
            term(terms.constant(), "", written++);
        }
        if (written == 0) {
            out.write(" 0 " + name(0));
        }
    }

    private String name(int column) {
        return program.columns().get(column).name();
    }

    private void term(double coefficient, String product, int written) throws IOException {
        if (written > 0 && written % TERMS_A_LINE == 0) {
            out.write("\n  ");
        }
        out.write(coefficient < 0 ? " - " : " + ");
        out.write(Lines.text(Math.abs(coefficient)) + (product.isEmpty() ? "" : " ") + product);
    }
}
