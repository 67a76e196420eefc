package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;

/**
 * One read of one form whose J is stored. It keeps the fields F; a change d of weight j is the row update {@code F += 2
 * d J_j}, N operations, and a weight that stays costs nothing.
 */
final class RowGroup extends ThermalGroup {
    /** Sweeps after which the fields are computed anew, so that rounding does not build up. */
    static final int REFRESH = 100;

    private final EncodedQuadratic model;
    private final Coupling.Dense coupling;
    private final EncodedColumn column;
    private final WeightMove move;
    private final boolean isSingleSpin;
    private final int sitesPerWeight;
    private final VisitOrder order;
    private final VectorOps ops;
    private float[] fields;
    private int sweeps;

    RowGroup(
            EncodedQuadratic model,
            Coupling.Dense coupling,
            int form,
            int state,
            InitialState initial,
            Moves moves,
            RandomStream random,
            VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.coupling = coupling;
        this.move = moves.move();
        this.isSingleSpin = moves.isSingleSpin();
        this.sitesPerWeight = moves.sitesPerWeight(model.bits());
        this.order = new VisitOrder(model.weights() * sitesPerWeight, moves.isRandomOrder());
        this.ops = ops;
        this.column = new EncodedColumn(model, form, random);
        column.start(initial, state, f -> WeightFields.atCentre(model, f));
        this.fields = refresh();
        column.requireFiniteEnergy();
    }

    private float[] refresh() {
        float[] values = column.values();
        float[] fresh = WeightFields.at(model, column.form, values);
        column.energy = WeightFields.energy(model, column.form, values, fresh);
        return fresh;
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public int form(int c) {
        return column.form;
    }

    @Override
    public long movesPerSweep() {
        return (long) model.weights() * (isSingleSpin ? model.bits() : 1);
    }

    @Override
    long sweepAt(double beta) {
        if (++sweeps % REFRESH == 0) {
            fields = refresh();
        }
        long accepted = 0;
        int n = model.weights();
        int top = model.topLevel();
        int[] levels = column.levels;
        float[] matrices = coupling.matrices();
        int offset = coupling.offset(column.form);
        for (int site : order.next(column.random)) {
            int j = site / sitesPerWeight;
            double spacing = model.spacing(j);
            double slope = spacing * fields[j];
            double curvature = spacing * spacing * matrices[offset + j * n + j];
            int level = sitesPerWeight == 1
                    ? move.next(levels[j], top, slope, curvature, beta, column.random)
                    : SingleSpinMove.flip(levels[j], 1 << site % sitesPerWeight, slope, curvature, beta, column.random);
            int t = level - levels[j];
            if (t != 0) {
                accepted += isSingleSpin ? Integer.bitCount(level ^ levels[j]) : 1;
                levels[j] = level;
                column.energy += t * (slope + curvature * t);
                ops.add((float) (2 * t * spacing), matrices, offset + j * n, fields, 0, n);
            }
        }
        return accepted;
    }

    @Override
    public double energy(int c) {
        return column.energy;
    }

    @Override
    public void keep(int c) {
        column.keep();
    }

    @Override
    public Spins kept(int c) {
        return column.kept();
    }
}
