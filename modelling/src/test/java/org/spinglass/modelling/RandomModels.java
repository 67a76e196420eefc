// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.spinglass.modelling.internal.flat.FlatModel;

/** Small models of every kind, by their seed, and all that they can be. */
final class RandomModels {
    private final SplittableRandom random;
    private final Model model = new Model();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Expression> literals = new ArrayList<>();

    private RandomModels(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Model of(long seed) {
        return new RandomModels(seed).make();
    }

    private Model make() {
        int count = 2 + random.nextInt(3);
        for (int k = 0; k < count; k++) {
            variables.add(
                    switch (random.nextInt(4)) {
                        case 0 -> model.spin("s" + k);
                        case 1 -> integer(k);
                        default -> model.binary("b" + k);
                    });
        }
        for (Variable variable : variables) {
            literals.add(
                    variable.low() == 0 && variable.high() == 1 && random.nextBoolean()
                            ? variable
                            : variable.is(variable.low()));
        }
        Expression goal = polynomial(3);
        if (random.nextBoolean()) {
            model.maximise(goal);
        } else {
            model.minimise(goal);
        }
        int rules = random.nextInt(4);
        for (int k = 0; k < rules; k++) {
            Rule rule = rule();
            if (random.nextInt(4) == 0) {
                model.prefer("soft " + k, rule, 1 + random.nextInt(3));
            } else {
                model.require("hard " + k, rule);
            }
        }
        if (random.nextInt(4) == 0) {
            Variable variable = variables.getFirst();
            model.fix(variable, random.nextBoolean() ? variable.low() : variable.high());
        }
        return model;
    }

    private Variable integer(int k) {
        int low = random.nextInt(-2, 3);
        Variable variable = model.integer("n" + k, low, low + 1 + random.nextInt(4));
        if (random.nextBoolean()) {
            model.encode(variable, random.nextBoolean() ? Encoding.DOMAIN_WALL : Encoding.ONE_HOT);
        }
        return variable;
    }

    private Expression polynomial(int degree) {
        Sum sum = new Sum().add(random.nextInt(-3, 4));
        int terms = 1 + random.nextInt(4);
        for (int t = 0; t < terms; t++) {
            Expression product = any();
            int factors = random.nextInt(degree);
            for (int k = 0; k < factors; k++) {
                product = product.times(any());
            }
            sum.add(random.nextInt(-4, 5) / (random.nextBoolean() ? 1.0 : 2.0), product);
        }
        return sum.toExpression();
    }

    private Expression any() {
        int at = random.nextInt(variables.size());
        return random.nextInt(3) == 0 ? literals.get(at) : variables.get(at);
    }

    private Rule rule() {
        return switch (random.nextInt(9)) {
            case 0 -> Rule.exactlyOne(literals);
            case 1 -> Rule.atMostOne(literals);
            case 2 -> Rule.anyOf(literals);
            case 3 -> literals.getFirst().implies(literals.getLast());
            case 4 -> Rule.allDifferent(variables);
            case 5 -> polynomial(1).equalTo(random.nextInt(-2, 3));
            case 6 -> polynomial(1).between(-1, random.nextInt(-1, 4));
            case 7 -> polynomial(2).atLeast(random.nextInt(-2, 3));
            default -> polynomial(1).atMost(random.nextInt(-2, 3) + 0.25);
        };
    }

    /** Tells all values that the variables can have together. */
    static void forEach(FlatModel flat, Consumer<int[]> told) {
        int[] values = new int[flat.variables()];
        for (int v = 0; v < values.length; v++) {
            values[v] = flat.low(v);
        }
        int at = 0;
        while (at < values.length) {
            told.accept(values);
            for (at = 0; at < values.length; at++) {
                if (values[at] < flat.high(at)) {
                    values[at] += flat.step(at);
                    break;
                }
                values[at] = flat.low(at);
            }
        }
    }
}
