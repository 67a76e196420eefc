// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Variable;

/**
 * A constrained quadratic model of dimod's, and answers to it as dimod reads them. Immutable but for its model.
 */
public final class CqmFile {
    /** By how much dimod lets a constraint be broken: so much, and this part of its right side. */
    private static final double ABSOLUTE = 1e-8;

    private static final double RELATIVE = 1e-6;

    private final Model model;
    private final List<Variable> variables;
    private final List<?> labels;
    private final LpTerms objective;
    private final List<Stated> constraints;

    /**
     * A constraint as the file has it.
     *
     * @param label as JSON has it
     */
    record Stated(Object label, LpReader.Row row, boolean isHard) {}

    /**
     * What was read.
     *
     * @param variables of the file, in its order; the model may have more
     * @param labels of variables as JSON has them, in the same order
     */
    CqmFile(Model model, List<Variable> variables, List<?> labels, LpTerms objective, List<Stated> constraints) {
        this.model = model;
        this.variables = List.copyOf(variables);
        this.labels = labels;
        this.objective = objective;
        this.constraints = List.copyOf(constraints);
    }

    /**
     * Reads one from a stream, up to its end; the stream is left open.
     *
     * @param name what to call it in messages
     * @throws FormatException when it is not what the format wants, or has a variable that is not whole
     */
    public static CqmFile read(InputStream stream, String name) throws IOException {
        Lines lines = new Lines(name, new InputStreamReader(stream, StandardCharsets.UTF_8));
        try {
            return new CqmReader(lines).read(stream);
        } catch (IllegalArgumentException e) { // what a model refuses, such as a rule that is called as another
            throw FormatException.of(name, String.valueOf(e.getMessage()));
        }
    }

    /** The model, to be minimised. */
    public Model model() {
        return model;
    }

    /** Number of variables in the file. */
    public int variables() {
        return variables.size();
    }

    /** Number of constraints. */
    public int constraints() {
        return constraints.size();
    }

    /** Number of linear and quadratic terms in objective and constraints. */
    public long biases() {
        long count = objective.terms().size();
        for (Stated constraint : constraints) {
            count += constraint.row().terms().terms().size();
        }
        return count;
    }

    /**
     * Writes answers as dimod's {@code SampleSet.to_serializable} does, in JSON: values of all variables, the objective
     * without what soft constraints cost, which constraints hold, whether all hard ones do, and the labels of
     * constraints beside what else belongs to all answers. The stream is left open.
     *
     * @param answers to {@link #model}, in the order in which they are to stand
     * @param info numbers by their names
     */
    public void write(List<Answer> answers, Map<String, Long> info, OutputStream stream) throws IOException {
        new SampleSetWriter(columns(), answers).write(info, stream);
    }

    /** Its variables and constraints by their labels, and its objective without what soft constraints cost. */
    AnswerColumns columns() {
        List<?> rules = constraints.stream().map(Stated::label).toList();
        return new AnswerColumns() {
            @Override
            public List<?> labels() {
                return labels;
            }

            @Override
            public int value(Answer answer, int variable) {
                return CqmFile.this.value(answer, variable);
            }

            @Override
            public double energy(Answer answer) {
                return CqmFile.this.value(answer, objective);
            }

            @Override
            public List<?> rules() {
                return rules;
            }

            @Override
            public boolean isSatisfied(Answer answer, int rule) {
                return CqmFile.this.isSatisfied(answer, constraints.get(rule));
            }

            @Override
            public boolean isFeasible(Answer answer) {
                return constraints.stream()
                        .allMatch(constraint -> !constraint.isHard() || CqmFile.this.isSatisfied(answer, constraint));
            }
        };
    }

    private int value(Answer answer, int variable) {
        return answer.value(variables.get(variable));
    }

    private boolean isSatisfied(Answer answer, Stated constraint) {
        LpReader.Row row = constraint.row();
        double left = value(answer, row.terms());
        return left - row.high() <= allowed(row.high()) && row.low() - left <= allowed(row.low());
    }

    private static double allowed(double right) {
        return Double.isInfinite(right) ? 0 : ABSOLUTE + RELATIVE * Math.abs(right);
    }

    private double value(Answer answer, LpTerms terms) {
        double sum = terms.constant();
        for (LpTerms.Term term : terms.terms()) {
            double product = term.coefficient() * value(answer, term.first());
            sum += term.second() < 0 ? product : product * value(answer, term.second());
        }
        return sum;
    }

    @Override
    public String toString() {
        return "CqmFile[" + variables() + " variables, " + constraints() + " constraints]";
    }

    /** Labels 0, 1 and so on, which files leave out. */
    static List<?> numbered(@Nullable List<?> labels, int count) {
        return labels != null ? labels : IntStream.range(0, count).boxed().toList();
    }
}
