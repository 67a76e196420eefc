// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.search;

import java.util.List;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;

/** The rules of a model in arrays, by their numbers: what is looked at with every change that is considered. */
final class RuleTable {
    private final List<FlatRule> rules;
    private final double[] low;
    private final double[] high;
    private final boolean[] isHard;
    private final double[] unit;

    RuleTable(FlatModel flat) {
        rules = flat.rules();
        int size = rules.size();
        low = new double[size];
        high = new double[size];
        isHard = new boolean[size];
        unit = new double[size];
        for (int r = 0; r < size; r++) {
            FlatRule rule = rules.get(r);
            isHard[r] = rule.isHard();
            unit[r] = 1 / sizeOf(rule);
            switch (rule) {
                case FlatRule.Range range -> {
                    low[r] = range.low();
                    high[r] = range.high();
                }
                case FlatRule.Groups groups -> low[r] = Double.NEGATIVE_INFINITY; // high is 0: no pairs
            }
        }
    }

    private static double sizeOf(FlatRule rule) {
        if (!(rule instanceof FlatRule.Range range) || range.expression().terms() == 0) {
            return 1;
        }
        double sum = 0;
        for (int t = 0; t < range.expression().terms(); t++) {
            sum += Math.abs(range.expression().coefficient(t));
        }
        return sum > 0 ? sum / range.expression().terms() : 1;
    }

    int size() {
        return rules.size();
    }

    /** Gives a rule another upper bound. */
    void limit(int rule, double most) {
        high[rule] = most;
    }

    boolean isHard(int rule) {
        return isHard[rule];
    }

    /** What a rule weighs at first: one over the mean size of its coefficients. */
    double unit(int rule) {
        return unit[rule];
    }

    /** By how much a value, or a number of pairs, breaks a rule; 0 where it holds. */
    double broken(int rule, double at) {
        if (at >= low[rule] && at <= high[rule]) {
            return 0;
        }
        double over = Math.max(at - high[rule], low[rule] - at);
        double bound = at > high[rule] ? high[rule] : low[rule];
        return over <= FlatRule.Range.ROUNDING * (1 + Math.abs(bound)) ? 0 : over;
    }

    /** What breaking a soft rule by so much costs. */
    double cost(int rule, double broken) {
        return broken == 0 ? 0 : FlatModel.cost(rules.get(rule), broken);
    }
}
