// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing.Keep;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.network.inverse.ActivationInverse;
import org.spinglass.network.inverse.InverseMode;
import org.spinglass.training.LayerSamples.GammaOfZero;
import org.spinglass.training.PseudoinverseSettings.EnergyScale;
import org.spinglass.training.PseudoinverseSettings.Weighting;

/** Sets of settings of the paper's trainer for the built-in networks (docs/method.md, 3). */
public enum PaperSettings {
    /**
     * The paper's own, of December 2024: schedules that stop short of their last value, energies plain (8), means over
     * sites, one sweep from the 11th epoch on in networks with activation, all spins of a subproblem in one random
     * order, the last state kept.
     */
    PAPER("paper"),
    /**
     * Those of the author's code a year later: schedules that reach their last value, energies scaled by the range,
     * sums over sites, spins weight by weight, the best state kept.
     */
    LATER("2025");

    private static final String ACTIVATED = "-activated";
    private static final int LATE_FROM = 11;

    private final String label;

    PaperSettings(String label) {
        this.label = label;
    }

    /** The rows of the tables, by the names of the networks without activation. */
    private enum Row {
        LINEAR("linear", 10, 8, 0.1, 1e-4, 5e3, 5e6, 1),
        SPECTRAL_LINEAR("spectral-linear", 2, 4, 1, 0.01, 5e5, 5e12, 10),
        LATER_SPECTRAL_LINEAR("spectral-linear", 2, 4, 1, 0.1, 5e5, 5e12, 2),
        MLP("mlp", 10, 4, 0.2, 1e-4, 5e3, 5e12, 4, 1, 2, 1),
        MAXPOOL_MLP("maxpool-mlp", 1, 4, 0.2, 5e-3, 5e3, 5e8, 10),
        SPECTRAL_CONV("spectral-conv", 10, 8, 1, 1e-3, 5e6, 5e12, 1),
        LATER_SPECTRAL_CONV("spectral-conv", 10, 8, 1, 0.1, 5e6, 5e12, 1),
        CNN("cnn", 10, 8, 0.2, 1e-3, 5e4, 5e12, 4, 1, 10, 10),
        SMALL_SPECTRAL_CONV("small-spectral-conv", 10, 4, 1, 1e-3, 5e6, 5e12, 1),
        LATER_SMALL_SPECTRAL_CONV("small-spectral-conv", 10, 4, 1, 0.1, 5e6, 5e12, 1),
        SMALL_CNN("small-cnn", 10, 4, 1, 1e-2, 5e5, 5e12, 1, 1, 10),
        LENET("lenet", 10, 4, 0.1, 1e-3, 5e4, 5e12, 4, 1, 20, 20, 1, 1),
        LATER_LENET("lenet", 10, 8, 0.15, 1e-4, 5e4, 5e12, 2, 1, 100, 100, 1, 1),
        LATER_SMALL_LENET("small-lenet", 10, 4, 0.15, 1e-4, 5e4, 5e12, 2, 1, 100, 100, 1, 1),
        /** For a network that the paper does not have. */
        GENERAL("", 10, 4, 0.2, 1e-3, 5e4, 5e12, 4);

        private final String network;
        private final double wanted;
        private final int bits;
        private final double firstRange;
        private final double lastRange;
        private final double firstBeta;
        private final double lastBeta;
        private final int sweeps;
        private final List<Float> amplification = new ArrayList<>();

        Row(
                String network,
                double wanted,
                int bits,
                double firstRange,
                double lastRange,
                double firstBeta,
                double lastBeta,
                int sweeps,
                float... amplification) {
            this.network = network;
            this.wanted = wanted;
            this.bits = bits;
            this.firstRange = firstRange;
            this.lastRange = lastRange;
            this.firstBeta = firstBeta;
            this.lastBeta = lastBeta;
            this.sweeps = sweeps;
            for (float factor : amplification) {
                this.amplification.add(factor);
            }
        }

        /** Whether it is of the later table alone. */
        private boolean isLater() {
            return name().startsWith("LATER_");
        }
    }

    /** The name by which a user asks for the set: {@code paper} or {@code 2025}. */
    @Override
    public String toString() {
        return label;
    }

    /**
     * The settings for a network by its name. A name that is not that of a built-in network gets general ones: 4 bits,
     * L from 0.2 to 1e-3, beta from 5e4 to 5e12, 4 sweeps, wanted outputs of 10, no amplification.
     */
    public PseudoinverseSettings of(String network) {
        boolean hasActivation = network.endsWith(ACTIVATED) || network.endsWith("lenet");
        String plain =
                network.endsWith(ACTIVATED) ? network.substring(0, network.length() - ACTIVATED.length()) : network;
        List<Row> rows =
                Stream.of(Row.values()).filter(row -> row.network.equals(plain)).toList();
        Row row = rows.isEmpty()
                ? Row.GENERAL
                : rows.stream()
                        .filter(one -> one.isLater() == (this == LATER))
                        .findFirst()
                        .orElse(rows.getFirst());
        boolean isPaper = this == PAPER;
        return new PseudoinverseSettings(
                row.bits,
                row.firstRange,
                row.lastRange,
                row.firstBeta,
                row.lastBeta,
                !isPaper,
                isPaper ? EnergyScale.PLAIN : EnergyScale.RANGE,
                isPaper,
                row.sweeps,
                isPaper && hasActivation ? 1 : 0,
                LATE_FROM,
                0,
                row.wanted,
                row.amplification,
                InverseMode.FOURIER,
                ActivationInverse.NONE,
                isPaper ? GammaOfZero.ZERO : GammaOfZero.SLOPE,
                Weighting.NONE);
    }

    /** The annealing by single spins that goes with them. */
    public SimulatedAnnealing annealing() {
        return this == PAPER
                ? new SimulatedAnnealing(Move.SINGLE_SPIN, Order.SPINS, Keep.LAST)
                : new SimulatedAnnealing(Move.SINGLE_SPIN, Order.RANDOM, Keep.BEST);
    }
}
