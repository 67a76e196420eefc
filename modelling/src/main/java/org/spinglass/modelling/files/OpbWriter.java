// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.io.Writer;

/** Writes a program of binary variables and whole coefficients as a pseudo-Boolean problem. */
final class OpbWriter {
    private final Program program;
    private final Writer out;

    OpbWriter(Program program, Writer out) {
        this.program = program;
        this.out = out;
    }

    /**
     * Writes it.
     *
     * @throws IllegalArgumentException when a variable is not binary or a coefficient not whole
     */
    void write() throws IOException {
        int rules = 0;
        for (Program.Column column : program.columns()) {
            if (!column.isBinary()) {
                throw new IllegalArgumentException("the variable " + column.name() + " is from " + column.low() + " to "
                        + column.high() + "; expected 0 and 1 of all in an OPB file");
            }
            rules += column.low() == column.high() ? 1 : 0;
        }
        for (LpReader.Row row : program.rows()) {
            boolean isRange = row.low() != row.high();
            rules += row.low() > Double.NEGATIVE_INFINITY ? 1 : 0;
            rules += isRange && row.high() < Double.POSITIVE_INFINITY ? 1 : 0;
        }
        out.write("* #variable= " + program.columns().size() + " #constraint= " + rules + "\n");
        for (String note : program.notes()) {
            out.write("* " + note.replaceAll("\\s+", " ") + "\n");
        }
        for (int k = 0; k < program.columns().size(); k++) {
            out.write("* x" + (k + 1) + " is " + program.columns().get(k).name() + "\n");
        }
        out.write(program.isMaximised() ? "max:" : "min:");
        terms("the objective", program.goal());
        if (program.goal().constant() != 0) { // as much of a variable and its negation
            String constant = whole("the objective", program.goal().constant());
            String sign = program.goal().constant() > 0 ? " +" : " ";
            out.write(sign + constant + " x1" + sign + constant + " ~x1");
        }
        out.write(" ;\n");
        for (LpReader.Row row : program.rows()) {
            if (row.low() == row.high()) {
                rule(row, "=", row.low());
                continue;
            }
            if (row.low() > Double.NEGATIVE_INFINITY) {
                rule(row, ">=", row.low());
            }
            if (row.high() < Double.POSITIVE_INFINITY) {
                rule(row, "<=", row.high());
            }
        }
        for (int k = 0; k < program.columns().size(); k++) {
            Program.Column column = program.columns().get(k);
            if (column.low() == column.high()) {
                out.write("+1 x" + (k + 1) + " = " + column.low() + " ;\n");
            }
        }
    }

    private void rule(LpReader.Row row, String relation, double bound) throws IOException {
        terms("the rule " + row.name(), row.terms());
        out.write(" " + relation + " " + whole("the rule " + row.name(), bound) + " ;\n");
    }

    private void terms(String where, LpTerms terms) throws IOException {
        if (terms.terms().isEmpty()) {
            out.write(" +0 x1");
        }
        for (LpTerms.Term term : terms.terms()) {
            String value = whole(where, term.coefficient());
            boolean isProduct = term.second() >= 0 && term.second() != term.first();
            out.write(" " + (term.coefficient() > 0 ? "+" : "") + value + " x" + (term.first() + 1)
                    + (isProduct ? " x" + (term.second() + 1) : ""));
        }
    }

    private static String whole(String where, double value) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(
                    where + " has the number " + value + "; expected whole ones in an OPB file");
        }
        return Lines.text(value);
    }
}
