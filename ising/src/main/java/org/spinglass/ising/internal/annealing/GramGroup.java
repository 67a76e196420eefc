package org.spinglass.ising.internal.annealing;

import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.WeightFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;

/**
 * One read of one form whose J is a Gram matrix. It keeps {@code v_a = c_a sum_j A_ja S_j}; then
 *
 * <pre>  F_j = 2 sum_a A_ja v_a + h_j + 2 D_j S_j,      J_jj = sum_a c_a A_ja^2 + D_j,</pre>
 *
 * and a change d of weight j is {@code v_a += d c_a A_ja}: a visit costs O(Q), whatever N and n are.
 */
final class GramGroup extends ThermalGroup {
    private final Coupling.Gram gram;
    private final EncodedColumn column;
    private final EncodedQuadratic model;
    private final WeightMove move;
    private final boolean isSingleSpin;
    private final int sitesPerWeight;
    private final VisitOrder order;
    private final VectorOps ops;
    private final float[] diagonal;
    private float[] projected;
    private int sweeps;

    GramGroup(
            EncodedQuadratic model,
            Coupling.Gram gram,
            int form,
            int state,
            InitialState initial,
            Moves moves,
            RandomStream random,
            VectorOps ops) {
        super(moves.betas());
        this.model = model;
        this.gram = gram;
        this.move = moves.move();
        this.isSingleSpin = moves.isSingleSpin();
        this.sitesPerWeight = moves.sitesPerWeight(model.bits());
        this.order = new VisitOrder(model.weights() * sitesPerWeight, moves.isRandomOrder());
        this.ops = ops;
        this.column = new EncodedColumn(model, form, random);
        column.start(initial, state, f -> WeightFields.atCentre(model, f));
        projected = refresh();
        column.requireFiniteEnergy();
        diagonal = new float[model.weights()];
        java.util.Arrays.fill(diagonal, -1);
    }

    private float[] refresh() {
        int form = column.form;
        float[] values = column.values();
        float[] fresh = WeightFields.projected(gram, form, values);
        double energy = model.constant(form);
        for (int j = 0; j < values.length; j++) {
            energy += values[j] * ((double) model.field(form, j) + (double) gram.diagonal()[j] * values[j]);
        }
        int offset = gram.offset(form);
        for (int a = 0; a < gram.samples(); a++) {
            float weight = gram.sampleWeights()[offset + a];
            energy += weight == 0 ? 0 : (double) fresh[a] * fresh[a] / weight;
        }
        column.energy = energy;
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
        if (++sweeps % RowGroup.REFRESH == 0) {
            projected = refresh();
        }
        long accepted = 0;
        int q = gram.samples();
        int form = column.form;
        int top = model.topLevel();
        int[] levels = column.levels;
        float[] factors = gram.factors();
        float[] sampleWeights = gram.sampleWeights();
        int weightsOffset = gram.offset(form);
        for (int site : order.next(column.random)) {
            int j = site / sitesPerWeight;
            double spacing = model.spacing(j);
            double own = gram.diagonal()[j];
            if (diagonal[j] < 0) {
                diagonal[j] = ops.weightedSquares(sampleWeights, weightsOffset, factors, j * q, q) + gram.diagonal()[j];
            }
            double field = 2.0 * ops.dot(factors, j * q, projected, 0, q)
                    + model.field(form, j)
                    + 2 * own * model.value(form, j, levels[j]);
            double slope = spacing * field;
            double curvature = spacing * spacing * diagonal[j];
            int level = sitesPerWeight == 1
                    ? move.next(levels[j], top, slope, curvature, beta, column.random)
                    : SingleSpinMove.flip(levels[j], 1 << site % sitesPerWeight, slope, curvature, beta, column.random);
            int t = level - levels[j];
            if (t != 0) {
                accepted += isSingleSpin ? Integer.bitCount(level ^ levels[j]) : 1;
                levels[j] = level;
                column.energy += t * (slope + curvature * t);
                ops.addWeighted((float) (t * spacing), sampleWeights, weightsOffset, factors, j * q, projected, 0, q);
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
