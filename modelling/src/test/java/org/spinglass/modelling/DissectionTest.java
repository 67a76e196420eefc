// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Presolve;

/** What symmetry, roof duality and parts leave still has a best answer, beside exhaustive search. */
final class DissectionTest {
    @Property(tries = 2000)
    void randomModelsKeepABestAnswer(@ForAll long seed) {
        keepsABestAnswer(RandomModels.of(seed));
    }

    /** Quadratic, few couplings, strong fields: much that roof duality fixes, and several parts. */
    @Property(tries = 500)
    void quadraticModelsKeepABestAnswer(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        Variables x = model.binaries("x", 9);
        Sum sum = new Sum();
        for (int k = 0; k < 9; k++) {
            sum.add(random.nextInt(-4, 5), x.get(k));
            sum.add(random.nextInt(-3, 4), x.get(random.nextInt(9)), x.get(random.nextInt(9)));
        }
        model.minimise(sum.toExpression());
        if (random.nextBoolean()) {
            model.require("not both", x.get(0).plus(x.get(1)).atMost(1));
        }
        keepsABestAnswer(model);
    }

    /** Graphs to be coloured by values that cost the same, or that all cost something else. */
    @Property(tries = 300)
    void colouringsKeepABestAnswer(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        Variables colour = model.integers("colour", 0, 2, 5);
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < a; b++) {
                if (random.nextInt(3) > 0) {
                    Rule rule = Rule.allDifferent(colour.get(a), colour.get(b));
                    if (random.nextInt(4) == 0) {
                        model.prefer(a + "-" + b, rule, 1 + random.nextInt(3));
                    } else {
                        model.require(a + "-" + b, rule);
                    }
                }
            }
        }
        if (random.nextInt(3) == 0) {
            model.minimise(colour.get(0).is(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            model.require(
                    "one", colour.get(random.nextInt(5)).is(random.nextInt(3)).equalTo(random.nextInt(2)));
        }
        keepsABestAnswer(model);
    }

    private static void keepsABestAnswer(Model model) {
        FlatModel flat = model.flat();
        Presolve presolve = Presolve.of(flat, false);
        Dissection dissection = Dissection.of(model, presolve, false);
        double least = least(flat);
        if (presolve.isContradiction() || dissection.isContradiction()) {
            assertThat(least).isInfinite();
            return;
        }
        double sum = dissection.rest();
        double bound = dissection.rest();
        int[] values = dissection.values();
        for (Dissection.Piece piece : dissection.pieces()) {
            FlatModel part = piece.part().flat();
            sum += least(part);
            bound += piece.bound();
            piece.part().put(best(part), values);
        }
        if (Double.isInfinite(least)) {
            assertThat(sum).isInfinite();
            return;
        }
        assertThat(sum).isEqualTo(least, within(1e-9));
        assertThat(bound).isLessThan(least + 1e-9);
        assertThat(flat.isFeasible(values)).isTrue();
        assertThat(flat.cost(values)).isEqualTo(least, within(1e-9));
    }

    private static double least(FlatModel flat) {
        double[] least = {Double.POSITIVE_INFINITY};
        RandomModels.forEach(
                flat, values -> least[0] = flat.isFeasible(values) ? Math.min(least[0], flat.cost(values)) : least[0]);
        return least[0];
    }

    private static int[] best(FlatModel flat) {
        double least = least(flat);
        int[][] best = {new int[flat.variables()]};
        RandomModels.forEach(
                flat,
                values -> best[0] = flat.isFeasible(values) && flat.cost(values) == least ? values.clone() : best[0]);
        return best[0];
    }

    /** A chain whose neighbours like to be the same, with one weak link, has one best state, which a flow finds. */
    @Test
    void roofDualitySolvesWhatIsSubmodular() {
        Model model = new Model();
        Variables x = model.binaries("x", 300);
        Sum sum = new Sum().add(-3, x.get(0)).add(2, x.get(299));
        for (int k = 1; k < 300; k++) {
            int link = k == 150 ? 1 : 2;
            sum.add(link, x.get(k - 1)).add(link, x.get(k)).add(-2 * link, x.get(k - 1), x.get(k));
        }
        model.minimise(sum.toExpression());
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
        assertThat(found.best().objective()).isEqualTo(-2);
        assertThat(found.notes()).contains("298 variables fixed by roof duality");
        assertThat(found.rounds()).isEmpty();
    }

    @Test
    void coloursThatMayBeExchangedAreTold() {
        Model model = new Model();
        Variables colour = model.integers("colour", 0, 3, 12);
        for (int k = 0; k < 12; k++) {
            model.require("a" + k, Rule.allDifferent(colour.get(k), colour.get((k + 1) % 12)));
            model.require("b" + k, Rule.allDifferent(colour.get(k), colour.get((k + 5) % 12)));
        }
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.isFeasible()).isTrue();
        assertThat(found.notes()).contains("the values 0 to 3 may be exchanged: 3 variables have fewer of them");
    }

    @Test
    void aCutIsItsOwnMirrorImage() {
        Model model = new Model();
        Variables side = model.binaries("side", 30);
        Sum cut = new Sum();
        for (int k = 0; k < 30; k++) {
            Variable a = side.get(k);
            for (int far : new int[] {1, 2, 7}) {
                Variable b = side.get((k + far) % 30);
                cut.add(1, a).add(1, b).add(-2, a, b);
            }
        }
        model.maximise(cut.toExpression());
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.notes()).contains("every answer has a mirror image as good: one variable was halved");
        assertThat(found.spins()).isEqualTo(29);
    }

    @Test
    void partsAreSolvedByThemselvesAndProvedTogether() {
        Model model = new Model();
        double expected = 0;
        for (int sack = 0; sack < 3; sack++) {
            Variables take = model.binaries("take" + sack, 14);
            double[] weights = new double[14];
            for (int k = 0; k < 14; k++) {
                weights[k] = 3 + (k * 7 + sack) % 11;
            }
            model.require("room" + sack, Expression.dot(weights, take).atMost(30));
            Sum value = new Sum().add(model.objective());
            for (int k = 0; k < 14; k++) {
                value.add(4 + (k * 5 + sack) % 13, take.get(k));
            }
            model.maximise(value.toExpression());
            expected += knapsack(weights, sack);
        }
        model.binaries("lonely", 2).forEach(x -> model.prefer("p" + x.name(), x.equalTo(1), 2));
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.best().objective()).isEqualTo(expected);
        assertThat(found.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
        assertThat(found.bound()).hasValue(expected);
        assertThat(found.notes()).contains("3 parts that share no rule and no term, each solved by itself");
        assertThat(found.rounds().stream().map(PenaltyRound::part).distinct()).containsExactly(1, 2, 3);
        assertThat(found.best().values()).containsEntry("lonely[0]", 1).containsEntry("lonely[1]", 1);
    }

    private static double knapsack(double[] weights, int sack) {
        double[] most = new double[31];
        for (int k = 0; k < weights.length; k++) {
            for (int room = 30; room >= weights[k]; room--) {
                most[room] = Math.max(most[room], most[room - (int) weights[k]] + 4 + (k * 5 + sack) % 13);
            }
        }
        return most[30];
    }
}
