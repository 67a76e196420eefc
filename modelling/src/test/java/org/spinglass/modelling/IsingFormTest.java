// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.modelling.internal.flat.FlatModel;

/** An Ising model is the model: the same least cost, and the same answers. */
final class IsingFormTest {
    private static final int MOST_SPINS = 18;

    @Property(tries = 400)
    void theLeastEnergyIsTheLeastCost(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        FlatModel flat = model.flat();
        IsingForm form = IsingForm.of(model);
        Assume.that(form.spins() <= MOST_SPINS);
        double[] least = {Double.POSITIVE_INFINITY};
        RandomModels.forEach(flat, values -> {
            if (flat.isFeasible(values)) {
                least[0] = Math.min(least[0], flat.cost(values));
            }
        });
        Sample best = ground(form.ising());
        Answer answer = form.answer(best.spins());
        assertThat(answer.isFeasible()).isEqualTo(least[0] < Double.POSITIVE_INFINITY);
        if (answer.isFeasible()) {
            assertThat(flat.cost(answer.raw())).isEqualTo(least[0], within(1e-9));
            assertThat(best.energy()).isEqualTo(least[0], within(1e-9));
        }
    }

    @Property(tries = 300)
    void everyAnswerThatBreaksNoRuleHasAStateOfItsCost(@ForAll long seed) {
        Model model = RandomModels.of(seed);
        FlatModel flat = model.flat();
        IsingForm form = IsingForm.of(model);
        PlainIsing ising = form.ising();
        RandomModels.forEach(flat, values -> {
            Answer answer = new Answer(model, flat, values);
            Spins state = form.state(answer);
            assertThat(form.answer(state).values()).isEqualTo(answer.values());
            if (answer.isFeasible()) {
                assertThat(ising.energy(0, state)).isEqualTo(flat.cost(values), within(1e-6));
            } else {
                assertThat(ising.energy(0, state)).isGreaterThan(flat.cost(values));
            }
        });
    }

