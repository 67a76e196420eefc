// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.spinglass.compute.Blas;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;

/**
 * A convolution: all its weights form one subproblem. Moving weight j of channel r by one moves output k of sample a by
 *
 * <pre>  A[(r,j),(a,k)] = sum_sites B[a][k][r, site] u_j[a][site],      J = A A' / Q,   h = (2/Q) A r.</pre>
 *
 * <p>J costs as many backward passes of a sample as there are outputs, h a single one, with the residuals in place of
 * the outputs. With sketches h is that of all samples and J is estimated from fewer: with random signs {@code sigma_sk}
 * in place of the outputs, S combinations a sample,
 *
 * <pre>  A[(r,j),(a,s)] = S^(-1/2) sum_k sigma_sk A[(r,j),(a,k)],      E[A A'] = sum_k A_k A_k'.</pre>
 *
 * <p>Most of these are of the steps before, by the weights of then ({@link LayerMemory}).
 */
final class ChannelProblem extends ResponseProblem.Here {
    private final ChannelFactors factors;
    private final float[] fields;

    private ChannelProblem(Source source, float[] residuals, Scale scale, ChannelFactors factors, float[] fields) {
        super(scale, source.matrix(), source.samples(), source.network().classes(), residuals, fields.length);
        this.factors = factors;
        this.fields = fields;
        setMeanDiagonal(factors.meanSquare(0, fields.length));
    }

    /** J and h from all outputs of the samples. */
    static ChannelProblem ofOutputs(Source source, float[] residuals, Scale scale) {
        int samples = source.samples();
        int outputs = source.network().classes();
        source.responses().compute(source.weightLayer(), source.pass(), samples, source.weights());
        ChannelFactors factors = ChannelFactors.of(source, samples, outputs, 1);
        float[] fields = new float[factors.variables()];
        Blas.gemv(
                Blas.Op.NONE,
                fields.length,
                samples * outputs,
                2f / samples,
                factors.values(),
                0,
                factors.width(),
                residuals,
                0,
                0,
                fields,
                0);
        return new ChannelProblem(source, residuals, scale, factors, fields);
    }

    /**
     * h from all samples, J from random combinations of the outputs of the first samples and of those before.
     *
     * @param window the columns of the visits before, to be renewed by this one
     */
    static ChannelProblem ofSketches(
            Source source, float[] residuals, Scale scale, ResponseForm form, ColumnWindow window, long seed) {
        List<Source> layer = List.of(source);
        float[] fields =
                Sketches.fields(layer, residuals, 2f / source.samples()).getFirst();
        int sketched = window.due(form);
        Sketches.draw(layer, sketched, form.rows(), seed);
        ChannelFactors factors = window.renew(layer, sketched, form.rows(), Sketches.scale(form.rows()));
        return new ChannelProblem(source, residuals, scale, factors, fields);
    }

    @Override
    public int subproblems() {
        return 1;
    }

    @Override
    public EncodedQuadratic subproblem(int index) {
        return encoded(
                new Coupling.Gram(
                        fields.length,
                        factors.width(),
                        factors.values(),
                        relaxed(factors.sampleWeights()),
                        diagonal(),
                        true),
                fields.clone(),
                0);
    }

    @Override
    public void accept(int index, EncodedQuadratic subproblem, SampleSet found) {
        WeightMoves.add(WeightMoves.changes(subproblem, 0, found), 0, weights.length, weights, 0);
    }
}
