// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.bifurcation;

import java.util.Arrays;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * Agents that share a matrix product, each a set of oscillators with positions x and momenta y (Goto, Endo, Suzuki,
 * Sakai, Kanao, Hamakawa, Hidaka, Yamasaki and Tatsumura, Science Advances 7, eabe7953, 2021, equations 6 to 9):
 *
 * <pre>  y_i += dt (-(1 - a) x_i - c0 F_i),     x_i += dt y_i,     and where |x_i| &gt; 1: x_i = sgn x_i, y_i =
 * 0,</pre>
 *
 * <p>with the pump a from 0 to 1 and {@code F = J x} (ballistic) or {@code J sgn(x)} (discrete). The signs of the
 * positions are the spins; their energies come from the same products in the discrete variant, and from one more
 * product each time they are taken in the others.
 *
 * <p>Generalised (Goto, Hidaka and Tatsumura, Physical Review Applied 25, 044011, 2026, arXiv:2508.17655), each
 * oscillator has a stiffness of its own in the place of {@code 1 - a}, which begins at 1 and goes in step t of M by
 *
 * <pre>  p_i -= (1 - A x_i^2) p_i / (M - t),     y_i += dt (-p_i x_i - c0 F_i),</pre>
 *
 * <p>so that it falls the more slowly the further out the oscillator is; momenta begin at 0. With {@code A = 0} all are
 * the ballistic variant's.
 */
public final class BifurcationGroup implements ReadGroup {
    /** Positions and momenta start at random within this of 0. */
    private static final double START = 0.1;

    /** Steps between two looks at the energies. */
    private static final int LOOK = 10;

    private final FieldProduct product;
    private final boolean isDiscrete;
    /** A of each agent; none where all oscillators share a pump. */
    private final float[] controls;

    private final float timeStep;
    private final float strength;
    private final double offset;
    private final int columns;
    private final int steps;
    private final float[] x;
    private final float[] y;
    private final float[] stiffness;
    private float[] signs;
    private float[] looked;
    private final float[] fields;
    private final double[] energies;
    private final byte[][] kept;

    /**
     * Agents at random starts.
     *
     * @param isDiscrete whether fields are of the signs of the positions
     * @param controls A of each agent; empty for a pump that all oscillators share
     * @param timeStep dt
     * @param offset the model's constant energy
     * @param steps number of steps there will be; energies are taken after the last
     * @param randoms one an agent
     */
    public BifurcationGroup(
            FieldProduct product,
            boolean isDiscrete,
            double[] controls,
            double timeStep,
            double offset,
            int steps,
            RandomStream... randoms) {
        this.product = product;
        this.isDiscrete = isDiscrete;
        this.controls = new float[controls.length];
        for (int c = 0; c < controls.length; c++) {
            this.controls[c] = (float) controls[c];
        }
        this.timeStep = (float) timeStep;
        this.offset = offset;
        this.steps = steps;
        this.columns = randoms.length;
        this.strength = (float) product.strength();
        int cells = Math.multiplyExact(product.positions(), columns);
        x = new float[cells];
        y = new float[cells];
        signs = new float[cells];
        looked = new float[cells];
        fields = new float[cells];
        stiffness = new float[isGeneralised() ? cells : 0];
        Arrays.fill(stiffness, 1);
        energies = new double[columns];
        kept = new byte[columns][product.spins()];
        for (int c = 0; c < columns; c++) {
            for (int e = c; e < cells; e += columns) {
                x[e] = (float) (START * (2 * randoms[c].nextDouble() - 1));
                y[e] = isGeneralised() ? 0 : (float) (START * (2 * randoms[c].nextDouble() - 1));
            }
        }
        takeSigns();
        product.multiply(signs, columns, fields);
        takeEnergies();
    }

    @Override
    public int reads() {
        return columns;
    }

    @Override
    public long movesPerSweep() {
        return (long) product.positions() * columns;
    }

    /** The pump, which grows from 0 to 1. */
    @Override
    public double parameter(int t) {
        return steps == 1 ? 1 : t / (steps - 1.0);
    }

    /** One step. */
    @Override
    public long sweep(int t) {
        boolean looks = t % LOOK == 0;
        if (isDiscrete) {
            takeSigns();
            product.multiply(signs, columns, fields);
            if (looks) {
                takeEnergies();
            }
        } else {
            product.multiply(x, columns, fields);
        }
        if (isGeneralised()) {
            advanceEach(1f / (steps - t));
        } else {
            advance((float) (1 - parameter(t)));
        }
        if ((!isDiscrete && looks) || t == steps - 1) {
            takeSigns();
            product.multiply(signs, columns, fields);
            takeEnergies();
        }
        return 0;
    }

    private void advance(float stiffness) {
        for (int e = 0; e < x.length; e++) {
            float momentum = y[e] - timeStep * (stiffness * x[e] + strength * fields[e]);
            float position = x[e] + timeStep * momentum;
            float inside = Math.max(-1, Math.min(1, position));
            x[e] = inside;
            y[e] = inside == position ? momentum : 0;
        }
    }

    private boolean isGeneralised() {
        return controls.length > 0;
    }

    /**
     * A step in which each stiffness goes by the oscillator's own position.
     *
     * @param share of the stiffness that an oscillator at rest loses
     */
    private void advanceEach(float share) {
        for (int row = 0; row < x.length; row += columns) {
            for (int c = 0; c < columns; c++) {
                int e = row + c;
                float before = x[e];
                float own = stiffness[e] * (1 - share * (1 - controls[c] * before * before));
                stiffness[e] = own;
                float momentum = y[e] - timeStep * (own * before + strength * fields[e]);
                float position = before + timeStep * momentum;
                float inside = Math.max(-1, Math.min(1, position));
                x[e] = inside;
                y[e] = inside == position ? momentum : 0;
            }
        }
    }

    private void takeSigns() {
        for (int e = 0; e < x.length; e++) {
            signs[e] = Math.copySign(1f, x[e]);
        }
    }

    /** {@code offset + sum_i s_i F_i / 2} over all positions; these signs stay until they are taken the next time. */
    private void takeEnergies() {
        Arrays.fill(energies, 0);
        for (int row = 0; row < x.length; row += columns) {
            for (int c = 0; c < columns; c++) {
                energies[c] += signs[row + c] * fields[row + c];
            }
        }
        for (int c = 0; c < columns; c++) {
            energies[c] = offset + 0.5 * energies[c];
        }
        float[] swap = looked;
        looked = signs;
        signs = swap;
    }

    @Override
    public double energy(int read) {
        return energies[read];
    }

    @Override
    public void keep(int read) {
        int spins = product.spins();
        float turned = product.positions() == spins ? 1 : looked[spins * columns + read];
        for (int i = 0; i < spins; i++) {
            kept[read][i] = (byte) (looked[i * columns + read] * turned);
        }
    }

    @Override
    public Spins kept(int read) {
        return Spins.of(kept[read]);
    }
}
