// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * A problem in words: named variables, a goal, and rules. {@link ModelSolver} answers it; {@link IsingForm} is its
 * Ising
 * model. For one thread while it is built; many may solve it when it is.
 */
public final class Model {
    private final Store store = new Store();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Constraint> constraints = new LinkedHashMap<>();
    private Expression objective = Expression.constant(0);
    private boolean isMaximised;

    /** A model without variables, goal and rules. */
    public Model() {}

    /** A variable that is 0 or 1. */
    public Variable binary(String name) {
        return single(name, 0, 1, false);
    }

    /** A variable that is -1 or +1. */
    public Variable spin(String name) {
        return single(name, -1, 1, true);
    }

    /**
     * A variable of whole numbers.
     *
     * @param low the least
     * @param high the greatest, no less than that and at most 2^30 above it
     */
    public Variable integer(String name, int low, int high) {
        return single(name, low, high, false);
    }

    /**
     * A variable that is one of a list of things.
     *
     * @throws IllegalArgumentException when there is nothing in the list, or something twice
     */
    public <T> Choice<T> choice(String name, List<T> options) {
        return new Choice<>(single(name, 0, checked(name, options).size() - 1, false), List.copyOf(options));
    }

    /** Several variables each of which is one of a list of things: {@code name[0]} and so on. */
    public <T> List<Choice<T>> choices(String name, int count, List<T> options) {
        List<T> copy = List.copyOf(checked(name, options));
        return integers(name, 0, options.size() - 1, count).stream()
                .map(variable -> new Choice<>(variable, copy))
                .toList();
    }

    private static <T> List<T> checked(String name, List<T> options) {
        if (options.isEmpty() || new HashSet<>(options).size() < options.size()) {
            throw new IllegalArgumentException(
                    "the options of " + name + " are " + options + "; expected at least one, and none twice");
        }
        return options;
    }

    /** An array of variables that are 0 or 1. */
    public Variables binaries(String name, int... shape) {
        return several(name, 0, 1, false, shape);
    }

    /** An array of variables that are -1 or +1. */
    public Variables spins(String name, int... shape) {
        return several(name, -1, 1, true, shape);
    }

    /** An array of variables of whole numbers within the same bounds. */
    public Variables integers(String name, int low, int high, int... shape) {
        return several(name, low, high, false, shape);
    }

    /** A number that may change without building anew. */
    public Parameter parameter(String name, double value) {
        take(name);
        return new Parameter(this, store.addParameter(name, Expression.finite(value)), name);
    }

    private Variable single(String name, int low, int high, boolean isSpin) {
        return several(name, low, high, isSpin, new int[0]).get(0);
    }

    private Variables several(String name, int low, int high, boolean isSpin, int... shape) {
        if (low > high || (long) high - low > 1 << 30) {
            throw new IllegalArgumentException("the bounds of " + name + " are " + low + " and " + high
                    + "; expected the lower one first, and the other at most 2^30 above it");
        }
        int size = 1;
        for (int length : shape) {
            if (length < 1) {
                throw new IllegalArgumentException(
                        "an array " + name + " of length " + length + "; expected at least 1");
            }
            size = Math.multiplyExact(size, length);
        }
        take(name);
        Store.Named named = new Store.Named(name, store.variables(), shape.clone());
        store.name(named);
        for (int k = 0; k < size; k++) {
            store.add(low, high, isSpin);
        }
        return new Variables(this, named, size);
    }

    private void take(String name) {
        if (name.isBlank() || !names.add(name)) {
            throw new IllegalArgumentException("the name '" + name + "' "
                    + (name.isBlank() ? "is empty; expected a name" : "is taken; expected one of its own"));
        }
    }

    /** Sets the goal: as little as possible. */
    public Model minimise(Expression value) {
        return aim(value, false);
    }

    /** Sets the goal: as much as possible. */
    public Model maximise(Expression value) {
        return aim(value, true);
    }

    private Model aim(Expression value, boolean isMost) {
        own(value.model());
        objective = value;
        isMaximised = isMost;
        return this;
    }

