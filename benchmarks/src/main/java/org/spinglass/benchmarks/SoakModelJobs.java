// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.quantum.dwave.DwaveHybrid;
import org.spinglass.quantum.dwave.HybridAnswer;
import org.spinglass.quantum.dwave.HybridJob;

/**
 * Jobs of a solver of whole binary quadratic models. Most have one best state, drawn beforehand, which must be the
 * answer; every fourth has 60 to 200 spins and random couplings, for which the whole time is used: its answer must be a
 * state of that many spins of which few can be turned with gain, as half of those of another problem can. Where
 * any can, that is told.
 */
record SoakModelJobs(DwaveHybrid solver) implements SoakJobs {
    private static final double LEAST_GAIN = 1e-9;

    @Override
    public Call next(SplittableRandom random) {
        return random.nextInt(4) == 0 ? hard(random) : planted(random);
    }

    private Search hard(SplittableRandom random) {
        int spins = 60 + random.nextInt(141);
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        couple(builder, spins, 3 * spins, random);
        return new Search(solver, builder.build(), new byte[0]);
    }

    /** Each field is stronger than all couplings of its spin together. */
    private Search planted(SplittableRandom random) {
        int spins = 2 + random.nextInt(40);
        IsingBuilder builder = new IsingBuilder(spins, Duplicates.SUM);
        double[] strength = couple(builder, spins, spins, random);
        byte[] best = new byte[spins];
        for (int i = 0; i < spins; i++) {
            best[i] = (byte) (random.nextBoolean() ? 1 : -1);
            builder.addField(i, -best[i] * (strength[i] + 0.5));
        }
        return new Search(solver, builder.build(), best);
    }

    /** Adds random couplings; the sum of the sizes of each spin's. */
    private static double[] couple(IsingBuilder builder, int spins, int couplings, SplittableRandom random) {
        double[] strength = new double[spins];
        for (int k = 0; k < couplings; k++) {
            int i = random.nextInt(spins);
            int j = random.nextInt(spins);
            if (i != j) {
                double value = random.nextDouble(-1, 1);
                builder.addCoupling(Math.min(i, j), Math.max(i, j), value);
                strength[i] += Math.abs(value);
                strength[j] += Math.abs(value);
            }
        }
        return strength;
    }

    @Override
    public void close() {
        solver.close();
    }

    /**
     * A search.
     *
     * @param best the only best state; empty where it is not known
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Search(DwaveHybrid solver, PlainIsing model, byte[] best) implements Call {
        @Override
        public int jobs() {
            return 1;
        }

        @Override
        public long patience() {
            return 4_000_000_000L;
        }

        @Override
        public int ask(BooleanSupplier goesOn) {
            HybridAnswer answer = solver.solve(model, HybridJob.standard(), goesOn);
            if (answer.states().isEmpty()) {
                return 1;
            }
            Spins state = answer.states().getFirst();
            boolean isRight = best.length > 0 ? state.equals(Spins.of(best)) : isOfThisModel(state);
            return isRight ? 0 : 1;
        }

        /** Of another problem's state half of the spins can be turned with gain, of an answer none or, at worst, a few. */
        private boolean isOfThisModel(Spins state) {
            byte[] spins = state.toArray();
            double energy = model.energy(0, state);
            int better = 0;
            double most = 0;
            for (int i = 0; i < spins.length; i++) {
                spins[i] = (byte) -spins[i];
                double gain = energy - model.energy(0, Spins.of(spins));
                better += gain > LEAST_GAIN ? 1 : 0;
                most = Math.max(most, gain);
                spins[i] = (byte) -spins[i];
            }
            if (better > 0) {
                System.out.printf(
                        Locale.ROOT,
                        "unfinished: %d of %d spins can be turned with gain, %.3g at most, at energy %.6g%n",
                        better,
                        spins.length,
                        most,
                        energy);
            }
            return spins.length == model.spins() && better < spins.length / 5;
        }
    }
}
