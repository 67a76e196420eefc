// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.presolve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * Finds values that may be exchanged in all variables at once, such as colours or slots that differ in nothing but
 * their names, and models that stay the same when every variable is turned about the middle of its range, such as a
 * cut. Bounds are narrowed so that of answers which differ by that alone one is left: the first variable has the first
 * of such values, the second one of the first two, and so on; of a mirrored model one variable stays below the middle.
 */
public final class Symmetry {
    private static final long MOST_WORK = 4_000_000;
    private static final int MOST_DEGREE = 3;

    private final FlatModel flat;
    private final int[] low;
    private final int[] high;
    private final List<String> notes = new ArrayList<>();

    /** The variables that have fewer values, in turn, and all whose values are exchanged with theirs. */
    private int[] order = new int[0];

    private boolean[] isExchanged = new boolean[0];

    /** The variable that stays below the middle; -1 if there is none. */
    private int halved = -1;

    /** Looks at a model. Cost: for each value, some passes over all terms; large models are left alone. */
    public Symmetry(FlatModel flat) {
        this.flat = flat;
        this.low = IntStream.range(0, flat.variables()).map(flat::low).toArray();
        this.high = IntStream.range(0, flat.variables()).map(flat::high).toArray();
        if (flat.size() <= MOST_WORK) {
            if (!values()) {
                mirror();
            }
        }
    }

    /** The same model with narrower bounds. */
    public FlatModel broken() {
        return flat.with(low.clone(), high.clone(), flat.rules());
    }

    /**
     * As good values as those given, within the narrower bounds: values are exchanged, or all of them mirrored.
     *
     * @param given within the model's own bounds
     */
    public int[] fitted(int[] given) {
        int[] fitted = given.clone();
        for (int v : order) {
            int out = fitted[v];
            int in = out > high[v] ? high[v] : out < low[v] ? low[v] : out;
            for (int u = 0; u < fitted.length && in != out; u++) {
                if (isExchanged[u] && (fitted[u] == out || fitted[u] == in)) {
                    fitted[u] = fitted[u] == out ? in : out;
                }
            }
        }
        if (halved >= 0 && fitted[halved] > high[halved]) {
            for (int u = 0; u < fitted.length; u++) {
                fitted[u] = flat.low(u) + flat.high(u) - fitted[u];
            }
        }
        return fitted;
    }

    /** What was found, in words. */
    public List<String> notes() {
        return notes;
    }

    private boolean values() {
        boolean[] isAsked = new boolean[flat.variables()];
        int[] atomsOfValues = indicators(isAsked);
        int first = IntStream.range(0, flat.variables())
                .filter(v -> isAsked[v])
                .findFirst()
                .orElse(-1);
        if (first < 0) {
            return false;
        }
        for (int v = 0; v < flat.variables(); v++) {
            if (isAsked[v] && (low[v] != low[first] || high[v] != high[first] || flat.step(v) != 1)) {
                return false;
            }
        }
        int count = flat.values(first);
        if ((long) count * flat.size() > MOST_WORK) {
            return false;
        }
        Canonical canonical = new Canonical(flat);
        Canonical.Form same = canonical.of(atom -> Polynomial.of(1, atom));
        int begin = 0;
        int best = 0;
        int bestBegin = 0;
        for (int k = 1; k <= count; k++) {
            if (k == count || !isExchanged(canonical, same, isAsked, atomsOfValues, low[first] + k - 1)) {
                if (k - begin > best) {
                    best = k - begin;
                    bestBegin = begin;
                }
                begin = k;
            }
        }
        return best > 1 && narrow(isAsked, low[first] + bestBegin, low[first] + bestBegin + best - 1);
    }

    /** The atom of each atom's variable for the value above, else -1; notes which variables are asked for values. */
    private int[] indicators(boolean[] isAsked) {
        Map<Long, Integer> places = new HashMap<>();
        boolean[] isUsed = usedAtoms();
        boolean[] isPlain = new boolean[flat.variables()];
        for (int atom = 0; atom < flat.atoms(); atom++) {
            int v = flat.variableOf(atom);
            if (flat.askedBy(atom) == FlatModel.VALUE) {
                isPlain[v] |= isUsed[atom];
            } else {
                places.put(key(v, flat.askedBy(atom)), atom);
                isAsked[v] |= isUsed[atom];
            }
        }
        int[] next = new int[flat.atoms()];
        Arrays.fill(next, -1);
        for (int atom = 0; atom < next.length; atom++) {
            int v = flat.variableOf(atom);
            isAsked[v] &= !isPlain[v];
            if (flat.askedBy(atom) != FlatModel.VALUE) {
                next[atom] = places.getOrDefault(key(v, flat.askedBy(atom) + 1), -1);
            }
        }
        return next;
    }

