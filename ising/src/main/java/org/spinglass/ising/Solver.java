package org.spinglass.ising;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a ground state of a plain Ising model, in rounds of reads, until the reads are done, a target is reached, the
 * time is over, or the best state is proved optimal.
 *
 * <p>Without a time limit there is one round. With one, rounds follow each other with new random numbers; where the
 * number of sweeps is not fixed, each has twice the sweeps of the one before until a round takes a tenth of the limit, so
 * that easy models are solved at once and hard ones by long anneals. A memetic search is one round, however long.
 * Stateless; safe for several threads.
 */
public final class Solver {
    /** Sweeps of a read in the first round where no number is given. */
    public static final int SWEEPS = 1000;

    /** States that are kept at most. */
    public static final int KEPT = 1000;

    /**
     * Differences below which two energies are one, relative to the energy without the model's constant: of energies as
     * samplers follow them in single precision, and of those computed anew.
     */
    private static final double FOLLOWED = 1e-6;

    private static final double EXACT = 1e-9;

    private static final double ROUND_SHARE = 0.1;

    private Solver() {}

    /**
     * Searches.
     *
     * @throws IllegalArgumentException when the sampler cannot do what is asked of it
     */
    public static Solution solve(PlainIsing model, SolveRequest request) {
        return new Search(model, request).run();
    }

    private static final class Search {
        private final PlainIsing model;
        private final SolveRequest request;
        private final SamplerChoice choice;
        private final SplittableRandom seeds;
        private final long began = System.nanoTime();
        private final List<SampleSet> found = new ArrayList<>();
        private final List<Provenance> rounds = new ArrayList<>();
        private final List<Double> readEnergies = new ArrayList<>();
        private double bestSeen = Double.POSITIVE_INFINITY;
        private double secondsToBest;
        private boolean isCancelled;

        Search(PlainIsing model, SolveRequest request) {
            this.model = model;
            this.request = request;
            this.choice = request.sampler() == null
                    ? SamplerChoice.of(model, request.timeLimit() != null && !request.independentReads())
                    : SamplerChoice.asked(request.sampler());
            this.seeds = new SplittableRandom(request.seed());
        }

        Solution run() {
            int sweeps = request.sweeps().orElse(isOneRound() ? Integer.MAX_VALUE : SWEEPS);
            Solution.End end;
            do {
                double before = seconds();
                round(sweeps);
                end = end();
                boolean isShort =
                        request.timeLimit() != null && seconds() - before < ROUND_SHARE * seconds(request.timeLimit());
                if (request.sweeps().isEmpty() && isShort && sweeps <= Integer.MAX_VALUE / 2) {
                    sweeps *= 2;
                }
            } while (end == null);
            return solution(end);
        }

        /** A memetic search goes on with what it has, for as long as it is let. */
        private boolean isOneRound() {
            return request.timeLimit() != null && choice.sampler() instanceof MemeticSearch;
        }

        private void round(int sweeps) {
            SampleSet samples = choice.sampler()
                    .sample(
                            model,
                            SamplingRequest.of(sweeps, seeds.nextLong())
                                    .withReads(request.reads())
                                    .withStop(stop())
                                    .withProgress(this::note)
                                    .withWorkers(request.workers()));
            if (!model.isSingle() && samples.lowerBound(0).isEmpty()) {
                samples = ExactDescent.of(model, samples, this::hasTime);
            }
            rounds.add(samples.provenance());
            for (Sample sample : samples.samples(0)) {
                for (int k = 0; k < sample.occurrences(); k++) {
                    readEnergies.add(sample.energy());
                }
            }
            if (samples.best().energy() < bestSeen - margin(FOLLOWED, bestSeen)) {
                see(samples.best().energy()); // a sampler that reports no progress
            }
            found.add(samples);
            if (found.size() > 1) {
                SampleSet merged = SampleSet.merged(found, KEPT);
                found.clear();
                found.add(merged);
            }
        }

        private boolean hasTime() {
            return request.timeLimit() == null || seconds() < seconds(request.timeLimit());
        }

        private StopRule stop() {
            StopRule rule = StopRule.never();
            if (request.timeLimit() != null) {
                long left = request.timeLimit().toNanos() - (System.nanoTime() - began);
                rule = rule.or(StopRule.after(Duration.ofNanos(Math.max(0, left))));
            }
            if (request.targetEnergy().isPresent()) {
                double target = request.targetEnergy().getAsDouble();
                double reached = target + margin(FOLLOWED, target);
                rule = rule.or(StopRule.energy(reached)).or(progress -> isReached(reached));
            }
            return rule;
        }

        private synchronized boolean isReached(double energy) {
            return bestSeen <= energy;
        }

        private synchronized boolean note(Progress progress) {
            if (progress.bestEnergy() < bestSeen - margin(FOLLOWED, bestSeen)) {
                see(progress.bestEnergy());
            }
            isCancelled |= !request.progress().goOn(progress);
            return !isCancelled;
        }

        private synchronized void see(double energy) {
            bestSeen = energy;
            secondsToBest = seconds();
        }

        private double margin(double tolerance, double energy) {
            return Double.isInfinite(energy) ? 0 : tolerance * Math.abs(energy - model.offset());
        }

        private Solution.@Nullable End end() {
            SampleSet samples = found.getFirst();
            double best = samples.best().energy();
            OptionalDouble bound = samples.lowerBound(0);
            if (bound.isPresent() && best <= bound.getAsDouble() + margin(FOLLOWED, best)) {
                return Solution.End.OPTIMAL;
            }
            if (request.targetEnergy().isPresent()
                    && best
                            <= request.targetEnergy().getAsDouble()
                                    + margin(EXACT, request.targetEnergy().getAsDouble())) {
                return Solution.End.TARGET;
            }
            if (isCancelled) {
                return Solution.End.CANCELLED;
            }
            if (request.timeLimit() == null) {
                return Solution.End.DONE;
            }
            return seconds() >= seconds(request.timeLimit()) ? Solution.End.TIME_LIMIT : null;
        }

        private double seconds() {
            return (System.nanoTime() - began) * 1e-9;
        }

        private static double seconds(Duration duration) {
            return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        }

        private Solution solution(Solution.End end) {
            SampleSet samples = found.getFirst();
            double best = samples.best().energy();
            int hits = (int) readEnergies.stream()
                    .filter(energy -> energy <= best + margin(EXACT, best))
                    .count();
            long moves = rounds.stream().mapToLong(Provenance::moves).sum();
            return new Solution(
                    choice,
                    samples,
                    readEnergies.size(),
                    hits,
                    readEnergies,
                    secondsToBest,
                    seconds(),
                    moves,
                    end,
                    rounds);
        }
    }
}
