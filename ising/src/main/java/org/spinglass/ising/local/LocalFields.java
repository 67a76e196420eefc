package org.spinglass.ising.local;

import org.spinglass.ising.Spins;

/**
 * One state of a plain Ising model with the local fields that single flips need:
 *
 * <pre>  F_i = h_i + sum_j J_ij sigma_j,     dE of flipping i = -2 sigma_i F_i,     after it F_j -= 2 sigma_i J_ij (old sigma_i).</pre>
 *
 * <p>Fields are kept in single precision, exact for whole numbers below 2^24; elsewhere rounding builds up as flips are
 * made, and {@link #refresh} takes it out. The energy is the running sum of the flips' changes in double precision.
 * Belongs to one thread.
 */
public abstract sealed class LocalFields permits DenseFields, SparseFields {
    private final byte[] sigma;
    private final float[] fields;
    private double energy;

    /** For a state whose fields are filled in by {@link #compute}. */
    LocalFields(byte[] sigma) {
        this.sigma = sigma;
        this.fields = new float[sigma.length];
    }

    /** Fills in all fields of a state. */
    abstract void compute(byte[] state, float[] into);

    /** Adds {@code factor J_i} to all fields. */
    abstract void addRow(int i, float factor, float[] into);

    /** h_i. */
    abstract float externalField(int i);

    abstract double offset();

    /** Another state of the same model with its own fields; the array is taken over. */
    public abstract LocalFields at(byte[] state);

    /** Number of spins. */
    public final int size() {
        return sigma.length;
    }

    /** Spin i, +1 or -1. */
    public final int spin(int i) {
        return sigma[i];
    }

    /** F_i. */
    public final float field(int i) {
        return fields[i];
    }

    /** The energy's change if spin i were flipped. */
    public final double change(int i) {
        return -2.0 * sigma[i] * fields[i];
    }

    /** The energy of the state. */
    public final double energy() {
        return energy;
    }

    /** The live spins, +1 or -1; not to be written to. */
    public final byte[] spins() {
        return sigma;
    }

    /** The live fields; not to be written to. */
    public final float[] fields() {
        return fields;
    }

    /** Flips spin i. Cost: N additions on a dense model, one a neighbour on a sparse one. */
    public final void flip(int i) {
        energy += change(i);
        addRow(i, -2f * sigma[i], fields);
        sigma[i] = (byte) -sigma[i];
    }

    /** Computes fields and energy anew. Cost: N^2 additions on a dense model, one a neighbour on a sparse one. */
    public final void refresh() {
        compute(sigma, fields);
        double sum = offset();
        for (int i = 0; i < sigma.length; i++) {
            sum += 0.5 * sigma[i] * ((double) fields[i] + externalField(i));
        }
        energy = sum;
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
