package org.spinglass.training;

import java.util.Arrays;
import org.spinglass.compute.Blas;
import org.spinglass.ising.Coupling;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.SampleSet;
import org.spinglass.network.Network;
import org.spinglass.network.Patches;

/**
 * The paper's problem of one layer: bring the layer's output to given targets, each output neuron or channel by itself.
 *
 * <pre>
 *   MSE_i = (1/Q) sum_a sum_sites (gamma_i s_i - xi_i)^2 = w_i' J w_i + h_i' w_i + E0_i        (3)-(5), (14)
 *   J     = (1/Q) sum gamma_i^2 q q'     h_i = -(2/Q) sum gamma_i xi_i q     E0_i = (1/Q) sum xi_i^2    (4), (15)-(19), (21)
 * </pre>
 *
 * <p>q is what a neuron sees at a site, with the constant -1 behind it where the layer has a bias (12). Without
 * activation gamma is 1 and all outputs share one J. With it gamma is 1 or the slope alpha of the LeakyReLU, and {@code
 * J_i = alpha^2 J + (1 - alpha^2) J_active(i)}, where J_active sums over the places where output i is active only.
 *
 * <p>One glass with a form for every output. Cost: {@code Q sites N^2} operations for each J, N the inputs of a neuron;
 * memory {@code 4 N^2} bytes for each.
 */
public final class TargetProblem implements LayerProblem {
    private final int rows;
    private final int columns;
    private final int bits;
    private final float range;
    private final float[] weights;
    private final Coupling.Dense coupling;
    private final float[] fields;
    private final double[] constants;

    /**
     * @param network the network
     * @param weightLayer number among weight layers
     * @param inputs the layer's inputs, {@code count} samples of its input's size
     * @param targets xi, {@code count} samples of its output's size (channel, row, column)
     * @param activation gamma, like {@code targets}, each 1 or {@code slope}; empty for no activation
     * @param slope alpha of the activation; without meaning when there is none
     * @param count Q, number of samples
     * @param bits n
     * @param range L, how far a weight may move from where it is
     * @param weights the layer's matrix, to start from and to write to
     */
    public TargetProblem(
            Network network,
            int weightLayer,
            float[] inputs,
            float[] targets,
            float[] activation,
            float slope,
            int count,
            int bits,
            float range,
            float[] weights) {
        this.rows = network.rows(weightLayer);
        this.columns = network.columns(weightLayer);
        this.bits = bits;
        this.range = range;
        this.weights = weights;
        this.fields = new float[rows * columns];
        this.constants = new double[rows];
        Patches patches = new Patches(network, weightLayer);
        int sites = patches.sites();
        int inputSize = network.inputOf(weightLayer).size();
        int outputSize = rows * sites;
        if (inputs.length < (long) count * inputSize || targets.length < (long) count * outputSize) {
            throw new IllegalArgumentException(inputs.length + " inputs and " + targets.length + " targets for " + count
                    + " samples of " + inputSize + " and " + outputSize);
        }
        boolean isActivated = activation.length > 0;
        int area = columns * columns;
        float[] all = new float[area];
        float[] active = isActivated ? new float[rows * area] : new float[0];
        float[] seen = new float[patches.size()];
        float[] chosen = isActivated ? new float[patches.size()] : seen;
        float[] wanted = new float[outputSize];
        for (int a = 0; a < count; a++) {
            patches.gather(inputs, a * inputSize, seen, 0);
            Blas.syrk(Blas.Op.NONE, columns, sites, 1f / count, seen, 0, sites, 1, all, 0, columns);
            for (int u = 0; u < outputSize; u++) {
                float target = targets[a * outputSize + u];
                wanted[u] = isActivated ? activation[a * outputSize + u] * target : target;
                constants[u / sites] += (double) target * target / count;
            }
            Blas.gemm(
                    Blas.Op.NONE,
                    Blas.Op.TRANSPOSE,
                    rows,
                    columns,
                    sites,
                    -2f / count,
                    wanted,
                    0,
                    sites,
                    seen,
                    0,
                    sites,
                    1,
                    fields,
                    0,
                    columns);
            for (int i = 0; isActivated && i < rows; i++) {
                int activeSites = select(seen, sites, activation, a * outputSize + i * sites, chosen);
                if (activeSites > 0) {
                    Blas.syrk(
                            Blas.Op.NONE,
                            columns,
                            activeSites,
                            1f / count,
                            chosen,
                            0,
                            activeSites,
                            1,
                            active,
                            i * area,
                            columns);
                }
            }
        }
        if (isActivated) {
            for (int i = 0; i < rows; i++) {
                for (int e = 0; e < area; e++) {
                    active[i * area + e] = slope * slope * all[e] + (1 - slope * slope) * active[i * area + e];
                }
            }
        }
        this.coupling = new Coupling.Dense(columns, isActivated ? active : all, !isActivated, true);
    }

    /** Copies the columns of the active sites, closed up; returns how many they are. */
    private int select(float[] seen, int sites, float[] activation, int from, float[] chosen) {
        int count = 0;
        for (int site = 0; site < sites; site++) {
            count += activation[from + site] == 1 ? 1 : 0;
        }
        for (int j = 0; j < columns; j++) {
            int to = j * count;
            for (int site = 0; site < sites; site++) {
                if (activation[from + site] == 1) {
                    chosen[to++] = seen[j * sites + site];
                }
            }
        }
        return count;
    }

    @Override
    public int glasses() {
        return 1;
    }

    @Override
    public EncodedQuadratic glass(int index) {
        float[] ranges = new float[columns];
        Arrays.fill(ranges, range);
        return new EncodedQuadratic(bits, coupling, fields, weights.clone(), ranges, constants);
    }

    @Override
    public void accept(int index, EncodedQuadratic glass, SampleSet found) {
        for (int i = 0; i < rows; i++) {
            double[] values = glass.values(i, found.best(i).spins().toLevels(bits));
            for (int j = 0; j < columns; j++) {
                weights[i * columns + j] = (float) values[j];
            }
        }
    }
}
