// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** Writes a program in the free MPS format, with the quadratic parts of CPLEX. */
final class MpsWriter {
    private final Program program;
    private final Writer out;
    private final String goal;

    MpsWriter(Program program, Writer out) {
        this.program = program;
        this.out = out;
        String free = "COST";
        while (isTaken(free)) {
            free += "_";
        }
        this.goal = free;
    }

    private boolean isTaken(String name) {
        return program.rows().stream().anyMatch(row -> row.name().equals(name));
    }

    void write() throws IOException {
        for (String note : program.notes()) {
            out.write("* " + note.replaceAll("\\s+", " ") + "\n");
        }
        out.write("NAME model\nOBJSENSE\n " + (program.isMaximised() ? "MAX" : "MIN") + "\nROWS\n N " + goal + "\n");
        for (LpReader.Row row : program.rows()) {
            out.write(" " + kind(row) + " " + row.name() + "\n");
        }
        columns();
        out.write("RHS\n");
        entry("RHS", goal, -program.goal().constant());
        for (LpReader.Row row : program.rows()) {
            entry("RHS", row.name(), kind(row) == 'L' ? row.high() : kind(row) == 'N' ? 0 : row.low());
        }
        out.write("RANGES\n");
        for (LpReader.Row row : program.rows()) {
            entry(
                    "RANGE",
                    row.name(),
                    kind(row) == 'G' && row.high() < Double.POSITIVE_INFINITY ? row.high() - row.low() : 0);
        }
        out.write("BOUNDS\n");
        for (Program.Column column : program.columns()) {
            out.write(" LI BOUND " + column.name() + " " + column.low() + "\n");
            out.write(" UI BOUND " + column.name() + " " + column.high() + "\n");
        }
        quadratic("QUADOBJ", program.goal(), true);
        for (LpReader.Row row : program.rows()) {
            quadratic("QCMATRIX " + row.name(), row.terms(), false);
        }
        out.write("ENDATA\n");
    }

    private static char kind(LpReader.Row row) {
        if (row.low() == row.high()) {
            return 'E';
        }
        boolean hasLow = row.low() > Double.NEGATIVE_INFINITY;
        return hasLow ? 'G' : row.high() < Double.POSITIVE_INFINITY ? 'L' : 'N';
    }

    private void columns() throws IOException {
        List<List<String>> entries = new ArrayList<>();
        program.columns().forEach(column -> entries.add(new ArrayList<>()));
        gather(goal, program.goal(), entries);
        for (LpReader.Row row : program.rows()) {
            gather(row.name(), row.terms(), entries);
        }
        out.write("COLUMNS\n MARKER 'MARKER' 'INTORG'\n");
        for (int k = 0; k < entries.size(); k++) {
            String name = program.columns().get(k).name();
            if (entries.get(k).isEmpty()) { // so that it is known, and in its place
                out.write(" " + name + " " + goal + " 0\n");
            }
            for (String entry : entries.get(k)) {
                out.write(" " + name + entry + "\n");
            }
        }
        out.write(" MARKER 'MARKER' 'INTEND'\n");
    }

    private static void gather(String row, LpTerms terms, List<List<String>> entries) {
        for (LpTerms.Term term : terms.terms()) {
            if (term.second() < 0) {
                entries.get(term.first()).add(" " + row + " " + Lines.text(term.coefficient()));
            }
        }
    }

    private void entry(String set, String row, double value) throws IOException {
        if (value != 0) {
            out.write(" " + set + " " + row + " " + Lines.text(value) + "\n");
        }
    }

    /** The lower triangle of a matrix whose form is halved, or all of one whose form is not. */
    private void quadratic(String section, LpTerms terms, boolean isGoal) throws IOException {
        if (terms.isLinear()) {
            return;
        }
        out.write(section + "\n");
        for (LpTerms.Term term : terms.terms()) {
            if (term.second() < 0) {
                continue;
            }
            String a = program.columns().get(term.first()).name();
            String b = program.columns().get(term.second()).name();
            if (term.first() == term.second()) {
                out.write(" " + a + " " + a + " " + Lines.text((isGoal ? 2 : 1) * term.coefficient()) + "\n");
            } else if (isGoal) {
                out.write(" " + b + " " + a + " " + Lines.text(term.coefficient()) + "\n");
            } else {
                out.write(" " + a + " " + b + " " + Lines.text(term.coefficient() / 2) + "\n");
                out.write(" " + b + " " + a + " " + Lines.text(term.coefficient() / 2) + "\n");
            }
        }
    }
}
