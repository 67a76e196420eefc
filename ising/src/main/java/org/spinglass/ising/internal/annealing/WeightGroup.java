// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;

/**
 * One read of one instance over weights, visited one by one; how their fields are kept is for those who know how J is.
 */
abstract class WeightGroup extends ThermalGroup {
    /** Sweeps after which the fields are computed anew, so that rounding does not build up. */
    static final int REFRESH = 100;

    final EncodedQuadratic model;
    final EncodedRead read;
    final VectorOps ops;
    private final WeightMove move;
    private final boolean isSingleSpin;
    private final int sitesPerWeight;
    private final VisitOrder order;
    private int sweeps;

    /** Weights at their start, before the first {@link #refresh}. */
    WeightGroup(
            EncodedQuadratic model,
            int instance,
            int state,
            InitialState initial,
            Moves moves,
            RandomStream random,
            VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.ops = ops;
        this.move = moves.move();
        this.isSingleSpin = moves.isSingleSpin();
        this.sitesPerWeight = moves.sitesPerWeight(model.bits());
        this.order = new VisitOrder(model.weights() * sitesPerWeight, moves.isRandomOrder());
        this.read = new EncodedRead(model, instance, random);
        read.start(initial, state, f -> WeightFields.atCentre(model, f));
    }

    /** Computes the fields and the energy anew from the weights. */
    abstract void refresh();

    /** F_j, the derivative of the energy by weight j. */
    abstract double field(int j);

    /** J_jj. */
    abstract double diagonal(int j);

    /** Takes note that weight j has changed. */
    abstract void moved(int j, double change);

    @Override
    public final int reads() {
        return 1;
    }

    @Override
    public final int instance(int c) {
        return read.instance;
    }

    @Override
    public final long movesPerSweep() {
        return (long) model.weights() * (isSingleSpin ? model.bits() : 1);
    }

    @Override
    final long sweepAt(double beta) {
        if (++sweeps % REFRESH == 0) {
            refresh();
        }
        long accepted = 0;
        int top = model.topLevel();
        int[] levels = read.levels;
        for (int site : order.next(read.random)) {
            int j = site / sitesPerWeight;
            double spacing = model.spacing(j);
            double slope = spacing * field(j);
            double curvature = spacing * spacing * diagonal(j);
            int level = sitesPerWeight == 1
                    ? move.next(levels[j], top, slope, curvature, beta, read.random)
                    : SingleSpinMove.flip(levels[j], 1 << site % sitesPerWeight, slope, curvature, beta, read.random);
            int t = level - levels[j];
            if (t != 0) {
                accepted += isSingleSpin ? Integer.bitCount(level ^ levels[j]) : 1;
                levels[j] = level;
                read.energy += t * (slope + curvature * t);
                moved(j, t * spacing);
            }
        }
        return accepted;
    }

    @Override
    public final double energy(int c) {
        return read.energy;
    }

    @Override
    public final void keep(int c) {
        read.keep();
    }

    @Override
    public final Spins kept(int c) {
        return read.kept();
    }
}
