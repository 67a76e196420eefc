// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * What can be said of a model before it is solved: bounds that rules leave, variables that only one value is good for,
 * rules that
 * always hold, and rules twice.
 *
 * @param flat the same variables within narrower bounds, with fewer rules
 * @param kept the number that each rule had
 * @param isContradiction whether no values hold all rules; the model is then as it was
 * @param notes what was done, in words
 */
public record Presolve(FlatModel flat, int[] kept, boolean isContradiction, List<String> notes) {
    private static final int PASSES = 20;

    /**
     * Looks at a model. Cost: some passes over its terms; a {@link Halt} ends it early, with what was found until then.
     *
     * @param keepsAll whether all answers that hold the rules are to stay, and not one of the best alone
     */
    public static Presolve of(FlatModel given, boolean keepsAll) {
        Bounds bounds = new Bounds(given);
        List<FlatRule> rules = new ArrayList<>(given.rules());
        int merged = merge(rules);
        boolean isChanged = true;
        for (int pass = 0; pass < PASSES && isChanged && goesOn(bounds); pass++) {
            isChanged = bounds.narrow(rules);
        }
        int byRules = bounds.fixed();
        if (goesOn(bounds)) {
            new Probing(bounds.model(rules), rules, bounds).run();
        }
        if (bounds.isContradiction()) {
            return new Presolve(given, all(rules.size()), true, List.of("the rules contradict each other"));
        }
        int tried = bounds.fixed();
        FlatModel narrow = bounds.model(rules);
        List<FlatRule> left = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            if (Halt.isCalled() || !alwaysHolds(narrow, rules.get(r))) {
                left.add(rules.get(r));
                kept.add(r);
            }
        }
        if (!keepsAll && !Halt.isCalled()) {
            new OneSided(bounds.model(left), bounds).fix();
        }
        List<String> notes = new ArrayList<>();
        note(notes, byRules - fixedBefore(given), "variable", "fixed by rules");
        note(notes, tried - byRules, "variable", "fixed by trying values");
        note(notes, bounds.fixed() - tried, "variable", "fixed as one value is never worse");
        note(notes, bounds.narrowed(), "variable", "with narrower bounds");
        note(notes, rules.size() - left.size() - merged, "rule", "dropped, which always hold");
        note(notes, merged, "rule", "merged with another of the same terms");
        return new Presolve(
                bounds.model(left), kept.stream().mapToInt(Integer::intValue).toArray(), false, notes);
    }

    private static boolean goesOn(Bounds bounds) {
        return !bounds.isContradiction() && !Halt.isCalled();
    }

    private static void note(List<String> notes, int count, String what, String how) {
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, "%,d %s%s %s", count, what, count == 1 ? "" : "s", how));
        }
    }

    private static int fixedBefore(FlatModel flat) {
        int fixed = 0;
        for (int v = 0; v < flat.variables(); v++) {
            fixed += flat.low(v) == flat.high(v) ? 1 : 0;
        }
        return fixed;
    }

    private static int[] all(int count) {
        int[] all = new int[count];
        Arrays.setAll(all, r -> r);
        return all;
    }

    /** Gives the bounds of hard rules with the same terms to the first of them; the others hold whatever happens. */
    private static int merge(List<FlatRule> rules) {
        Map<Polynomial, Integer> known = new HashMap<>();
        int merged = 0;
        for (int r = 0; r < rules.size(); r++) {
            if (!(rules.get(r) instanceof FlatRule.Range range) || !range.isHard() || !range.hasSlack()) {
                continue;
            }
            Integer first = known.putIfAbsent(range.expression(), r);
            if (first != null && rules.get(first) instanceof FlatRule.Range other) {
                rules.set(
                        first, other.within(Math.max(other.low(), range.low()), Math.min(other.high(), range.high())));
                rules.set(r, range.within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
                merged++;
            }
        }
        return merged;
    }

    private static boolean alwaysHolds(FlatModel flat, FlatRule rule) {
        return switch (rule) {
            case FlatRule.Range range ->
                range.broken(flat.least(range.expression())) == 0 && range.broken(flat.most(range.expression())) == 0;
            case FlatRule.Groups groups -> {
                boolean holds = true;
                for (int[] group : groups.groups()) {
                    int ones = 0;
                    for (int atom : group) {
                        ones += flat.mostOf(atom);
                    }
                    holds &= ones <= 1;
                }
                yield holds;
            }
        };
    }
}
