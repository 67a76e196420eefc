// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.local;

import org.spinglass.ising.model.Spins;

/**
 * One state of a plain Ising model with the local fields that single flips need:
 *
 * <pre>  F_i = h_i + sum_j J_ij sigma_j,     dE of flipping i = -2 sigma_i F_i,     after it F_j -= 2 sigma_i J_ij (old sigma_i).</pre>
 *
 * <p>Fields are kept in the model's own numbers, of which one is worth {@link #unit()} in energy, in single precision where
 * that never rounds them and in double precision otherwise; what rounding then builds up as flips are made, {@link #refresh}
 * takes out. The energy is the running sum of the flips' changes in double precision. Belongs to one thread.
 */
public abstract sealed class LocalFields permits SingleFields, DoubleFields {
    private final byte[] sigma;
    private final double offset;
    private final double unit;
    private double sum;

    /**
     * For a state whose fields are filled in by {@link #compute}.
     *
     * @param offset constant energy, in the numbers of the model
     * @param unit what one is worth in energy
     */
    LocalFields(byte[] sigma, double offset, double unit) {
        this.sigma = sigma;
        this.offset = offset;
        this.unit = unit;
    }

    /** Fills in all fields of the state. */
    abstract void compute(byte[] state);

    /** Adds {@code factor J_i} to all fields. */
    abstract void addRow(int i, int factor);

    /** Notes that spin i was flipped. */
    abstract void turn(int i);

    /** F_i in the numbers of the model. */
    abstract double number(int i);

    /** h_i in the numbers of the model. */
    abstract double externalField(int i);

    /** How far apart two energies must at least be to count as different: what rounding may have added up to. */
    public abstract double resolution(double energy);

    /** Whether rounding builds up as spins are flipped, so that {@link #refresh} is worth its cost now and then. */
    public abstract boolean isRounding();

    /** The greatest {@code sigma_i F_i} among those i for which {@code until_i <= now}, in the numbers of the model. */
    public abstract double greatestProduct(int[] until, int now);

    /**
     * The first i from {@code from} to {@code to - 1} with {@code until_i <= now} and {@code sigma_i F_i} equal to a value
     * in the numbers of the model, -1 where there is none.
     */
    public abstract int indexOfProduct(double product, int[] until, int now, int from, int to);

    /** Another state of the same model with its own fields; the array is taken over. */
    public abstract LocalFields at(byte[] state);

    /** What one of the model's numbers is worth in energy. */
    public final double unit() {
        return unit;
    }

    final double offset() {
        return offset;
    }

    /** Number of spins. */
    public final int size() {
        return sigma.length;
    }

    /** Spin i, +1 or -1. */
    public final int spin(int i) {
        return sigma[i];
    }

    /** F_i. */
    public final double field(int i) {
        return unit * number(i);
    }

    /** {@code sigma_i F_i} in the numbers of the model. */
    public final double product(int i) {
        return sigma[i] * number(i);
    }

    /** The energy's change if spin i were flipped. */
    public final double change(int i) {
        return unit * (-2.0 * sigma[i] * number(i));
    }

    /** The energy of the state. */
    public final double energy() {
        return unit * sum;
    }

    /** The live spins, +1 or -1; not to be written to. */
    public final byte[] spins() {
        return sigma;
    }

    /** Flips spin i. Cost: N additions on a dense model, one a neighbour on a sparse one. */
    public final void flip(int i) {
        sum += -2.0 * sigma[i] * number(i);
        addRow(i, -2 * sigma[i]);
        sigma[i] = (byte) -sigma[i];
        turn(i);
    }

    /** Computes fields and energy anew. Cost: N^2 additions on a dense model, one a neighbour on a sparse one. */
    public final void refresh() {
        compute(sigma);
        sum = offset;
        for (int i = 0; i < sigma.length; i++) {
            sum += 0.5 * sigma[i] * (number(i) + externalField(i));
        }
    }

    /** Goes to another state, which is copied, and refreshes. */
    public final void moveTo(byte[] state) {
        System.arraycopy(state, 0, sigma, 0, sigma.length);
        refresh();
    }

    /** A copy of the state. */
    public final Spins toSpins() {
        return Spins.of(sigma);
    }
}