    private static long key(int variable, int value) {
        return (long) variable << 32 | value & 0xffffffffL;
    }

    private boolean[] usedAtoms() {
        boolean[] isUsed = new boolean[flat.atoms()];
        use(flat.objective(), isUsed);
        for (FlatRule rule : flat.rules()) {
            switch (rule) {
                case FlatRule.Range range -> use(range.expression(), isUsed);
                case FlatRule.Groups groups -> {
                    for (int[] group : groups.groups()) {
                        for (int atom : group) {
                            isUsed[atom] = true;
                        }
                    }
                }
            }
        }
        return isUsed;
    }

    private static void use(Polynomial terms, boolean[] isUsed) {
        for (int term = 0; term < terms.terms(); term++) {
            for (int k = 0; k < terms.degree(term); k++) {
                isUsed[terms.atom(term, k)] = true;
            }
        }
    }

    /** Whether the model is the same with a value and the next one exchanged. */
    private boolean isExchanged(Canonical canonical, Canonical.Form same, boolean[] isAsked, int[] next, int value) {
        int[] image = IntStream.range(0, flat.atoms()).toArray();
        for (int atom = 0; atom < image.length; atom++) {
            if (isAsked[flat.variableOf(atom)] && flat.askedBy(atom) == value && next[atom] >= 0) {
                image[atom] = next[atom];
                image[next[atom]] = atom;
            }
        }
        return canonical.of(atom -> Polynomial.of(1, image[atom])).equals(same);
    }

    private boolean narrow(boolean[] isAsked, int from, int to) {
        notes.add(String.format(Locale.ROOT, "the values %d to %d may be exchanged", from, to));
        order = new Neighbours(flat, isAsked).order(to - from);
        isExchanged = isAsked;
        for (int k = 0; k < order.length; k++) {
            int v = order[k];
            if (to == high[v]) {
                high[v] = from + k;
            } else if (from == low[v]) {
                low[v] = to - k;
            }
        }
        boolean isBroken = Arrays.stream(order).anyMatch(v -> low[v] > flat.low(v) || high[v] < flat.high(v));
        if (isBroken) {
            notes.set(
                    notes.size() - 1,
                    notes.getLast()
                            + String.format(
                                    Locale.ROOT,
                                    ": %d variable%s ha%s fewer of them",
                                    order.length,
                                    order.length == 1 ? "" : "s",
                                    order.length == 1 ? "s" : "ve"));
        }
        return isBroken;
    }

    private void mirror() {
        if (flat.objective().degree() > MOST_DEGREE || flat.variables() == 0) {
            return;
        }
        for (FlatRule rule : flat.rules()) {
            if (rule instanceof FlatRule.Groups
                    || rule instanceof FlatRule.Range range
                            && range.expression().degree() > MOST_DEGREE) {
                return;
            }
        }
        boolean[] isUsed = usedAtoms();
        for (int atom = 0; atom < flat.atoms(); atom++) {
            if (isUsed[atom] && flat.askedBy(atom) != FlatModel.VALUE) {
                return;
            }
        }
        Canonical canonical = new Canonical(flat);
        Canonical.Form same = canonical.of(atom -> Polynomial.of(1, atom));
        Canonical.Form turned = canonical.of(atom -> {
            int v = flat.variableOf(atom);
            return Polynomial.of(-1, atom).plus(Polynomial.constant(flat.low(v) + (double) flat.high(v)));
        });
        if (!same.equals(turned)) {
            return;
        }
        int[] count = new int[flat.variables()];
        for (int term = 0; term < flat.objective().terms(); term++) {
            for (int k = 0; k < flat.objective().degree(term); k++) {
                count[flat.variableOf(flat.objective().atom(term, k))]++;
            }
        }
        int v = IntStream.range(0, count.length)
                .reduce((a, b) -> count[b] > count[a] ? b : a)
                .orElse(0);
        halved = v;
        high[v] = low[v] + flat.step(v) * ((flat.values(v) - 1) / 2);
        notes.add("every answer has a mirror image as good: one variable was halved");
    }
}
