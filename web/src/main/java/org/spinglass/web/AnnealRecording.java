// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.StopRule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One read of simulated annealing with its states on the way. The sampler is asked for some sweeps at a time, at the
 * temperatures that they have in the whole schedule, from the state that it came to before; so the states are those of one
 * chain, whose random numbers the seed fixes.
 *
 * @param schedule of all sweeps
 * @param sweeps of the read
 * @param initial where it starts; {@link InitialState.Random} is drawn by the seed and is the first state shown
 * @param seed fixes every random number
 * @param limit after which the read ends where it is
 */
record AnnealRecording(BetaSchedule schedule, int sweeps, InitialState initial, long seed, Duration limit) {
    /** States that are kept at most; where there are more sweeps, each of them stands for several. */
    static final int MOST_FRAMES = 240;

    private static final long MOST_BITS = 16_000_000;
    private static final int FEWEST_FRAMES = 8;

    /** What was recorded, and the state at its end. */
    record Recorded(ObjectNode json, Spins last) {}

    /**
     * Anneals, and gives {@code sweep}, {@code energy}, {@code beta} (0 where it is infinite), {@code acceptance} and {@code
     * frames}, the spins as {@link StatePicture} has them, one element a state; {@code asked}, the sweeps asked for, and {@code
     * ended}, whether all of them were done.
     *
     * <p>Cost: the sweeps, and of each state kept the energy and what a sampler does before its first sweep.
     */
    Recorded of(IsingModel model) {
        SplittableRandom random = new SplittableRandom(seed);
        SimulatedAnnealing sampler = new SimulatedAnnealing(
                model instanceof PlainIsing ? SimulatedAnnealing.Move.SINGLE_SPIN : SimulatedAnnealing.Move.HEAT_BATH,
                SimulatedAnnealing.Order.SEQUENTIAL,
                SimulatedAnnealing.Keep.LAST);
        double[] betas = schedule.betas(sweeps, () -> SimulatedAnnealing.measuredRange(model));
        BetaSchedule whole = BetaSchedule.custom(betas);
        int frames = Math.min(sweeps, Math.clamp(MOST_BITS / model.spins(), FEWEST_FRAMES, MOST_FRAMES));
        Rows rows = new Rows(model);
        InitialState state = initial;
        if (initial instanceof InitialState.Random) {
            Spins drawn = drawn(model.spins(), random);
            state = InitialState.given(List.of(drawn));
            rows.add(0, betas[0], 0, drawn);
        }
        long end = System.nanoTime() + limit.toNanos();
        int done = 0;
        while (done < sweeps && System.nanoTime() < end) {
            int next = (int) ((rows.shown + 1L) * sweeps / frames);
            SamplingRequest request = SamplingRequest.of(next - done, random.nextLong())
                    .withInitial(state)
                    .withBoundSweeps(0)
                    .withStop(StopRule.after(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
            SampleSet found = sampler.withSchedule(whole.part(done, sweeps)).sample(model, request);
            Spins spins = found.best().spins();
            done += found.provenance().sweeps();
            if (done < next && !rows.isEmpty()) {
                break; // in the middle of a sweep, whose temperature is not told
            }
            rows.add(done, betas[Math.max(0, done - 1)], found.provenance().acceptance(), spins);
            rows.shown++;
            state = InitialState.given(List.of(spins));
        }
        rows.json.put("asked", sweeps).put("ended", done >= sweeps);
        return new Recorded(rows.json, rows.last);
    }

    private static Spins drawn(int size, SplittableRandom random) {
        long[] words = new long[(size + 63) >>> 6];
        Arrays.setAll(words, w -> random.nextLong());
        return Spins.ofWords(size, words);
    }

    /** The states so far. */
    private static final class Rows {
        private final IsingModel model;
        private final ObjectNode json = Tree.object();
        private final ArrayNode sweep = json.putArray("sweep");
        private final ArrayNode energy = json.putArray("energy");
        private final ArrayNode beta = json.putArray("beta");
        private final ArrayNode acceptance = json.putArray("acceptance");
        private final ArrayNode frames = json.putArray("frames");
        private Spins last = Spins.of();
        private int shown;

        Rows(IsingModel model) {
            this.model = model;
        }

        boolean isEmpty() {
            return frames.isEmpty();
        }

        void add(int done, double betaNow, double accepted, Spins spins) {
            last = spins;
            sweep.add(done);
            energy.add(model.energy(0, spins));
            beta.add(Double.isFinite(betaNow) ? betaNow : 0);
            acceptance.add(accepted);
            frames.add(StatePicture.bits(spins));
        }
    }
}
