// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Factor;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Term;
import org.spinglass.modelling.Variable;

/** A model of whole numbers, term by term as one of OR-Tools' CP-SAT; products are variables of their own. */
final class CpSatModel {
    private final Model model;
    private final CpModel cp = new CpModel();
    private final List<IntVar> values = new ArrayList<>();
    private final Map<List<Integer>, BoolVar> indicators = new HashMap<>();
    private final Map<List<Integer>, IntVar> products = new HashMap<>();

    /** What CP-SAT found: nothing where it is not feasible. */
    record Found(boolean isFeasible, double cost, double bound, boolean isProved, double seconds) {}

    /** Times a variable, and a number more. */
    private record Affine(long factor, IntVar variable, long more) {}

    CpSatModel(Model model) {
        this.model = model;
        for (Variable variable : model.variables()) {
            OptionalInt fixed = model.fixedValue(variable);
            int low = fixed.orElse(variable.low());
            int high = fixed.orElse(variable.high());
            values.add(
                    variable.isSpin()
                            ? cp.newIntVar((low + 1) / 2, (high + 1) / 2, variable.name())
                            : cp.newIntVar(low, high, variable.name()));
        }
        LinearExprBuilder goal = linear(model.objective());
        for (Constraint constraint : model.constraints()) {
            add(constraint, goal);
        }
        if (model.isMaximised()) {
            cp.maximize(goal);
        } else {
            cp.minimize(goal);
        }
    }

    private void add(Constraint constraint, LinearExprBuilder goal) {
        Rule rule = constraint.rule();
        if (!rule.different().isEmpty()) {
            cp.addAllDifferent(rule.different().stream()
                    .map(variable -> values.get(variable.index()))
                    .toArray(IntVar[]::new));
            return;
        }
        LinearExprBuilder sum = linear(rule.expression());
        if (!constraint.isHard()) { // a clause, which is broken by 1
            BoolVar broken = cp.newBoolVar(constraint.name());
            sum.add(broken);
            goal.addTerm(broken, (long) (model.isMaximised() ? -constraint.weight() : constraint.weight()));
        }
        long low = rule.low() == Double.NEGATIVE_INFINITY ? Long.MIN_VALUE / 4 : (long) Math.ceil(rule.low());
        long high = rule.high() == Double.POSITIVE_INFINITY ? Long.MAX_VALUE / 4 : (long) Math.floor(rule.high());
        cp.addLinearConstraint(sum, low, high);
    }

    private LinearExprBuilder linear(Expression expression) {
        LinearExprBuilder sum = LinearExpr.newBuilder();
        for (Term term : expression.terms()) {
            long c = (long) term.coefficient();
            if (c != term.coefficient() || term.factors().size() > 2) {
                throw new IllegalArgumentException("the term " + term + "; expected a whole number and two factors");
            }
            List<Affine> factors = term.factors().stream().map(this::affine).toList();
            switch (factors.size()) {
                case 0 -> sum.add(c);
                case 1 -> {
                    sum.addTerm(
                            factors.getFirst().variable(),
                            c * factors.getFirst().factor());
                    sum.add(c * factors.getFirst().more());
                }
                default -> {
                    Affine a = factors.get(0);
                    Affine b = factors.get(1);
                    sum.addTerm(product(a.variable(), b.variable()), c * a.factor() * b.factor());
                    sum.addTerm(a.variable(), c * a.factor() * b.more());
                    sum.addTerm(b.variable(), c * b.factor() * a.more());
                    sum.add(c * a.more() * b.more());
                }
            }
        }
        return sum;
    }

    private Affine affine(Factor factor) {
        Variable variable = factor.variable();
        IntVar value = values.get(variable.index());
        if (factor.value().isEmpty()) {
            return variable.isSpin() ? new Affine(2, value, -1) : new Affine(1, value, 0);
        }
        int wanted = factor.value().getAsInt();
        BoolVar is = indicators.computeIfAbsent(List.of(variable.index(), wanted), key -> {
            BoolVar made = cp.newBoolVar(variable.name() + " is " + wanted);
            cp.addEquality(value, wanted).onlyEnforceIf(made);
            cp.addDifferent(value, wanted).onlyEnforceIf(made.not());
            return made;
        });
        return new Affine(1, is, 0);
    }

    private IntVar product(IntVar a, IntVar b) {
        List<Integer> key = List.of(Math.min(a.getIndex(), b.getIndex()), Math.max(a.getIndex(), b.getIndex()));
        IntVar known = products.get(key);
        if (known != null) {
            return known;
        }
        boolean areBits = isBit(a) && isBit(b);
        IntVar product;
        if (a.getIndex() == b.getIndex() && areBits) {
            product = a;
        } else if (areBits && a instanceof BoolVar x && b instanceof BoolVar y) {
            BoolVar both = cp.newBoolVar("product");
            cp.addBoolAnd(new Literal[] {x, y}).onlyEnforceIf(both);
            cp.addBoolOr(new Literal[] {both, x.not(), y.not()});
            product = both;
        } else {
            long[] ends = {
                a.getDomain().min() * b.getDomain().min(),
                        a.getDomain().min() * b.getDomain().max(),
                a.getDomain().max() * b.getDomain().min(),
                        a.getDomain().max() * b.getDomain().max()
            };
            Arrays.sort(ends);
            product = cp.newIntVar(ends[0], ends[3], "product");
            cp.addMultiplicationEquality(product, a, b);
        }
        products.put(key, product);
        return product;
    }

    private static boolean isBit(IntVar variable) {
        return variable.getDomain().min() >= 0 && variable.getDomain().max() <= 1;
    }

    /** Searches with so many threads. */
    Found solve(double seconds, int threads, int seed) {
        CpSolver solver = new CpSolver();
        solver.getParameters()
                .setMaxTimeInSeconds(seconds)
                .setNumWorkers(threads)
                .setRandomSeed(seed);
        CpSolverStatus status = solver.solve(cp);
        boolean isFeasible = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE;
        return new Found(
                isFeasible,
                isFeasible ? solver.objectiveValue() : Double.NaN,
                solver.bestObjectiveBound(),
                status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.INFEASIBLE,
                solver.wallTime());
    }
}
