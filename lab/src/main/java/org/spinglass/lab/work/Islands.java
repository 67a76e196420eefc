// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.ReadPart;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.solve.Drawing;

/**
 * Several searches that grow, the islands, each a task of a {@link Workplace}, in rounds. Between rounds each island
 * keeps the best {@value #OWN} of its states, and is given the best {@value #OTHERS} of the others, that of the one
 * before it in the ring first, then that of the one before that, and so on; with them it begins the next round.
 *
 * <p>With a time limit the rounds share it, and each search grows to what there is time for in all. Without one the
 * effort, reads times sweeps, is shared out among islands and rounds; then what is found is fixed by the seed and the
 * number of islands, wherever and in what order they are searched. For one search; not thread-safe.
 */
final class Islands {
    /** States that an island tells of; a population has as many members. */
    private static final int STATES = 16;

    private static final int OTHERS = 4;
    private static final int OWN = STATES - OTHERS;
    private static final int MOST_ROUNDS = 8;

    /** Part of the time that the first round has, where there are more. */
    private static final double FIRST = 0.35;

    /** A round is no shorter than so many seconds, and has no less than so many sweeps. */
    private static final double SECONDS = 1.5;

    private static final int SWEEPS = 4000;

    private final Workplace place;
    private final Drawing.Round round;
    private final PlainIsing model;
    private final SharedBytes bytes;
    private final int count;
    private final SplittableRandom seeds;
    private final List<List<Found>> states = new ArrayList<>();
    private double bound = Double.NEGATIVE_INFINITY;
    private int done;

    /** A state and its energy by the model. */
    private record Found(Spins state, double energy) {}

    /**
     * Islands that have not begun.
     *
     * @param bytes the model, as it is shared
     * @param count how many
     */
    Islands(Workplace place, Drawing.Round round, PlainIsing model, SharedBytes bytes, int count) {
        this.place = place;
        this.round = round;
        this.model = model;
        this.bytes = bytes;
        this.count = count;
        this.seeds = new SplittableRandom(round.request().seed());
        for (int island = 0; island < count; island++) {
            states.add(List.of());
        }
    }

    /** Searches to the end. */
    SampleSet draw() {
        GatheredReads gathered = new GatheredReads(round);
        Duration limit = round.left();
        SamplingRequest request = round.request();
        long effort = (long) request.reads() * request.sweeps() / count;
        int rounds = limit == null
                ? Math.clamp(effort / SWEEPS, 1, MOST_ROUNDS)
                : (int) Math.clamp(limit.toNanos() * 1e-9 / SECONDS, 1, MOST_ROUNDS);
        for (int number = 0; number < rounds && (number == 0 || !gathered.isOver() && !isProved()); number++) {
            List<WorkTask> tasks = new ArrayList<>();
            for (ReadsTask task : limit == null ? counted(number, effort / rounds) : timed(number, rounds, gathered)) {
                tasks.add(new WorkTask(ReadsWork.class, RecordBytes.of(task), List.of(bytes)));
            }
            place.run(tasks, gathered);
            gathered.taken().forEach(this::take);
            done++;
        }
        return samples(gathered);
    }

    /** Searches of so many sweeps each. */
    private List<ReadsTask> counted(int number, long sweeps) {
        List<ReadsTask> tasks = new ArrayList<>();
        for (int island = 0; island < count; island++) {
            tasks.add(task(round.sampler(), island, number, Math.max(1, (int) (sweeps / STATES)), null));
        }
        return tasks;
    }

    /**
     * Searches of an equal part of the time that is left, one after the other where there are more than places; the first
     * of a larger part, as a search that grows takes a quarter of its time to make its first states.
     */
    private List<ReadsTask> timed(int number, int rounds, GatheredReads gathered) {
        double turns = Math.ceil((double) count / place.slots());
        double limit = Objects.requireNonNull(round.left()).toNanos();
        double left = Math.max(0, limit - gathered.seconds() * 1e9);
        double share = Math.max(number == 0 ? FIRST : 0, 1.0 / (rounds - number));
        Duration all = Duration.ofNanos((long) (limit / turns) + 1);
        Duration each = Duration.ofNanos((long) (left / turns * share) + 1);
        List<ReadsTask> tasks = new ArrayList<>();
        for (int island = 0; island < count; island++) {
            tasks.add(task(round.sampler().withTime(Optional.of(all)), island, number, 1, each));
        }
        return tasks;
    }

    private ReadsTask task(Sampler sampler, int island, int number, int sweeps, @Nullable Duration time) {
        SamplingRequest request = round.request();
        List<long[]> start = number == 0 ? ReadsTask.start(request) : start(island, number);
        return new ReadsTask(
                sampler,
                Math.max(STATES, start.size()),
                seeds.nextLong(),
                sweeps,
                number == 0 ? request.boundSweeps() : 0,
                start,
                ReadPart.WHOLE,
                time,
                round.targetEnergy());
    }

    /** What an island goes on from: its own states, and the best of others. */
    private List<long[]> start(int island, int number) {
        Set<Spins> start = new LinkedHashSet<>();
        states.get(island).stream().limit(OWN).map(Found::state).forEach(start::add);
        int others = (count - 1) * STATES;
        for (int k = 0; k < others && start.size() < STATES; k++) {
            int before = 1 + (k + (number - 1) * OTHERS) % (count - 1);
            List<Found> other = states.get(Math.floorMod(island - before, count));
            if (k / (count - 1) < other.size()) {
                start.add(other.get(k / (count - 1)).state());
            }
        }
        return start.stream().map(Spins::toWords).toList();
    }

    /** Takes what an island came to; the best that it had before is not lost. */
    private void take(int island, ReadsResult result) {
        List<Found> found = new ArrayList<>();
        for (int rank = 0; rank < result.states().size(); rank++) {
            found.add(new Found(result.state(rank), result.energies()[rank]));
        }
        List<Found> before = states.get(island);
        if (!before.isEmpty() && before.getFirst().energy() < found.getFirst().energy()) {
            found.addFirst(before.getFirst());
        }
        states.set(island, found);
        bound = Double.isNaN(result.bound()) ? bound : Math.max(bound, result.bound());
    }

    private List<Found> all() {
        return states.stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(Found::energy))
                .toList();
    }

    private boolean isProved() {
        List<Found> all = all();
        return !all.isEmpty() && all.getFirst().energy() <= bound;
    }

    private SampleSet samples(GatheredReads gathered) {
        SamplingRequest request = round.request();
        int wanted = round.left() == null ? request.reads() : Math.max(STATES, request.reads());
        List<Spins> best =
                all().stream().map(Found::state).distinct().limit(wanted).toList();
        if (best.isEmpty()) {
            return gathered.descent(model);
        }
        long sweeps = gathered.parts().stream()
                .mapToLong(Provenance::sweeps)
                .map(each -> each * STATES)
                .sum();
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("reads", request.reads());
        if (round.left() == null) {
            own.put("sweeps", request.sweeps());
        }
        own.put("initial", request.initial().getClass().getSimpleName());
        own.put("boundSweeps", request.boundSweeps());
        own.put("place", place.description());
        own.put("islands", count);
        own.put("exchanges", done - 1);
        OptionalDouble known = Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound);
        return SampleSet.of(
                model,
                List.of(best),
                List.of(known),
                gathered.provenance((int) Math.min(Integer.MAX_VALUE, sweeps / request.reads()), own));
    }
}
