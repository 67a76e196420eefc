// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.arrays.ExactEnergy;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.arrays.Numbers;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.numbers.Total;
import org.spinglass.ising.internal.numbers.Unit;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/**
 * Takes states of a plain model down until neither the flip of one spin nor that of two coupled ones lowers the energy, as the
 * numbers given have it.
 *
 * <p>Flips of two are what leads from one choice to another under a penalty for choosing none or several, however large it
 * is beside the costs of the choices. Changes are followed in double precision; those that its rounding could turn round are
 * decided by two exact energies, {@value #MOST_CHECKS} additions of a coupling at most.
 *
 * <p>Cost: a pass over the couplings for every round that finds a flip. Belongs to one thread.
 */
final class ExactDescent {
    private static final int DOUBLE = 53;
    private static final long MOST_CHECKS = 200_000_000;
    private static final long MOST_PAIRS = 300_000_000;
    private static final int MOST_ROUNDS = 1000;

    private final PlainIsing model;
    private final ModelArrays arrays;
    private final double[] noise;
    private final long costOfCheck;
    private long checks;
    private long passes;
    private Total energy = Total.ZERO;
    private boolean isKnown;

    ExactDescent(PlainIsing model) {
        this.model = model;
        this.arrays = ModelArrays.of(model);
        this.noise = noise(model);
        this.costOfCheck = model.spins() + (long) model.interactions();
    }

    /** By how much the change of energy of each flip may be off, in the model's numbers. */
    private static double[] noise(PlainIsing model) {
        ModelArrays arrays = ModelArrays.of(model);
        Numbers numbers = arrays.numbers();
        double[] sizes = new double[model.spins()];
        int[] terms = new int[sizes.length];
        Unit unit = new Unit();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(numbers.field(i));
            unit.take(numbers.field(i));
        }
        arrays.forEachPair((i, j, value) -> {
            unit.take(value);
            sizes[i] += Math.abs(value);
            sizes[j] += Math.abs(value);
            terms[i]++;
            terms[j]++;
        });
        boolean isGiven = arrays.evaluation().given() != null;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = !isGiven && unit.fits(4 * sizes[i], DOUBLE) ? 0 : 4 * (terms[i] + 2) * Math.ulp(sizes[i]);
        }
        return sizes;
    }

    /**
     * The states of a sample set, the best first each taken down as long as all together pass over no more than {@value
     * #MOST_PAIRS} couplings; those that meet are counted together.
     */
    static SampleSet of(PlainIsing model, SampleSet found, BooleanSupplier goesOn) {
        ExactDescent descent = new ExactDescent(model);
        List<Spins> states = new ArrayList<>();
        for (Sample sample : found.samples(0)) {
            boolean isWorth = descent.passes * descent.costOfCheck <= MOST_PAIRS && goesOn.getAsBoolean();
            Spins rest = isWorth ? descent.descend(sample.spins(), goesOn) : sample.spins();
            for (int read = 0; read < sample.occurrences(); read++) {
                states.add(rest);
            }
        }
        Provenance before = found.provenance();
        Map<String, Object> options = new LinkedHashMap<>(before.options());
        options.put("precision", "double");
        options.put("descent", "pairs");
        return SampleSet.of(
                model,
                List.of(states),
                List.of(found.lowerBound(0)),
                new Provenance(
                        before.sampler(),
                        options,
                        before.seed(),
                        before.sweeps(),
                        before.acceptance(),
                        before.moves(),
                        before.seconds(),
                        before.boundSeconds(),
                        before.cancelled()));
    }

    /** The state at the bottom, or as far down as was gone. */
    Spins descend(Spins start, BooleanSupplier goesOn) {
        LocalFields state = ModelFields.of(model, start.toArray(), VectorOps.best());
        isKnown = false;
        boolean moved = true;
        for (int round = 0; moved && round < MOST_ROUNDS && goesOn.getAsBoolean(); round++) {
            state.refresh();
            passes++;
            moved = singles(state) | pairs(state, goesOn);
        }
        return state.toSpins();
    }

    private boolean singles(LocalFields state) {
        boolean moved = false;
        for (int i = 0; i < state.size(); i++) {
            if (isDown(state, -2 * state.product(i), noise[i], i, i)) {
                flip(state, i, i);
                moved = true;
            }
        }
        return moved;
    }

    private boolean pairs(LocalFields state, BooleanSupplier goesOn) {
        boolean moved = false;
        for (int i = 0; i < state.size() && goesOn.getAsBoolean(); i++) {
            boolean[] any = {false};
            arrays.forEachPair(i, (first, second, value) -> any[0] |= pair(state, first, second, value));
            moved |= any[0];
        }
        return moved;
    }

    private boolean pair(LocalFields state, int i, int j, double coupling) {
        double change = -2 * state.product(i) - 2 * state.product(j) + 4 * state.spin(i) * state.spin(j) * coupling;
        if (!isDown(state, change, noise[i] + noise[j], i, j)) {
            return false;
        }
        flip(state, i, j);
        return true;
    }

    /** Whether flipping two spins, or one given twice, lowers the energy. */
    private boolean isDown(LocalFields state, double change, double noise, int i, int j) {
        if (change < -noise || change > noise || noise == 0) {
            return change < -noise;
        }
        if (checks > MOST_CHECKS) {
            return false;
        }
        checks += costOfCheck;
        byte[] flipped = state.spins().clone();
        if (!isKnown) {
            energy = ExactEnergy.of(arrays, flipped);
            isKnown = true;
        }
        flipped[i] = (byte) -flipped[i];
        if (j != i) {
            flipped[j] = (byte) -flipped[j];
        }
        return ExactEnergy.of(arrays, flipped).compareTo(energy) < 0;
    }

    private void flip(LocalFields state, int i, int j) {
        state.flip(i);
        if (j != i) {
            state.flip(j);
        }
        isKnown = false;
    }
}
