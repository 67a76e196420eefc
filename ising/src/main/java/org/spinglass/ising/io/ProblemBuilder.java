package org.spinglass.ising.io;

import java.util.function.Supplier;
import org.spinglass.ising.DuplicateTermException;
import org.spinglass.ising.Duplicates;
import org.spinglass.ising.IsingBuilder;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.QuboBuilder;

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

    /**
     * A problem without coefficients, whose memory is taken from the input's budget.
     *
     * @param labels one a variable, at least one
     * @param pairs how many there will be, if the file tells the truth
     */
    ProblemBuilder(Input input, Vartype vartype, VariableLabels labels, int pairs, Duplicates duplicates)
            throws FormatException {
        if (labels.size() < 1) {
            throw input.error("it has no variables; expected at least one");
        }
        input.budget().takeModel(labels.size(), pairs);
        this.input = input;
        this.vartype = vartype;
        this.labels = labels;
        boolean isSpin = vartype == Vartype.SPIN;
        int foreseen = Math.min(pairs, FORESEEN);
        this.spins = new IsingBuilder(isSpin ? labels.size() : 1, isSpin ? foreseen : 0, duplicates);
        this.binaries = new QuboBuilder(isSpin ? 1 : labels.size(), isSpin ? 0 : foreseen, duplicates);
    }

    /** Takes numbers as the doubles that they are, and not as the decimal numbers that a text says. */
    void readDoubles() {
        isText = false;
    }

    void addOffset(double value) {
        if (vartype == Vartype.SPIN) {
            spins.addOffset(value);
        } else {
            binaries.addOffset(value);
        }
    }

    /** Adds a linear coefficient, which stands on that line; 0 of a file without lines. */
    void addLinear(int i, double value, long line) throws FormatException {
        try {
            if (vartype == Vartype.SPIN) {
                spins.addField(i, value);
            } else {
                binaries.addLinear(i, value);
            }
        } catch (DuplicateTermException twice) {
            throw FormatException.atLine(input.source(), line, problem(twice));
        }
    }

    /** Adds the coefficient of two different variables, which stands on that line; 0 of a file without lines. */
    void addPair(int i, int j, double value, long line) {
        if (vartype == Vartype.SPIN) {
            spins.addCoupling(i, j, value);
        } else {
            binaries.add(i, j, value);
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
        Sense sense = vartype == Vartype.SPIN ? Sense.MIN_ISING : Sense.MIN_QUBO;
        return new Problem(model(), sense, 0, known);
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
        return twice.first() == twice.second()
                ? "variable " + name(twice.first()) + " has two linear coefficients"
                : "variables " + name(twice.first()) + " and " + name(twice.second()) + " are paired twice";
    }

    /** A label as a message shows it: a number as it is, a string in quotes. */
    private String name(int variable) {
        String json = labels.json(variable);
        return json.matches("-?\\d{1,10}") ? json : JsonText.shown(labels.text(variable));
    }
}
