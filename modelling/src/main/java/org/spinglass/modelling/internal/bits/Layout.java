// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import org.spinglass.modelling.internal.flat.FlatModel;
import org.spinglass.modelling.internal.flat.Polynomial;
import org.spinglass.modelling.internal.flat.PolynomialBuilder;

/** The bits of each variable, and polynomials over atoms written in bits. */
final class Layout {
    private final FlatModel flat;
    private final Code[] codes;
    private final int[] first;
    private final int bits;

    /** An atom as a constant and a sum over bits. */
    private record Affine(double constant, int[] bits, double[] weights) {}

    private final Affine[] affine;

    Layout(FlatModel flat, Code[] codes) {
        this.flat = flat;
        this.codes = codes;
        this.first = new int[codes.length];
        int count = 0;
        for (int v = 0; v < codes.length; v++) {
            first[v] = count;
            count = Math.addExact(count, codes[v].bits());
        }
        this.bits = count;
        this.affine = new Affine[flat.atoms()];
    }

    int bits() {
        return bits;
    }

    int first(int variable) {
        return first[variable];
    }

    Code code(int variable) {
        return codes[variable];
    }

    int variables() {
        return codes.length;
    }

    int[] read(byte[] spins) {
        int[] values = new int[codes.length];
        for (int v = 0; v < values.length; v++) {
            values[v] = flat.low(v) + flat.step(v) * codes[v].read(spins, first[v]);
        }
        return values;
    }

    void write(int[] values, byte[] spins) {
        for (int v = 0; v < values.length; v++) {
            codes[v].write((values[v] - flat.low(v)) / flat.step(v), spins, first[v]);
        }
    }

    private Affine affine(int atom) {
        if (affine[atom] == null) {
            affine[atom] = made(atom);
        }
        return affine[atom];
    }

    private Affine made(int atom) {
        int v = flat.variableOf(atom);
        Code code = codes[v];
        int n = code.bits();
        int low = flat.low(v);
        if (n == 0) {
            return new Affine(flat.atom(atom, low), new int[0], new double[0]);
        }
        int asked = flat.askedBy(atom);
        if (asked == FlatModel.VALUE) {
            int[] all = new int[n];
            double[] weights = new double[n];
            for (int k = 0; k < n; k++) {
                all[k] = first[v] + k;
                weights[k] = (double) flat.step(v) * code.weights()[k];
            }
            return new Affine(low, all, weights);
        }
        if (asked < low || asked > flat.high(v)) {
            return new Affine(0, new int[0], new double[0]);
        }
        int place = (asked - low) / flat.step(v);
        if (code.kind() == Code.Kind.ONE_HOT) {
            return new Affine(0, new int[] {first[v] + place}, new double[] {1});
        }
        if (place == 0) {
            return new Affine(1, new int[] {first[v]}, new double[] {-1});
        }
        return place == n
                ? new Affine(0, new int[] {first[v] + n - 1}, new double[] {1})
                : new Affine(0, new int[] {first[v] + place - 1, first[v] + place}, new double[] {1, -1});
    }

    /** A polynomial over atoms as one over bits, each product of bits once. */
    Polynomial expanded(Polynomial atoms) {
        PolynomialBuilder all = new PolynomialBuilder(atoms.terms());
        int[] taken = new int[Math.max(1, atoms.degree())];
        for (int term = 0; term < atoms.terms(); term++) {
            expand(atoms, term, 0, atoms.coefficient(term), taken, 0, all);
        }
        return all.build().merged(bit -> true);
    }

    private void expand(
            Polynomial atoms, int term, int k, double product, int[] taken, int size, PolynomialBuilder all) {
        if (k == atoms.degree(term)) {
            all.term(product);
            for (int i = 0; i < size; i++) {
                all.with(taken[i]);
            }
            return;
        }
        Affine atom = affine(atoms.atom(term, k));
        if (atom.constant() != 0) {
            expand(atoms, term, k + 1, product * atom.constant(), taken, size, all);
        }
        for (int i = 0; i < atom.bits().length; i++) {
            taken[size] = atom.bits()[i];
            expand(atoms, term, k + 1, product * atom.weights()[i], taken, size + 1, all);
        }
    }
}
