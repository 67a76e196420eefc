// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import java.util.Arrays;
import org.spinglass.ising.internal.arrays.Numbers;

/**
 * M quadratic forms over N weights, each weight written in n bits within a range around a centre:
 *
 * <pre>
 *   E_i(S) = S' J_i S + h_i' S + E0_i                                                   (3)-(5)
 *   S_j    = S0_ij + (L_j / Nb) sum_b 2^b sigma_jb,   b = 0..n-1,  Nb = 2^n - 1,  sigma = +-1   (6)(7)
 * </pre>
 *
 * <p>Spin {@code j n + b} of an instance is sigma_jb. The n spins of a weight are its <em>level</em> k in binary, 0 to
 * {@code 2^n - 1}, and {@code S_j = S0_ij + L_j (2k / Nb - 1)}. Nothing of size (N n)^2 is stored, and the energy is
 * the loss itself, its constant kept. Equation numbers are those of F. Sorba, "Training convolutional neural networks
 * by simulated/quantum annealing" (2024). Immutable.
 */
public final class EncodedQuadratic implements IsingModel {
    /**
     * The most bits a weight may have: between levels there are still several numbers of single precision, in which
     * weights are.
     */
    public static final int MAXIMUM_BITS = 20;

    private final int instances;
    private final int weights;
    private final int bits;
    private final Coupling coupling;
    private final float[] fields;
    private final float[] centres;
    private final float[] ranges;
    private final double[] constants;

    /**
     * A model from its parts; arrays are taken over, not copied.
     *
     * @param bits n, 1 to {@value #MAXIMUM_BITS}
     * @param coupling the matrices J, for at least M instances
     * @param fields h, M x N
     * @param centres S0, M x N
     * @param ranges L, length N, none negative
     * @param constants E0, length M
     * @throws IllegalArgumentException when sizes do not fit or a value is out of its range or not finite
     */
    public EncodedQuadratic(
            int bits, Coupling coupling, float[] fields, float[] centres, float[] ranges, double[] constants) {
        this.bits = bits;
        this.coupling = coupling;
        this.fields = fields;
        this.centres = centres;
        this.ranges = ranges;
        this.constants = constants;
        this.weights = coupling.weights();
        this.instances = constants.length;
        if (bits < 1 || bits > MAXIMUM_BITS) {
            throw new IllegalArgumentException("bits is " + bits + "; expected 1 to " + MAXIMUM_BITS);
        }
        if (instances < 1 || instances > coupling.instances()) {
            throw new IllegalArgumentException(
                    instances + " constants for couplings of " + coupling.instances() + " instances");
        }
        requireLength("fields", fields, instances * weights);
        requireLength("centres", centres, instances * weights);
        requireLength("ranges", ranges, weights);
        for (float range : ranges) {
            if (range < 0) {
                throw new IllegalArgumentException("a range is " + range + "; it must not be negative");
            }
        }
        for (double constant : constants) {
            if (!Double.isFinite(constant)) {
                throw new IllegalArgumentException("a constant is " + constant + "; it must be finite");
            }
        }
    }

