// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * Values of all variables of a model, and what they come to with the parameters as they were then. Immutable.
 */
public final class Answer {
    private final Model model;
    private final int[] values;
    private final double objective;
    private final double cost;
    private final List<Broken> broken;

    /** Evaluates values as a flat model has them, whose sense is to minimise. */
    Answer(Model model, FlatModel flat, int[] values) {
        this.model = model;
        this.values = values.clone();
        double sign = model.isMaximised() ? -1 : 1;
        this.objective = sign * flat.value(flat.objective(), values) + 0.0;
        this.cost = sign * flat.cost(values) + 0.0;
        List<Broken> all = new ArrayList<>();
        List<Constraint> constraints = model.constraints();
        for (int r = 0; r < constraints.size(); r++) {
            double by = flat.broken(flat.rules().get(r), values);
            if (by > 0) {
                all.add(new Broken(constraints.get(r), by));
            }
        }
        this.broken = List.copyOf(all);
    }

    /**
     * What values come to that were found otherwise: which rules they break, and what they cost.
     *
     * @param values of all variables of the model
     * @throws IllegalArgumentException when one has no value, or one that it cannot have
     */
    public static Answer of(Model model, Map<Variable, Integer> values) {
        int[] all = new int[model.size()];
        for (Variable variable : model.variables()) {
            Integer value = values.get(variable);
            int step = variable.isSpin() ? 2 : 1;
            if (value == null
                    || value < variable.low()
                    || value > variable.high()
                    || (value - variable.low()) % step != 0) {
                throw new IllegalArgumentException("the value of " + variable.name() + " is " + value
                        + "; expected one from " + model.store().range(variable.index()));
            }
            all[variable.index()] = value;
        }
        return new Answer(model, model.flat(), all);
    }

    /** The value of a variable. */
    public int value(Variable variable) {
        if (!variable.model().equals(model)) {
            throw new IllegalArgumentException(variable.name() + " is of another model");
        }
        return values[variable.index()];
    }

    /** What was chosen. */
    public <T> T value(Choice<T> choice) {
        return choice.options().get(value(choice.index()));
    }

    /** The value of an expression, with the present values of parameters. */
    public double value(Expression expression) {
        Polynomial terms = model.present(expression);
        return model.frame().value(terms, values);
    }

    /** Whether something that is 0 or 1 is 1. */
    public boolean isTrue(Variable variable) {
        return value(variable) == 1;
    }

    /** The objective, in its own sense and without what rules cost. */
    public double objective() {
        return objective;
    }

    /** The objective with what the soft rules that are broken cost: less by it where as much as possible is wanted. */
    public double cost() {
        return cost;
    }

    /** Whether all rules hold that must. */
    public boolean isFeasible() {
        return broken.stream().noneMatch(one -> one.constraint().isHard());
    }

    /** The rules that do not hold, soft ones included, in the model's order. */
    public List<Broken> broken() {
        return broken;
    }

    /** By how much a rule is broken; 0 where it holds. */
    public double brokenBy(Constraint constraint) {
        return broken.stream()
                .filter(one -> one.constraint().equals(constraint))
                .mapToDouble(Broken::by)
                .findFirst()
                .orElse(0);
    }

    /** All values by name, in the model's order. */
    public Map<String, Integer> values() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (int v = 0; v < values.length; v++) {
            all.put(model.nameOf(v), values[v]);
        }
        return all;
    }

    /** How many variables have other values in another answer. */
    public int distance(Answer other) {
        int different = 0;
        for (int v = 0; v < values.length; v++) {
            different += values[v] == other.values[v] ? 0 : 1;
        }
        return different;
    }

    int[] raw() {
        return values;
    }

    /** The objective and whether the rules hold, in one line. */
    @Override
    public String toString() {
        String rules = isFeasible() ? "all rules hold" : "infeasible";
        return "objective " + Written.number(objective) + ", "
                + (broken.isEmpty()
                        ? rules
                        : (isFeasible() ? "feasible; " : "infeasible; ")
                                + String.join(
                                        ", ",
                                        broken.stream().map(Broken::toString).toList()));
    }
}
