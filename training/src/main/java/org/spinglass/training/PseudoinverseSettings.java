// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import java.util.Map;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.network.inverse.ActivationInverse;
import org.spinglass.network.inverse.InverseMode;
import org.spinglass.network.inverse.InverseOptions;

/**
 * The settings of the paper's trainer (docs/method.md, 2 and 3); {@link PaperSettings} has those of the paper's
 * networks.
 *
 * <p>Range and beta go geometrically from first to last over the epochs: {@code x_k = first (last / first)^(k / N)} at
 * epoch k = 0 .. N-1, which never reaches the last value, or with {@code k / (N - 1)}, which does.
 *
 * @param bits n, bits of a weight, 1 to {@value EncodedQuadratic#MAXIMUM_BITS}
 * @param firstRange L in the first epoch
 * @param lastRange L that the epochs go to
 * @param firstBeta inverse temperature in the first epoch
 * @param lastBeta inverse temperature that the epochs go to
 * @param lastReached whether the last epoch has the last range and beta
 * @param energyScale the energies that beta is meant for
 * @param siteMean whether beta is meant for means over a convolution's sites, where (15) has sums: it is then divided
 *     by their number
 * @param sweeps sweeps an epoch, at least 1
 * @param lateSweeps sweeps an epoch from epoch {@code lateFrom} on; 0 for no change
 * @param lateFrom epoch, counted from 1, from which {@code lateSweeps} holds
 * @param refresh sweeps after which a layer's subproblems are built anew within its visit, by the activation pattern of
 *     the present weights; 0 for once a visit
 * @param wanted value of the one-hot wanted output at the right class
 * @param amplification per weight layer, from the input on, the factor of the signal before the layer's inverse; all 1
 *     when empty
 * @param inverse how convolutions are inverted
 * @param activation what the inverse does at activations
 * @param gammaOfZero gamma where a layer's output is 0
 * @param weighting what the squared distances to the targets are weighted by
 */
public record PseudoinverseSettings(
        @Setting(meaning = "spins of a weight", least = 1, most = EncodedQuadratic.MAXIMUM_BITS)
        int bits,

        @Setting(meaning = "L in the first epoch", above = 0)
        double firstRange,

        @Setting(meaning = "L that the epochs go to", above = 0)
        double lastRange,

        @Setting(meaning = "inverse temperature in the first epoch", above = 0)
        double firstBeta,

        @Setting(meaning = "inverse temperature that the epochs go to", above = 0)
        double lastBeta,

        @Setting(meaning = "whether the last epoch has the last L and beta")
        boolean lastReached,

        @Setting(meaning = "the energies that beta is meant for: losses, or those times Nb/L")
        EnergyScale energyScale,

        @Setting(meaning = "whether beta is divided by the number of a convolution's sites")
        boolean siteMean,

        @Setting(meaning = "sweeps an epoch", least = 1) int sweeps,

        @Setting(meaning = "sweeps an epoch from epoch lateFrom on; 0: no change", least = 0)
        int lateSweeps,

        @Setting(meaning = "the epoch, counted from 1, from which lateSweeps holds", least = 1)
        int lateFrom,

        @Setting(
                meaning = "sweeps after which a layer's subproblems are built anew within its visit; 0: once a visit",
                least = 0)
        int refresh,

        @Setting(meaning = "value of the one-hot wanted output", above = 0)
        double wanted,

        @Setting(meaning = "factor before the inverse of each weight layer, from the input on", standard = "all 1")
        List<Float> amplification,

        @Setting(meaning = "convolutions are inverted frequency by frequency, or as they are")
        InverseMode inverse,

        @Setting(
                meaning =
                        "what targets are divided by at activations: nothing, gamma of the present pattern, or of their own sign")
        ActivationInverse activation,

        @Setting(meaning = "gamma where a layer's output is 0")
        LayerSamples.GammaOfZero gammaOfZero,

        @Setting(meaning = "what the squared distances to the targets are weighted by")
        Weighting weighting) {
    /** The energies that an inverse temperature is meant for. */
    public enum EnergyScale {
        /** Those of (8), which are losses. */
        PLAIN,
        /** Those of (8) times {@code Nb / L}: fields and couplings that do not shrink with the range. */
        RANGE
    }

    /** What the squared distances to the targets are weighted by. */
    public enum Weighting {
        /** All count alike. */
        NONE,
        /** By the square of beta, how much the sum of the network's outputs depends on the unit, (26)-(29). */
        BETA
    }

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    public PseudoinverseSettings {
        amplification = List.copyOf(amplification);
        SettingDescription.check(
                PseudoinverseSettings.class,
                bits,
                firstRange,
                lastRange,
                firstBeta,
                lastBeta,
                lastReached,
                energyScale,
                siteMean,
                sweeps,
                lateSweeps,
                lateFrom,
                refresh,
                wanted,
                amplification,
                inverse,
                activation,
                gammaOfZero,
                weighting);
        for (float factor : amplification) {
            if (!(factor > 0)) {
                throw new IllegalArgumentException(
                        "amplification is " + factor + "; expected positive factors, one a weight layer");
            }
        }
        if (!amplification.isEmpty() && amplification.getFirst() != 1) {
            throw new IllegalArgumentException("amplification is " + amplification.getFirst()
                    + "; expected 1 for the first weight layer, which is never inverted");
        }
    }

    /** The paper's settings for a network by its name, see {@link PaperSettings#of}. */
    public static PseudoinverseSettings forNetwork(String network) {
        return PaperSettings.PAPER.of(network);
    }

    /** The same with another way of inverting convolutions and activations. */
    public PseudoinverseSettings withInverse(InverseMode newInverse, ActivationInverse newActivation) {
        return ChangedSettings.of(this, Map.of("inverse", newInverse, "activation", newActivation));
    }

    /** The same with other weights and another number of sweeps after which subproblems are built anew. */
    public PseudoinverseSettings withTargets(Weighting newWeighting, int newRefresh) {
        return ChangedSettings.of(this, Map.of("weighting", newWeighting, "refresh", newRefresh));
    }

    /** How targets go from the output to the layers. */
    public InverseOptions inverseOptions() {
        return new InverseOptions(inverse, activation, amplification);
    }

    /** L in an epoch from 0 to {@code epochs - 1}. */
    double range(int epoch, int epochs) {
        return geometric(firstRange, lastRange, epoch, epochs);
    }

    /**
     * Beta in an epoch, for energies that are losses by (15).
     *
     * @param sites of the layer's output
     */
    double beta(int epoch, int epochs, int sites) {
        double beta = geometric(firstBeta, lastBeta, epoch, epochs);
        double scaled = switch (energyScale) {
            case PLAIN -> beta;
            case RANGE -> beta * ((1 << bits) - 1) / range(epoch, epochs);
        };
        return siteMean ? scaled / sites : scaled;
    }

    /** Sweeps in an epoch from 0. */
    int sweeps(int epoch) {
        return lateSweeps > 0 && epoch + 1 >= lateFrom ? lateSweeps : sweeps;
    }

    private double geometric(double first, double last, int epoch, int epochs) {
        if (!lastReached) {
            return first * Math.pow(last / first, (double) epoch / epochs);
        }
        return epochs == 1 ? last : first * Math.pow(last / first, epoch / (epochs - 1.0));
    }
}
