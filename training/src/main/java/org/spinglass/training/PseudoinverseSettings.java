package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.spinglass.network.ActivationInverse;
import org.spinglass.network.InverseMode;

/**
 * The settings of the paper's trainer (method.md, 3).
 *
 * @param bits n, bits of a weight, 1 to 16
 * @param firstRange L in the first epoch
 * @param lastRange L in the last epoch; between them it shrinks geometrically
 * @param firstBeta inverse temperature in the first epoch, for energies scaled by {@code Nb / L} as the author's are
 * @param lastBeta the same in the last epoch; between them it grows geometrically
 * @param sweeps sweeps an epoch, at least 1
 * @param wanted value of the one-hot wanted output at the right class
 * @param amplification per weight layer, from the input on, the factor of the signal before the layer's inverse; all 1
 *     when empty
 * @param inverse how convolutions are inverted
 * @param activation what the inverse does at activations
 */
public record PseudoinverseSettings(
        int bits,
        double firstRange,
        double lastRange,
        double firstBeta,
        double lastBeta,
        int sweeps,
        double wanted,
        List<Float> amplification,
        InverseMode inverse,
        ActivationInverse activation) {
    /** The paper's settings by the names of the built-in networks. */
    private enum Figure {
        LINEAR("linear", 8, 0.1, 1e-4, 5e3, 5e6, 1, 10),
        SPECTRAL_LINEAR("spectral-linear", 4, 1, 0.1, 5e5, 5e12, 2, 2),
        MLP("mlp", 4, 0.2, 1e-4, 5e3, 5e12, 4, 10, 1, 2, 1),
        MAXPOOL_MLP("maxpool-mlp", 4, 0.2, 5e-3, 5e3, 5e8, 10, 1),
        SPECTRAL_CONV("spectral-conv", 8, 1, 0.1, 5e6, 5e12, 1, 10),
        CNN("cnn", 8, 0.2, 1e-3, 5e4, 5e12, 4, 10, 1, 10, 10),
        SMALL_SPECTRAL_CONV("small-spectral-conv", 4, 1, 0.1, 5e6, 5e12, 1, 10),
        SMALL_CNN("small-cnn", 4, 1, 1e-2, 5e5, 5e12, 1, 10, 1, 10),
        LENET("lenet", 8, 0.15, 1e-4, 5e4, 5e12, 2, 10, 1, 100, 100, 1, 1);

        private final String network;
        private final PseudoinverseSettings settings;

        Figure(
                String network,
                int bits,
                double firstRange,
                double lastRange,
                double firstBeta,
                double lastBeta,
                int sweeps,
                double wanted,
                float... amplification) {
            this.network = network;
            List<Float> factors = new java.util.ArrayList<>();
            for (float factor : amplification) {
                factors.add(factor);
            }
            this.settings = new PseudoinverseSettings(
                    bits,
                    firstRange,
                    lastRange,
                    firstBeta,
                    lastBeta,
                    sweeps,
                    wanted,
                    factors,
                    InverseMode.FOURIER,
                    ActivationInverse.NONE);
        }
    }

    public PseudoinverseSettings {
        amplification = List.copyOf(amplification);
        ResponseSettings.require(bits >= 1 && bits <= 16, "bits", bits, "1 to 16");
        ResponseSettings.require(firstRange > 0, "firstRange", firstRange, "a positive number");
        ResponseSettings.require(lastRange > 0, "lastRange", lastRange, "a positive number");
        ResponseSettings.require(firstBeta > 0, "firstBeta", firstBeta, "a positive number");
        ResponseSettings.require(lastBeta > 0, "lastBeta", lastBeta, "a positive number");
        ResponseSettings.require(sweeps >= 1, "sweeps", sweeps, "at least 1");
        ResponseSettings.require(wanted > 0, "wanted", wanted, "a positive number");
    }

    /**
     * The paper's settings for one of its networks, with or without activation.
     *
     * @throws TrainingException listing the networks when it has none for this one
     */
    public static PseudoinverseSettings forNetwork(String network) {
        String plain = network.endsWith("-activated")
                ? network.substring(0, network.length() - "-activated".length())
                : network;
        for (Figure figure : Figure.values()) {
            if (figure.network.equals(plain)) {
                return figure.settings;
            }
        }
        throw new TrainingException("the paper has no settings for network '" + network + "'; it has those for "
                + Arrays.stream(Figure.values()).map(f -> f.network).collect(Collectors.joining(", ")));
    }

    /** The same with another number of bits. */
    public PseudoinverseSettings withBits(int value) {
        return new PseudoinverseSettings(
                value, firstRange, lastRange, firstBeta, lastBeta, sweeps, wanted, amplification, inverse, activation);
    }

    /** The same with another way of inverting convolutions and activations. */
    public PseudoinverseSettings withInverse(InverseMode newInverse, ActivationInverse newActivation) {
        return new PseudoinverseSettings(
                bits,
                firstRange,
                lastRange,
                firstBeta,
                lastBeta,
                sweeps,
                wanted,
                amplification,
                newInverse,
                newActivation);
    }

    /** L in an epoch from 0 to {@code epochs - 1}. */
    double range(int epoch, int epochs) {
        return geometric(firstRange, lastRange, epoch, epochs);
    }

    /** Beta in an epoch, for energies that are losses: the author's, times {@code Nb / L}. */
    double beta(int epoch, int epochs) {
        return geometric(firstBeta, lastBeta, epoch, epochs) * ((1 << bits) - 1) / range(epoch, epochs);
    }

    private static double geometric(double first, double last, int epoch, int epochs) {
        return epochs == 1 ? last : first * Math.pow(last / first, epoch / (epochs - 1.0));
    }
}
