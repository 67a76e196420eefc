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
 * <p>Coefficients are summed up in double precision and rounded once.
 *
 * <p>One glass with a form for every output. Cost: {@code Q sites N^2} operations for each J, N the inputs of a neuron;
 * memory {@code 4 N^2} bytes for each.
 */
public final class TargetProblem implements LayerProblem {
    /** Rows of a matrix product at most, so that no call is long. */
    private static final int ROWS_TOGETHER = 1024;

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
        double[] all = new double[area];
        double[][] active = new double[isActivated ? rows : 0][area];
        double[] sums = new double[rows * columns];
        int together = Math.clamp(ROWS_TOGETHER / sites, 1, count);
        for (int first = 0; first < count; first += together) {
            int samples = Math.min(together, count - first);
            double[] seen = seen(patches, inputs, first, samples, inputSize);
            double[] wanted = new double[samples * sites * rows];
            for (int place = 0; place < samples * sites; place++) {
                int unit = (first + place / sites) * outputSize + place % sites;
                for (int i = 0; i < rows; i++, unit += sites) {
                    double target = targets[unit];
                    wanted[place * rows + i] = isActivated ? activation[unit] * target : target;
                    constants[i] += target * target / count;
                }
            }
            Blas.addSquare(columns, samples * sites, 1.0 / count, seen, all);
            Blas.addProduct(rows, columns, samples * sites, -2.0 / count, wanted, seen, sums);
            double[] chosen = isActivated ? new double[seen.length] : seen;
            for (int i = 0; isActivated && i < rows; i++) {
                int from = first * outputSize + i * sites;
                int places = select(seen, chosen, samples, sites, activation, from, outputSize);
                Blas.addSquare(columns, places, 1.0 / count, chosen, active[i]);
            }
        }
        for (int e = 0; e < sums.length; e++) {
            fields[e] = (float) sums[e];
        }
        for (double[] own : active) {
            for (int e = 0; e < area; e++) {
                own[e] = slope * slope * all[e] + (1 - slope * slope) * own[e];
            }
        }
        this.coupling = new Coupling.Dense(columns, isActivated ? rounded(active) : rounded(all), !isActivated, true);
    }

    /** What the neurons see of some samples: one row a sample and site. */
    private double[] seen(Patches patches, float[] inputs, int first, int samples, int inputSize) {
        int sites = patches.sites();
        double[] seen = new double[samples * sites * columns];
        float[] gathered = new float[patches.size()];
        for (int a = 0; a < samples; a++) {
            patches.gather(inputs, (first + a) * inputSize, gathered, 0);
            for (int site = 0; site < sites; site++) {
                for (int j = 0; j < columns; j++) {
                    seen[(a * sites + site) * columns + j] = gathered[j * sites + site];
                }
            }
        }
        return seen;
    }

    /** Gathers the rows of the places where an output is active; returns how many they are. */
    private int select(
            double[] seen, double[] chosen, int samples, int sites, float[] activation, int from, int outputSize) {
        int to = 0;
        for (int a = 0, place = 0; a < samples; a++) {
            for (int site = 0; site < sites; site++, place++) {
                if (activation[from + a * outputSize + site] == 1) {
                    System.arraycopy(seen, place * columns, chosen, to++ * columns, columns);
                }
            }
        }
        return to;
    }

    /** Lower triangles of matrices behind each other, mirrored and in single precision. */
    private float[] rounded(double[]... lower) {
        int area = columns * columns;
        float[] full = new float[lower.length * area];
        for (int m = 0; m < lower.length; m++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j <= i; j++) {
                    float value = (float) lower[m][i * columns + j];
                    full[m * area + i * columns + j] = value;
                    full[m * area + j * columns + i] = value;
                }
            }
        }
        return full;
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