    private static void requireLength(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException(values.length + " " + name + "; expected " + length);
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("one of the " + name + " is " + value + "; it must be finite");
            }
        }
    }

    /**
     * A plain model as weights of one bit each, of range 1 around 0; energies are equal, term by term.
     *
     * @throws IllegalArgumentException when single precision does not hold one of its couplings or fields
     */
    public static EncodedQuadratic of(DenseIsing model) {
        int n = model.spins();
        Numbers numbers = model.arrays().numbers();
        float[] half = new float[n * n];
        for (int k = 0; k < half.length; k++) {
            half[k] = single(model, numbers.coupling(k)) / 2;
        }
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = single(model, numbers.field(i));
        }
        float[] ranges = new float[n];
        Arrays.fill(ranges, 1);
        return new EncodedQuadratic(
                1, new Coupling.Dense(n, half, true, false), fields, new float[n], ranges, new double[] {model.offset()
                });
    }

    private static float single(DenseIsing model, double number) {
        if ((float) number != number || model.arrays().evaluation().decimals() > 0) {
            throw new IllegalArgumentException(
                    model + " has a coupling or field that single precision does not hold, as weights are encoded");
        }
        return (float) number;
    }

    @Override
    public int instances() {
        return instances;
    }

    @Override
    public int spins() {
        return weights * bits;
    }

    /** N, the weights of each instance. */
    public int weights() {
        return weights;
    }

    /** n, the bits of each weight. */
    public int bits() {
        return bits;
    }

    /** The number of levels of a weight less one, {@code Nb = 2^n - 1}. */
    public int topLevel() {
        return (1 << bits) - 1;
    }

    /** The matrices J. */
    public Coupling coupling() {
        return coupling;
    }

    /** h_ij. */
    public float field(int instance, int weight) {
        return fields[instance * weights + weight];
    }

    /** S0_ij, the middle of the weight's range. */
    public float centre(int instance, int weight) {
        return centres[instance * weights + weight];
    }

    /** L_j: the weight may differ from its centre by at most this. */
    public float range(int weight) {
        return ranges[weight];
    }

    /** The distance between two levels of a weight, {@code 2 L_j / Nb}. */
    public float spacing(int weight) {
        return 2 * ranges[weight] / topLevel();
    }

    /** E0_i. */
    public double constant(int instance) {
        return constants[instance];
    }

    /** The value of a weight at a level, equation (7). */
    public double value(int instance, int weight, int level) {
        double top = topLevel();
        return centre(instance, weight) + range(weight) * ((2 * level - top) / top);
    }

    /** The values of all weights of one instance at given levels, length N. */
    public double[] values(int instance, int[] levels) {
        if (levels.length != weights) {
            throw new IllegalArgumentException(levels.length + " levels for " + weights + " weights");
        }
        double[] values = new double[weights];
        for (int j = 0; j < weights; j++) {
            values[j] = value(instance, j, levels[j]);
        }
        return values;
    }

    /**
     * The energy of one instance at real-valued weights, equation (3), in double precision.
     *
     * @throws IllegalArgumentException when there is no such instance or the number of weights differs from N
     */
    public double energy(int instance, double[] values) {
        if (instance < 0 || instance >= instances || values.length != weights) {
            throw new IllegalArgumentException("instance " + instance + " with " + values.length
                    + " weights, of a model of " + instances + " instances with " + weights + " weights");
        }
        double energy = constants[instance] + coupling.quadratic(instance, values);
        for (int j = 0; j < weights; j++) {
            energy += fields[instance * weights + j] * values[j];
        }
        return energy;
    }

    /** Cost: N^2 multiplications for a stored J, N Q for a Gram matrix. */
    @Override
    public double energy(int instance, Spins state) {
        if (instance < 0 || instance >= instances || state.size() != spins()) {
            throw new IllegalArgumentException("instance " + instance + " with " + state.size()
                    + " spins, of a model of " + instances + " instances with " + spins() + " spins");
        }
        return energy(instance, values(instance, state.toLevels(bits)));
    }

    /**
     * One instance as plain spins, equation (8): couplings {@code 2 (L_j/Nb)(L_l/Nb) J_jl 2^b 2^c} between different
     * spins, fields {@code (L_j/Nb) (h_j + 2 sum_l J_jl S0_l) 2^b}, and the constant that makes energies equal.
     *
     * <p>Cost and memory: (N n)^2.
     *
     * @throws IllegalArgumentException when (N n)^2 couplings do not fit in an array
     */
    public DenseIsing toIsing(int instance) {
        long spins = (long) weights * bits;
        if (spins * spins > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    spins + " spins are too many for a dense model; the encoded model needs no expansion");
        }
        int n = (int) spins;
        float[] matrix = coupling.matrix(instance);
        double[] scales = new double[n];
        for (int s = 0; s < n; s++) {
            scales[s] = (double) ranges[s / bits] / topLevel() * (1 << (s % bits));
        }
        float[] expanded = new float[n * n];
        float[] expandedFields = new float[n];
        double[] middle = new double[weights];
        double diagonal = 0;
        for (int j = 0; j < weights; j++) {
            middle[j] = centre(instance, j);
        }
        for (int s = 0; s < n; s++) {
            int j = s / bits;
            double gradient = field(instance, j);
            for (int l = 0; l < weights; l++) {
                gradient += 2 * matrix[j * weights + l] * middle[l];
            }
            expandedFields[s] = (float) (scales[s] * gradient);
            for (int t = 0; t < s; t++) {
                float value = (float) (2 * scales[s] * scales[t] * matrix[j * weights + t / bits]);
                expanded[s * n + t] = value;
                expanded[t * n + s] = value;
            }
            diagonal += scales[s] * scales[s] * matrix[j * weights + j];
        }
        return DenseIsing.ofRounded(expanded, expandedFields, energy(instance, middle) + diagonal);
    }

    @Override
    public String toString() {
        return "EncodedQuadratic[" + instances + " instances, " + weights + " weights of " + bits + " bits]";
    }
}