    private static Sample ground(PlainIsing ising) {
        return new ExactSearch().sample(ising, SamplingRequest.of(1, 1)).best();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyEncodingHasEveryValue(Encoding encoding) {
        for (int high = 1; high <= 40; high++) {
            Model model = new Model();
            Variable x = model.integer("x", -3, high);
            model.encode(x, encoding);
            IsingForm form = IsingForm.of(model);
            FlatModel flat = model.flat();
            RandomModels.forEach(flat, values -> {
                Answer answer = new Answer(model, flat, values);
                assertThat(form.answer(form.state(answer)).value(x)).isEqualTo(values[0]);
            });
            if (form.spins() <= 12) {
                for (int wanted = -3; wanted <= high; wanted++) {
                    model.minimise(x.minus(wanted).squared());
                    IsingForm again = IsingForm.of(model);
                    Answer found = again.answer(ground(again.ising()).spins());
                    assertThat(found.value(x)).isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void bitsAreAsManyAsAnEncodingSays() {
        assertThat(spinsOf(Encoding.BINARY)).isEqualTo(7);
        assertThat(spinsOf(Encoding.BOUNDED)).isEqualTo(4 + 8);
        assertThat(spinsOf(Encoding.UNARY)).isEqualTo(100);
        assertThat(spinsOf(Encoding.ONE_HOT)).isEqualTo(101);
        assertThat(spinsOf(Encoding.DOMAIN_WALL)).isEqualTo(100);
        assertThat(spinsOf(Encoding.AUTOMATIC)).isEqualTo(7);
    }

    private static int spinsOf(Encoding encoding) {
        Model model = new Model();
        model.encode(model.integer("x", 0, 100), encoding);
        return IsingForm.of(model).spins();
    }

    @Test
    void patternsTakeNoSlack() {
        Model model = new Model();
        Variables x = model.binaries("x", 5);
        model.require(x.get(0).plus(x.get(1)).atMost(1));
        model.require(x.get(1).implies(x.get(2)));
        model.require(Rule.atMostOne(x));
        model.require(Rule.exactlyOne(x));
        model.require(Rule.anyOf(x.get(2), x.get(3)));
        assertThat(IsingForm.of(model).spins()).isEqualTo(5);
        model.require("of three", Rule.anyOf(x.get(2), x.get(3), x.get(4)));
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(1);
        model.require(
                "weights", Expression.dot(new double[] {3, 6, 9, 12, 15}, x).atMost(27.5));
        IsingForm form = IsingForm.of(model);
        assertThat(form.slackSpins()).isEqualTo(4); // 0 to 9, in units of 3
        assertThat(form.isExact()).isTrue();
        model.require(
                "loose",
                Expression.dot(new double[] {1, 2, 3, 4, 5}, x).atMost(6).withoutSlack());
        assertThat(IsingForm.of(model).slackSpins()).isEqualTo(4);
        assertThat(IsingForm.of(model).isExact()).isFalse();
    }

    /** Values of all states, and for each the least energy of all states of the other bits. */
    @Property(tries = 200)
    void productsOfAnyDegreeAreTheLeastOfTheirForm(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = new Model();
        int count = 3 + random.nextInt(5);
        Variables x = model.binaries("x", count);
        Sum sum = new Sum();
        int terms = 1 + random.nextInt(5);
        for (int t = 0; t < terms; t++) {
            List<Variable> factors = new ArrayList<>(x);
            Collections.shuffle(factors, new Random(random.nextLong()));
            int degree = random.nextInt(count + 1);
            sum.addProduct(random.nextInt(-4, 5), factors.subList(0, degree).toArray(Variable[]::new));
        }
        if (random.nextBoolean()) {
            model.minimise(sum.toExpression());
        } else {
            model.maximise(sum.toExpression());
        }
        if (random.nextInt(3) == 0) { // whose left side must be linear
            model.require(
                    "rule",
                    x.get(0).times(x.get(1)).times(x.get(2)).plus(x.get(0)).atMost(1));
        }
        IsingForm form = IsingForm.of(model);
        Assume.that(form.spins() <= MOST_SPINS);
        PlainIsing ising = form.ising();
        FlatModel flat = model.flat();
        Map<Map<String, Integer>, Double> least = new HashMap<>();
        for (long bits = 0; bits < 1L << form.spins(); bits++) {
            Spins state = Spins.ofWords(form.spins(), new long[] {bits});
            least.merge(Map.copyOf(form.answer(state).values()), ising.energy(0, state), Math::min);
        }
        RandomModels.forEach(flat, values -> {
            Answer answer = new Answer(model, flat, values);
            double energy = ising.energy(0, form.state(answer));
            assertThat(least.get(answer.values())).isEqualTo(energy, within(1e-9));
            if (answer.isFeasible()) {
                assertThat(energy).isEqualTo(flat.cost(values), within(1e-9));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"3,1,1", "4,1,1", "5,2,1", "6,2,1", "7,3,1", "8,3,1", "12,5,1"})
    void aProductTakesAsFewBitsAsItsSignAllows(int degree, int above, int below) {
        Model model = new Model();
        Variable[] x = model.binaries("x", degree).toArray(Variable[]::new);
        model.minimise(new Sum().addProduct(2, x).toExpression());
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(above);
        model.maximise(new Sum().addProduct(2, x).toExpression());
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(below);
        model.require("rule", new Sum().addProduct(2, x).toExpression().equalTo(2));
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(degree - 1); // its square has the product itself
    }

    /** Products that terms share are made once. */
    @Test
    void productsAreShared() {
        Model model = new Model();
        Variables x = model.binaries("x", 6);
        Sum sum = new Sum();
        for (int k = 2; k < 6; k++) {
            sum.addProduct(k, x.get(0), x.get(1), x.get(k));
        }
        model.minimise(sum.toExpression());
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(1);
        model.minimise(sum.addProduct(-1, x.toArray(Variable[]::new)).toExpression());
        assertThat(IsingForm.of(model).productSpins()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Model model = new Model();
        Variable x = model.integer("x", 0, 9);
        model.require("third", x.times(1 / 3.0).plus(model.integer("y", 0, 9)).atMost(4));
        assertThatThrownBy(() -> IsingForm.of(model))
                .hasMessage("the rule third has coefficients with more than 6 decimals; expected fewer, or a rule"
                        + " without slack");
        Model other = new Model();
        Variable z = other.integer("z", 0, 9);
        other.encode(z, Encoding.BINARY);
        other.minimise(z.is(3));
        assertThatThrownBy(() -> IsingForm.of(other))
                .hasMessage("z is asked for its values, which the encoding BINARY does not tell; expected ONE_HOT,"
                        + " DOMAIN_WALL or AUTOMATIC");
        Model large = new Model();
        large.require("all", Rule.exactlyOne(large.binaries("x", 30_000)));
        assertThatThrownBy(() -> IsingForm.of(large))
                .hasMessage("with the rule all, over 30,001 bits, the rules have more than 200,000,000 pairs of bits;"
                        + " expected rules over fewer bits");
    }

    /** Refused beforehand too where a time limit lets large models be written in bits later. */
    @Test
    void whatDoesNotFitIsRefusedBeforeASearch() {
        Model model = new Model();
        Variables x = model.binaries("x", 60_000);
        double[] sizes =
                IntStream.range(0, x.size()).mapToDouble(k -> 1 + k % 7 / 3.0).toArray();
        model.require("thirds", Expression.dot(sizes, x).atMost(900));
        model.maximise(Expression.sum(x));
        ModelRequest request = ModelRequest.of(1).withTimeLimit(Duration.ofHours(1));
        assertThatThrownBy(() -> ModelSolver.solve(model, request))
                .hasMessageStartingWith("the rule thirds has coefficients with more than 6 decimals");
        Model large = new Model();
        Variables y = large.binaries("y", 60_000);
        large.require("half", Expression.sum(y).equalTo(30_000));
        large.maximise(Expression.sum(y));
        assertThatThrownBy(() -> ModelSolver.solve(large, request))
                .hasMessageStartingWith("with the rule half, over 60,001 bits, the rules have more than 200,000,000");
    }
}
