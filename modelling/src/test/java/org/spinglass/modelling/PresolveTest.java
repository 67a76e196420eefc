// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.Parts;
import org.spinglass.modelling.internal.presolve.Presolve;

/** Presolve loses no best answer, and where all are wanted none. */
final class PresolveTest {
    @Property(tries = 2000)
    void answersThatHoldTheRulesStay(@ForAll long seed) {
        FlatModel flat = RandomModels.of(seed).flat();
        Presolve presolve = Presolve.of(flat, true);
        Set<List<Integer>> before = feasible(flat);
        if (presolve.isContradiction()) {
            assertThat(before).isEmpty();
        } else {
            assertThat(feasible(presolve.flat())).isEqualTo(before);
        }
    }

    @Property(tries = 2000)
    void aBestAnswerStays(@ForAll long seed) {
        FlatModel flat = RandomModels.of(seed).flat();
        Presolve presolve = Presolve.of(flat, false);
        double least = least(flat, flat);
        if (presolve.isContradiction()) {
            assertThat(least).isInfinite();
        } else if (Double.isFinite(least)) {
            assertThat(least(presolve.flat(), flat)).isEqualTo(least, within(1e-9));
            assertThat(least(presolve.flat(), presolve.flat())).isEqualTo(least, within(1e-9));
        } else {
            assertThat(least(presolve.flat(), presolve.flat())).isInfinite();
        }
    }

    /** What is left out when the time is over changes nothing: all answers stay, of presolve and of the parts. */
    @Property(tries = 20)
    void nothingIsLostWhenItIsCutShort(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        FlatModel flat = model.flat();
        Presolve presolve = Halt.during(() -> true, () -> {
            pause();
            return Presolve.of(flat, false);
        });
        if (!presolve.isContradiction()) {
            assertThat(feasible(presolve.flat())).isEqualTo(feasible(flat));
            assertThat(presolve.kept()).hasSameSizeAs(flat.rules());
        }
    }

    /** Until the question is put that ends it. */
    private static void pause() {
        try {
            while (!Halt.isCalled()) {
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aModelThatIsOnePartIsNotCopied() {
        Model model = new Model();
        Variables x = model.integers("x", 1, 5, 5);
        Sum sum = new Sum();
        for (int k = 0; k < 5; k++) {
            for (int value = 1; value <= 5; value++) {
                sum.add(
                        k * value % 7 + 1,
                        x.get(k).is(value),
                        x.get((k + 1) % 5).is(value % 5 + 1));
            }
        }
        model.minimise(sum.toExpression());
        model.require("different", Rule.allDifferent(x));
        FlatModel flat = model.flat();
        assertThat(Parts.of(flat).parts().getFirst().flat()).isSameAs(flat);
        model.fix(x.get(0), 1);
        FlatModel fixed = model.flat();
        FlatModel part = Parts.of(fixed).parts().getFirst().flat();
        assertThat(part.variables()).isEqualTo(4);
        assertThat(least(part, part)).isEqualTo(least(fixed, fixed), within(1e-9));
    }

    private static Set<List<Integer>> feasible(FlatModel flat) {
        Set<List<Integer>> all = new HashSet<>();
        RandomModels.forEach(flat, values -> {
            if (flat.isFeasible(values)) {
                all.add(Arrays.stream(values).boxed().toList());
            }
        });
        return all;
    }

    private static double least(FlatModel bounds, FlatModel judge) {
        double[] least = {Double.POSITIVE_INFINITY};
        RandomModels.forEach(bounds, values -> {
            if (judge.isFeasible(values)) {
                least[0] = Math.min(least[0], judge.cost(values));
            }
        });
        return least[0];
    }

    @Test
    void whatWasDoneIsTold() {
        Model model = new Model();
        Variables x = model.integers("x", 0, 100, 4);
        model.minimise(x.get(0).plus(x.get(1)).minus(x.get(2).times(x.get(3))));
        model.require("narrow", x.get(0).times(7).plus(x.get(1)).atMost(20)); // x0 to 2, x1 to 20
        model.require("fixed", x.get(2).times(3).atLeast(300));
        model.require("always", x.get(3).atMost(200));
        model.require("twice", x.get(0).times(7).plus(x.get(1)).atLeast(3));
        Presolve presolve = Presolve.of(model.flat(), true);
        assertThat(presolve.notes())
                .containsExactly(
                        "1 variable fixed by rules",
                        "2 variables with narrower bounds",
                        "2 rules dropped, which always hold",
                        "1 rule merged with another of the same terms");
        assertThat(presolve.kept()).containsExactly(0);
        assertThat(presolve.flat().high(0)).isEqualTo(2);
        assertThat(presolve.flat().high(1)).isEqualTo(20);
        assertThat(Presolve.of(model.flat(), false).notes())
                .contains("1 variable fixed as one value is never worse"); // x3 at 100, as x2 is 100
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.best().objective()).isEqualTo(1 - 10_000.0);
        assertThat(found.rounds().getFirst().weights()).hasSize(4);
    }

    @Test
    void largeContradictionsAreProvedWithoutASearch() {
        Model model = new Model();
        Variables x = model.binaries("x", 500);
        model.require("few", x.sum().atMost(3));
        model.require("many", x.sum().atLeast(4));
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.INFEASIBLE);
        assertThat(found.rounds()).isEmpty();
        assertThat(found.best().broken()).isNotEmpty();
    }

    /** x and y, or y alone: y is 1, which no rule says by itself. */
    @Test
    void bothValuesAreTried() {
        Model model = new Model();
        Variable x = model.binary("x");
        Variable y = model.binary("y");
        Variable z = model.binary("z");
        model.maximise(x.times(2).minus(y.times(z)));
        model.require("if x", x.implies(y));
        model.require("if not x", Rule.anyOf(x, y));
        Presolve presolve = Presolve.of(model.flat(), true);
        assertThat(presolve.notes()).contains("1 variable fixed by trying values");
        assertThat(presolve.flat().low(1)).isEqualTo(1);
    }
}
