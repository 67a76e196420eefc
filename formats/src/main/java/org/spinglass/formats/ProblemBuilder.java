// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.function.Supplier;
import org.spinglass.ising.model.DuplicateTermException;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.QuboBuilder;

/** Collects the coefficients of a problem over spins or binary variables; what a model refuses is the file's fault. */
final class ProblemBuilder {
    /** Room made for pairs before they are seen, at most. */
    private static final int FORESEEN = 1 << 20;

    private final Input input;
    private final Vartype vartype;
    private final VariableLabels labels;
    private final IsingBuilder spins;
    private final QuboBuilder binaries;
    private final EntryLines lines = new EntryLines();
    private boolean isText = true;
    private double sign;

    /**
     * A problem without coefficients, whose memory is taken from the input's budget.
     *
     * @param labels one a variable, at least one
     * @param pairs how many there will be, if the file tells the truth
     * @param usual what becomes of coefficients that are given twice, unless the options have another rule
     */
    ProblemBuilder(Input input, Vartype vartype, VariableLabels labels, int pairs, Duplicates usual)
            throws FormatException {
        if (labels.size() < 1) {
            throw input.error("it has no variables; expected at least one");
        }
        input.budget().takeModel(labels.size(), pairs);
        this.input = input;
        this.vartype = vartype;
        this.labels = labels;
        this.sign = input.sign();
        boolean isSpin = vartype == Vartype.SPIN;
        Duplicates duplicates = input.duplicates(usual);
        int foreseen = Math.min(pairs, FORESEEN);
        this.spins = new IsingBuilder(isSpin ? labels.size() : 1, isSpin ? foreseen : 0, duplicates);
        this.binaries = new QuboBuilder(isSpin ? 1 : labels.size(), isSpin ? 0 : foreseen, duplicates);
    }

    /** Takes numbers as the doubles that they are, and not as the decimal numbers that a text says. */
    void readDoubles() {
        isText = false;
    }

    /** Takes coefficients as they are, as those of a cut, which is always maximised. */
    ProblemBuilder ofGraph() {
        sign = 1;
        return this;
    }

    void addOffset(double value) {
        if (vartype == Vartype.SPIN) {
            spins.addOffset(sign * value);
        } else {
            binaries.addOffset(sign * value);
        }
    }

    /** Adds a linear coefficient, which stands on that line; 0 of a file without lines. */
    void addLinear(int i, double value, long line) throws FormatException {
        try {
            if (vartype == Vartype.SPIN) {
                spins.addField(i, sign * value);
            } else {
                binaries.addLinear(i, sign * value);
            }
        } catch (DuplicateTermException twice) {
            throw FormatException.atLine(input.source(), line, problem(twice));
        }
    }

    /** Adds the coefficient of two different variables, which stands on that line; 0 of a file without lines. */
    void addPair(int i, int j, double value, long line) {
        if (vartype == Vartype.SPIN) {
            spins.addCoupling(i, j, sign * value);
        } else {
            binaries.add(i, j, sign * value);
        }
        if (line > 0) {
            lines.add(line);
        }
    }

    /** The model of all that was added. */
    PlainIsing model() throws FormatException {
        if (isText) {
            spins.readDecimals();
            binaries.readDecimals();
        }
        return vartype == Vartype.SPIN
                ? accept(spins::build)
                : accept(() -> binaries.build().toIsing());
    }

    /** The problem whose value is the energy of the model. */
    Problem problem() throws FormatException {
        return problem(labels);
    }

    /** As {@link #problem()}, with labels that stood at the end of the file. */
    Problem problem(VariableLabels known) throws FormatException {
        return new Problem(model(), input.sense(vartype), 0, known);
    }

    private <T> T accept(Supplier<T> result) throws FormatException {
        try {
            return result.get();
        } catch (DuplicateTermException twice) {
            throw lines.error(input.source(), twice.position(), problem(twice));
        } catch (IllegalArgumentException refused) {
            throw input.error(String.valueOf(refused.getMessage()));
        }
    }

    private String problem(DuplicateTermException twice) {
        return (twice.first() == twice.second()
                        ? "variable " + name(twice.first()) + " has two linear coefficients"
                        : "variables " + name(twice.first()) + " and " + name(twice.second()) + " are paired twice")
                + "; --duplicates sum adds them up";
    }

    /** A label as a message shows it: a number as it is, a string in quotes. */
    private String name(int variable) {
        String json = labels.json(variable);
        return json.matches("-?\\d{1,10}") ? json : JsonText.shown(labels.text(variable));
    }
}
