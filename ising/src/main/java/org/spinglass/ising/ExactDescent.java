package org.spinglass.ising;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Kernels;
import org.spinglass.ising.annealing.Unit;
import org.spinglass.ising.local.LocalFields;

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
    private final double[] noise;
    private final long costOfCheck;
    private long checks;
    private long passes;
    private Total energy = Total.ZERO;
    private boolean isKnown;

    ExactDescent(PlainIsing model) {
        this.model = model;
        this.noise = noise(model);
        this.costOfCheck = model.spins() + (long) model.interactions();
    }

    /** By how much the change of energy of each flip may be off, in the model's numbers. */
    private static double[] noise(PlainIsing model) {
        Numbers numbers = ExactEnergy.numbers(model);
        double[] sizes = new double[model.spins()];
        int[] terms = new int[sizes.length];
        Unit unit = new Unit();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(numbers.field(i));
            unit.take(numbers.field(i));
        }
        Interactions.ofNumbers(model, (i, j, value) -> {
            unit.take(value);
            sizes[i] += Math.abs(value);
            sizes[j] += Math.abs(value);
            terms[i]++;
            terms[j]++;
        });
        boolean isGiven = ExactEnergy.evaluation(model).given() != null;
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
        LocalFields state = PlainIsing.fieldsOf(model, start.toArray(), Kernels.best());
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
        Numbers numbers = ExactEnergy.numbers(model);
        for (int i = 0; i < state.size() && goesOn.getAsBoolean(); i++) {
            switch (model) {
                case DenseIsing dense -> {
                    for (int j = i + 1; j < state.size(); j++) {
                        moved |= pair(state, i, j, numbers.coupling(i * state.size() + j));
                    }
                }
                case SparseIsing sparse -> {
                    for (int k = sparse.starts()[i]; k < sparse.starts()[i + 1]; k++) {
                        if (sparse.neighbours()[k] > i) {
                            moved |= pair(state, i, sparse.neighbours()[k], numbers.coupling(k));
                        }
                    }
                }
            }
        }
        return moved;
    }

    private boolean pair(LocalFields state, int i, int j, double coupling) {
        if (coupling == 0) {
            return false;
        }
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
            energy = ExactEnergy.of(model, flipped);
            isKnown = true;
        }
        flipped[i] = (byte) -flipped[i];
        if (j != i) {
            flipped[j] = (byte) -flipped[j];
        }
        return ExactEnergy.of(model, flipped).compareTo(energy) < 0;
    }

    private void flip(LocalFields state, int i, int j) {
        state.flip(i);
        if (j != i) {
            state.flip(j);
        }
        isKnown = false;
    }
}
