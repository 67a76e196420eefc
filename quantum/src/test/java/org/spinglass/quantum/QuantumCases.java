// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.quantum.embedding.ChipPlacement;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;

/** Samplers on a small chip and the models that tests give them. */
final class QuantumCases {
    static final Topology CHIP = new Pegasus(4, true);

    private QuantumCases() {}

    static QuantumSampler sampler(QuantumSettings settings, int threads) {
        EmulatorOptions options = EmulatorOptions.standard(5).withSweepsPerMicrosecond(50);
        return new QuantumSampler(
                "emulator",
                new EmulatedProcessor(CHIP, CHIP.graph(), options, Workers.of(threads)),
                settings,
                new ChipPlacement());
    }

    static QuantumSampler onOneCell() {
        Topology cell = new Chimera(1, 1, 4);
        return new QuantumSampler(
                "emulator",
                new EmulatedProcessor(cell, cell.graph(), EmulatorOptions.standard(1), Workers.of(1)),
                settings(5),
                new ChipPlacement());
    }

    static QuantumAccount.Totals used(SampleSet... found) {
        QuantumAccount account = new QuantumAccount();
        for (SampleSet set : found) {
            account.add(set.provenance());
        }
        return account.totals();
    }

    static QuantumSettings settings(int reads) {
        return QuantumSettings.of(AnnealParameters.of(reads).withAnnealingTime(2));
    }

    static DenseIsing glass(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] couplings = new float[n * n];
        float[] fields = new float[n];
        for (int i = 0; i < n; i++) {
            fields[i] = (float) random.nextGaussian();
            for (int j = 0; j < i; j++) {
                couplings[i * n + j] = (float) random.nextGaussian();
                couplings[j * n + i] = couplings[i * n + j];
            }
        }
        return DenseIsing.of(couplings, fields, 1);
    }

    /** Least squares: convex instances that share J. */
    static EncodedQuadratic squares(int instances, int weights, int bits, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int samples = 2 * weights;
        float[] factors = new float[weights * samples];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) random.nextGaussian();
        }
        float[] ones = new float[samples];
        Arrays.fill(ones, 1f / samples);
        float[] fields = new float[instances * weights];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = (float) random.nextGaussian();
        }
        float[] ranges = new float[weights];
        Arrays.fill(ranges, 1);
        return new EncodedQuadratic(
                bits,
                new Coupling.Gram(weights, samples, factors, ones, new float[weights], true),
                fields,
                new float[instances * weights],
                ranges,
                new double[instances]);
    }
}
