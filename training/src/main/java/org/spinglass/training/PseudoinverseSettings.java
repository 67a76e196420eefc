// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.List;
import org.spinglass.network.ActivationInverse;
import org.spinglass.network.InverseMode;
import org.spinglass.network.InverseOptions;

/**
 * The settings of the paper's trainer (docs/method.md, 2 and 3); {@link PaperSettings} has those of the paper's
 * networks.
 *
 * <p>Range and beta go geometrically from first to last over the epochs: {@code x_k = first (last / first)^(k / N)} at epoch
 * k = 0 .. N-1, which never reaches the last value, or with {@code k / (N - 1)}, which does.
 *
 * @param bits n, bits of a weight, 1 to 16
 * @param firstRange L in the first epoch
 * @param lastRange L that the epochs go to
 * @param firstBeta inverse temperature in the first epoch
 * @param lastBeta inverse temperature that the epochs go to
 * @param lastReached whether the last epoch has the last range and beta
 * @param energyScale the energies that beta is meant for
 * @param siteMean whether beta is meant for means over a convolution's sites, where (15) has sums: it is then divided by
 *     their number
 * @param sweeps sweeps an epoch, at least 1
 * @param lateSweeps sweeps an epoch from epoch {@code lateFrom} on; 0 for no change
 * @param lateFrom epoch, counted from 1, from which {@code lateSweeps} holds
 * @param refresh sweeps after which a layer's glasses are built anew within its visit, by the activation pattern of the
 *     present weights; 0 for once a visit
 * @param wanted value of the one-hot wanted output at the right class
 * @param amplification per weight layer, from the input on, the factor of the signal before the layer's inverse; all 1
 *     when empty
 * @param inverse how convolutions are inverted
 * @param activation what the inverse does at activations
 * @param gammaOfZero gamma where a layer's output is 0
 * @param weighting what the squared distances to the targets are weighted by
 */
public record PseudoinverseSettings(
        int bits,
        double firstRange,
        double lastRange,
        double firstBeta,
        double lastBeta,
        boolean lastReached,
        EnergyScale energyScale,
        boolean siteMean,
        int sweeps,
        int lateSweeps,
        int lateFrom,
        int refresh,
        double wanted,
        List<Float> amplification,
        InverseMode inverse,
        ActivationInverse activation,
        LayerSamples.GammaOfZero gammaOfZero,
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
        ResponseSettings.require(bits >= 1 && bits <= 16, "bits", bits, "1 to 16");
        ResponseSettings.require(firstRange > 0, "firstRange", firstRange, "a positive number");
        ResponseSettings.require(lastRange > 0, "lastRange", lastRange, "a positive number");
        ResponseSettings.require(firstBeta > 0, "firstBeta", firstBeta, "a positive number");
        ResponseSettings.require(lastBeta > 0, "lastBeta", lastBeta, "a positive number");
        ResponseSettings.require(sweeps >= 1, "sweeps", sweeps, "at least 1");
        ResponseSettings.require(lateSweeps >= 0, "lateSweeps", lateSweeps, "at least 0");
        ResponseSettings.require(lateFrom >= 1, "lateFrom", lateFrom, "at least 1");
        ResponseSettings.require(refresh >= 0, "refresh", refresh, "at least 0");
        ResponseSettings.require(wanted > 0, "wanted", wanted, "a positive number");
        for (float factor : amplification) {
            ResponseSettings.require(factor > 0, "amplification", factor, "positive factors, one a weight layer");
        }
        if (!amplification.isEmpty()) {
            ResponseSettings.require(
                    amplification.getFirst() == 1,
                    "amplification",
                    amplification.getFirst(),
                    "1 for the first weight layer, which is never inverted");
        }
    }

    /** The paper's settings for a network by its name, see {@link PaperSettings#of}. */
    public static PseudoinverseSettings forNetwork(String network) {
        return PaperSettings.PAPER.of(network);
    }

    /** The same with another way of inverting convolutions and activations. */
    public PseudoinverseSettings withInverse(InverseMode newInverse, ActivationInverse newActivation) {
        return new PseudoinverseSettings(
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
                newInverse,
                newActivation,
                gammaOfZero,
                weighting);
    }

    /** The same with other weights and another number of sweeps after which glasses are built anew. */
    public PseudoinverseSettings withTargets(Weighting newWeighting, int newRefresh) {
        return new PseudoinverseSettings(
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
                newRefresh,
                wanted,
                amplification,
                inverse,
                activation,
                gammaOfZero,
                newWeighting);
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
