// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written of a model, and what is refused. */
final class ModelTest {
    private final Model model = new Model();

    @Test
    void expressionsSayWhatTheyAre() {
        Variable x = model.binary("x");
        Variable y = model.integer("y", 0, 5);
        Parameter price = model.parameter("price", 3);
        assertThat(x.times(y).times(2).minus(y).plus(1).toString()).isEqualTo("2 x y - y + 1");
        assertThat(price.times(y).plus(x.not()).toString()).isEqualTo("price y - x + 1");
        assertThat(y.is(4).toString()).isEqualTo("(y is 4)");
        assertThat(Expression.sum().toString()).isEqualTo("0");
        assertThat(model.binaries("long", 30).sum().toString()).endsWith("long[19] + 10 more terms");
        assertThat(y.between(1, 3).toString()).isEqualTo("1 <= y <= 3");
        assertThat(x.implies(y).toString()).isEqualTo("x - y <= 0");
        assertThat(y.equalTo(2.5).toString()).isEqualTo("y = 2.5");
        assertThat(Rule.allDifferent(x, y).toString()).isEqualTo("all different: x, y");
    }

    @Test
    void elementsOfArraysHaveNamesAndIndices() {
        Variables grid = model.integers("grid", 1, 9, 3, 4);
        assertThat(grid).hasSize(12);
        assertThat(grid.at(2, 1).name()).isEqualTo("grid[2,1]");
        assertThat(grid.get(9)).isEqualTo(grid.at(2, 1));
        assertThat(grid.row(2).get(1)).isEqualTo(grid.at(2, 1));
        assertThat(grid.row(2)).hasSize(4);
        assertThat(model.spins("s", 2).get(1).low()).isEqualTo(-1);
        assertThat(model.variables()).hasSize(14).startsWith(grid.get(0));
        assertThatThrownBy(() -> grid.at(1)).hasMessage("1 indices for grid; expected 2");
        assertThatThrownBy(() -> grid.at(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        Variable x = model.integer("x", 2, 5);
        assertThatThrownBy(() -> model.binary("x")).hasMessage("the name 'x' is taken; expected one of its own");
        assertThatThrownBy(() -> model.binary(" ")).hasMessage("the name ' ' is empty; expected a name");
        assertThatThrownBy(() -> model.integer("y", 3, 2))
                .hasMessageStartingWith("the bounds of y are 3 and 2; expected the lower one first");
        assertThatThrownBy(() -> x.is(6)).hasMessage("x never is 6; expected a value from 2 to 5");
        assertThatThrownBy(() -> model.fix(x, 1)).hasMessage("x cannot be 1; expected a value from 2 to 5");
        assertThatThrownBy(() -> x.times(Double.NaN)).hasMessageContaining("NaN; expected a finite one");
        assertThatThrownBy(() -> x.between(3, 2)).hasMessageContaining("expected the lower one first");
        assertThatThrownBy(() -> model.minimise(new Model().binary("z")))
                .hasMessage("variables of another model; expected those of this one");
        assertThatThrownBy(() -> x.plus(new Model().binary("z"))).hasMessageContaining("of two models");
        assertThatThrownBy(() -> model.prefer("soft", x.atMost(3), -1))
                .hasMessage("the weight of soft is -1.0; expected more than 0 and finite");
        model.require("r", x.atMost(3));
        assertThatThrownBy(() -> model.require("r", x.atMost(4)))
                .hasMessage("a rule called 'r'; expected a name of its own");
        assertThatThrownBy(() -> model.choice("c", List.of("a", "a")))
                .hasMessage("the options of c are [a, a]; expected at least one, and none twice");
        assertThatThrownBy(() -> model.choice("d", List.of("a")).is("b"))
                .hasMessage("d is never b; expected one of 1 options");
        assertThatThrownBy(() -> Expression.dot(new double[2], model.binaries("e", 3)))
                .hasMessage("2 coefficients for 3 variables e; expected as many");
        assertThatThrownBy(() -> ModelSolver.solve(new Model(), ModelRequest.of(1)))
                .hasMessage("a model without variables; expected at least one");
    }

    @Test
    void parametersAndFixedVariablesNeedNoNewModel() {
        Variables x = model.binaries("x", 3);
        Parameter budget = model.parameter("budget", 1);
        Parameter worth = model.parameter("worth", 1);
        model.maximise(x.sum().plus(worth.times(x.get(2))));
        model.require("budget", x.sum().atMost(budget));
        assertThat(best().objective()).isEqualTo(2);
        budget.set(2);
        assertThat(best().objective()).isEqualTo(3);
        worth.set(-4);
        assertThat(best().objective()).isEqualTo(2);
        model.fix(x.get(2), 1);
        assertThat(best().objective()).isEqualTo(-2);
        model.unfix(x.get(2));
        assertThat(best().values().values()).containsExactly(1, 1, 0);
        budget.set(-1);
        assertThat(best().isFeasible()).isFalse();
    }

    private Answer best() {
        return ModelSolver.solve(model, ModelRequest.of(1)).best();
    }

    @Test
    void productsThatWouldNotFitAreRefused() {
        Expression sum = model.binaries("x", 20_000).sum();
        assertThatThrownBy(sum::squared)
                .hasMessage("a product of 20000 and 20000 terms; expected one of at most 100000000 terms");
    }

    /** What is asked of an answer may be made after it. */
    @Test
    void answersTellTheValueOfAnyExpression() {
        Variable x = model.integer("x", 0, 9);
        Choice<String> colour = model.choice("colour", List.of("red", "blue"));
        Parameter p = model.parameter("p", 3);
        model.minimise(x.minus(7).squared());
        model.require("blue", colour.is("blue").equalTo(1));
        Answer answer = best();
        assertThat(answer.value(x.is(7))).isEqualTo(1);
        assertThat(answer.value(x.is(6).plus(x.times(p)))).isEqualTo(21);
        assertThat(answer.value(colour)).isEqualTo("blue");
        assertThat(answer.value(x)).isEqualTo(7);
        assertThatThrownBy(() -> answer.value(new Model().binary("y"))).hasMessage("y is of another model");
    }

    /** Terms are numbers in arrays: none is an object. */
    @Test
    void aMillionTermsAreBuiltInLittleMemory() {
        int n = 1_000_000;
        Variables x = model.binaries("x", n);
        Sum sum = new Sum();
        for (int i = 1; i < n; i++) {
            sum.add(i % 7 - 3, x.get(i - 1), x.get(i));
        }
        Expression goal = sum.toExpression();
        model.minimise(goal);
        assertThat(goal.polynomial().terms()).isEqualTo(n - 1);
        assertThat(model.flat().objective().terms()).isEqualTo(n - 1 - (n - 1) / 7); // those with 0 are left out
        assertThat(IsingForm.of(model).spins()).isEqualTo(n);
    }
}
