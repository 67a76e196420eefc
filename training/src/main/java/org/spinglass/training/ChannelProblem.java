// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import org.spinglass.compute.Blas;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Patches;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;

/**
 * A convolution: all its weights form one glass. Moving weight j of channel r by one moves output k of sample a by
 *
 * <pre>  A[(r,j),(a,k)] = sum_sites B[a][k][r, site] u_j[a][site],      J = A A' / Q,   h = (2/Q) A r.</pre>
 */
final class ChannelProblem extends ResponseProblem {
    private final float[] factors;
    private final float[] sampleWeights;

    ChannelProblem(
            Network network,
            int weightLayer,
            ForwardPass pass,
            Responses responses,
            float[] residuals,
            Scale scale,
            float[] weights,
            Workers workers) {
        super(scale, weights, responses.count(), network.classes(), residuals, weights.length);
        int rows = network.rows(weightLayer);
        int columns = network.columns(weightLayer);
        int inputSize = network.inputOf(weightLayer).size();
        int width = samples * outputs;
        Patches patches = new Patches(network, weightLayer);
        int sites = patches.sites();
        factors = new float[Math.multiplyExact(weights.length, width)];
        sampleWeights = new float[width];
        java.util.Arrays.fill(sampleWeights, 1f / samples);
        workers.forEach(samples, a -> {
            float[] seen = new float[patches.size()];
            patches.gather(pass.inputsOf(weightLayer), a * inputSize, seen, 0);
            float[] product = new float[outputs * rows * columns];
            Blas.gemm(
                    Blas.Op.NONE,
                    Blas.Op.TRANSPOSE,
                    outputs * rows,
                    columns,
                    sites,
                    1,
                    responses.values(),
                    a * outputs * rows * sites,
                    sites,
                    seen,
                    0,
                    sites,
                    0,
                    product,
                    0,
                    columns);
            for (int variable = 0; variable < rows * columns; variable++) {
                for (int k = 0; k < outputs; k++) {
                    factors[variable * width + a * outputs + k] = product[k * rows * columns + variable];
                }
            }
        });
        double squares = 0;
        for (float factor : factors) {
            squares += (double) factor * factor;
        }
        setMeanDiagonal(squares / samples / weights.length);
    }

    @Override
    public int glasses() {
        return 1;
    }

    @Override
    public EncodedQuadratic glass(int index) {
        int width = samples * outputs;
        float[] fields = new float[weights.length];
        Blas.gemv(Blas.Op.NONE, weights.length, width, 2f / samples, factors, 0, width, residuals, 0, 0, fields, 0);
        return encoded(new Coupling.Gram(weights.length, width, factors, sampleWeights, diagonal(), true), fields, 0);
    }

    @Override
    public void accept(int index, EncodedQuadratic glass, SampleSet found) {
        int[] levels = found.best().spins().toLevels(glass.bits());
        for (int j = 0; j < weights.length; j++) {
            weights[j] += (float) glass.value(0, j, levels[j]);
        }
    }
}
