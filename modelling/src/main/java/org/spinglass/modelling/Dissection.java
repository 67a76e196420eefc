// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.spinglass.compute.Halt;
import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.presolve.AllValues;
import org.spinglass.modelling.internal.presolve.Part;
import org.spinglass.modelling.internal.presolve.Parts;
import org.spinglass.modelling.internal.presolve.Presolve;
import org.spinglass.modelling.internal.presolve.RoofDuality;
import org.spinglass.modelling.internal.presolve.Symmetry;

/**
 * What is left to be searched of a model: its parts, each within bounds that symmetry and roof duality leave. Small
 * parts are solved at once.
 */
final class Dissection {
    private final Model model;
    private final List<String> notes = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Narrowed> symmetries = new ArrayList<>();
    private final int[] values;
    private double rest;
    private boolean isContradiction;
    private int small;
    private int smallVariables;
    private int persistent;

    /**
     * A part to be searched, its variables and rules numbered as in the whole.
     *
     * @param part of the model
     * @param form its Ising model
     * @param bound that no cost is below; minus infinity where none is known
     */
    record Piece(Part part, IsingForm form, double bound) {}

    /** Symmetry that was broken in a part. */
    private record Narrowed(Part part, Symmetry symmetry) {}

    private Dissection(Model model, FlatModel flat) {
        this.model = model;
        this.values = IntStream.range(0, flat.variables()).map(flat::low).toArray();
    }

    /**
     * Of a model as presolve left it; with several answers wanted, or without any, it is one part. What is left to do
     * when a {@link Halt} calls is left out.
     */
    static Dissection of(Model model, Presolve presolve, boolean isWhole) {
        FlatModel flat = presolve.flat();
        Dissection all = new Dissection(model, flat);
        if (isWhole || presolve.isContradiction()) {
            int[] own = IntStream.range(0, flat.variables()).toArray();
            all.pieces.add(new Piece(
                    new Part(flat, own, presolve.kept()), IsingForm.of(model, flat, own), Double.NEGATIVE_INFINITY));
            all.isContradiction = presolve.isContradiction();
            return all;
        }
        int[] own = IntStream.range(0, flat.variables()).toArray();
        all.take(new Part(flat, own, presolve.kept()), true);
        all.tell();
        return all;
    }

    /** Takes a part apart, and its parts again where something was fixed. */
    private void take(Part outer, boolean isOutermost) {
        Parts parts = Parts.of(outer.flat());
        rest += parts.rest();
        isContradiction |= parts.isContradiction();
        for (Part inner : parts.parts()) {
            Part part = new Part(
                    inner.flat(), chosen(outer.variables(), inner.variables()), chosen(outer.rules(), inner.rules()));
            AllValues all = new AllValues(part.flat());
            if ((parts.parts().size() > 1 || !isOutermost) && all.areFew()) {
                solve(part, all);
            } else {
                look(part, isOutermost);
            }
        }
    }

    private static int[] chosen(int[] from, int[] numbers) {
        return Arrays.stream(numbers).map(k -> from[k]).toArray();
    }

    private void solve(Part part, AllValues all) {
        int[] best = all.best();
        small++;
        smallVariables += part.variables().length;
        if (best == null) {
            isContradiction = true;
            return;
        }
        rest += part.flat().cost(best);
        part.put(best, values);
    }

    private void look(Part part, boolean isOutermost) {
        FlatModel flat = part.flat();
        if (isOutermost && !Halt.isCalled()) {
            Symmetry symmetry = new Symmetry(flat);
            notes.addAll(symmetry.notes());
            symmetries.add(new Narrowed(part, symmetry));
            flat = symmetry.broken();
        }
        IsingForm form = IsingForm.of(model, flat, part.variables());
        RoofDuality dual = Halt.isCalled() ? null : form.roofDuality();
        if (dual != null && isOutermost) {
            int[] known = form.known(dual.values());
            int fixed = (int) Arrays.stream(known)
                    .filter(value -> value != Integer.MIN_VALUE)
                    .count();
            if (fixed > 0) {
                persistent += fixed;
                int[] low = IntStream.range(0, known.length).toArray();
                int[] high = low.clone();
                for (int v = 0; v < known.length; v++) {
                    low[v] = known[v] == Integer.MIN_VALUE ? flat.low(v) : known[v];
                    high[v] = known[v] == Integer.MIN_VALUE ? flat.high(v) : known[v];
                }
                Part narrow = new Part(flat.with(low, high, flat.rules()), part.variables(), part.rules());
                for (int v = 0; v < known.length; v++) {
                    values[part.variables()[v]] = low[v];
                }
                take(narrow, false);
                return;
            }
        }
        double bound = dual == null ? Double.NEGATIVE_INFINITY : dual.bound();
        pieces.add(new Piece(new Part(flat, part.variables(), part.rules()), form, bound));
    }

    private void tell() {
        if (persistent > 0) {
            notes.addFirst(counted(persistent, "variable") + " fixed by roof duality");
        }
        if (small > 0) {
            notes.add(counted(smallVariables, "variable") + " in " + counted(small, "small part")
                    + " that share no rule and no term, solved by trying all values");
        }
        if (pieces.size() > 1) {
            notes.add(counted(pieces.size(), "part") + " that share no rule and no term, each solved by itself");
        }
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Values of variables that are known already; of others their least. */
    int[] values() {
        return values.clone();
    }

    /** As good values as those given, among the ones that symmetry leaves. */
    int[] fitted(int[] given) {
        int[] fitted = given.clone();
        for (Narrowed narrowed : symmetries) {
            Part part = narrowed.part();
            part.put(narrowed.symmetry().fitted(part.of(fitted)), fitted);
        }
        return fitted;
    }

    /** What the known variables cost. */
    double rest() {
        return rest;
    }

    /** Whether it was found that the rules contradict each other. */
    boolean isContradiction() {
        return isContradiction;
    }

    List<String> notes() {
        return notes;
    }
}