    private void own(@org.jspecify.annotations.Nullable Model other) {
        if (other != null && !equals(other)) {
            throw new IllegalArgumentException("variables of another model; expected those of this one");
        }
    }

    /** The goal; 0 unless one was set. */
    public Expression objective() {
        return objective;
    }

    /** Whether the goal is as much as possible. */
    public boolean isMaximised() {
        return isMaximised;
    }

    /** Adds a rule that must hold, called by what it says. */
    public Constraint require(Rule rule) {
        return require("rule " + (constraints.size() + 1), rule);
    }

    /**
     * Adds a rule that must hold.
     *
     * @throws IllegalArgumentException when the name is taken or the rule is of another model
     */
    public Constraint require(String name, Rule rule) {
        return put(new Constraint(name, rule, Double.POSITIVE_INFINITY));
    }

    /**
     * Adds a rule that may be broken at a cost: that of {@link Constraint#weight}.
     *
     * @throws IllegalArgumentException when the weight is not more than 0, or as {@link #require(String, Rule)}
     */
    public Constraint prefer(String name, Rule rule, double weight) {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "the weight of " + name + " is " + weight + "; expected more than 0 and finite");
        }
        return put(new Constraint(name, rule, weight));
    }

    private Constraint put(Constraint constraint) {
        own(constraint.rule().model());
        if (constraint.name().isBlank() || constraints.containsKey(constraint.name())) {
            throw new IllegalArgumentException("a rule called '" + constraint.name() + "'; expected a name of its own");
        }
        for (Variable variable : constraint.rule().different()) {
            store.indicator(variable.index(), variable.high());
        }
        constraints.put(constraint.name(), constraint);
        return constraint;
    }

    /**
     * Takes a rule out again.
     *
     * @throws IllegalArgumentException when the model has no such rule
     */
    public void remove(Constraint constraint) {
        if (!constraints.remove(constraint.name(), constraint)) {
            throw new IllegalArgumentException("no rule " + constraint.name() + " to remove");
        }
    }

    /** The rules, in the order in which they were added. */
    public List<Constraint> constraints() {
        return List.copyOf(constraints.values());
    }

    /**
     * Fixes a variable until it is unfixed.
     *
     * @throws IllegalArgumentException when it cannot have the value
     */
    public void fix(Variable variable, int value) {
        own(variable.model());
        store.fix(variable.index(), value);
    }

    /** Fixes a choice. */
    public <T> void fix(Choice<T> choice, T option) {
        fix(choice.index(), choice.options().indexOf(option));
    }

    /** Frees a variable that was fixed. */
    public void unfix(Variable variable) {
        own(variable.model());
        store.unfix(variable.index());
    }

    /** Names the encoding of a variable; {@link Encoding#AUTOMATIC} until then. */
    public void encode(Variable variable, Encoding encoding) {
        own(variable.model());
        store.setEncoding(variable.index(), encoding);
    }

    /** The variables, in the order in which they were made. */
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(store.variables());
        for (int k = 0; k < store.variables(); k++) {
            all.add(new Variable(this, k));
        }
        return Collections.unmodifiableList(all);
    }

    /** Number of variables. */
    public int size() {
        return store.variables();
    }

    /** What a variable is fixed to; empty where it is not. */
    public OptionalInt fixedValue(Variable variable) {
        own(variable.model());
        return store.fixedValue(variable.index());
    }

    Factor factor(int atom) {
        return new Factor(new Variable(this, store.atomVariable(atom)), store.askedBy(atom));
    }

    String nameOf(int variable) {
        return store.nameOf(variable);
    }

    Store store() {
        return store;
    }

    /** The model in arrays, to be minimised, with the present values of parameters and what is fixed now. */
    FlatModel flat() {
        return new Flattening(this).flat();
    }

    /** The variables and atoms as they are now, without goal and rules. */
    FlatModel frame() {
        return new Flattening(this).frame();
    }

    /** The present terms of an expression, without parameters. */
    Polynomial present(Expression expression) {
        own(expression.model());
        return new Flattening(this).present(expression.polynomial());
    }
}
