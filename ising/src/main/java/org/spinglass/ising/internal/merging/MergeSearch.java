// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.merging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.compute.Workers;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.internal.search.Effort;
import org.spinglass.ising.internal.search.ElitePool;
import org.spinglass.ising.model.Spins;

/**
 * Lines of states, each lower than the one before: many copies of a state are heated a little and annealed again, and
 * whatever cluster one of them has lower is taken over.
 *
 * <p>A step of a line takes {@value #PIECES} pieces, made side by side from the same state and merged in their order,
 * so that the result does not depend on the threads. After a step without a lower state the next has {@value #GROWTH}
 * times the sweeps, up to a most; {@value #BARREN} of those in a row end a line. The best line takes over what the
 * others have lower, and goes on from there; then a new line begins.
 */
public final class MergeSearch {
    private static final int PIECES = 4;
    private static final int BARREN = 2;
    private static final int FIRST_SWEEPS = 16;
    private static final int GROWTH = 4;

    /** How far from the hot end the pieces of a step start. */
    private static final double[] SHARES = {0.1, 0.15, 0.2, 0.3};

    /** A piece has a share of the effort of one in so many at most. */
    private static final int PIECES_OF_ALL = 24;

    /** Lines that the best one takes over from. */
    private static final int LINES = 16;

    private static final int SHORTEST = 50;
    private static final int LONGEST = 5000;

    /** Lines after the first begin with the most sweeps over this. */
    private static final int BEGINNING = 4;

    private final MergeModel problem;
    private final Effort effort;
    private final SplittableRandom seeds;
    private final AtomicBoolean isCancelled;
    private final ElitePool archive;
    private final ElitePool lines;
    private final List<long[]> given;
    private int most;
    private long sweeps;
    private long improvedAt;
    private long flips;
    private double lowest = Double.POSITIVE_INFINITY;
    private boolean goesOn = true;

    /** A state and the model's own energy of it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Line(long[] state, double energy) {}

    /**
     * A search that has not begun.
     *
     * @param wanted states that are kept
     * @param given states whose best, with all that the others have lower, the first line starts from; maybe none
     * @param isCancelled set when the listener ends the call
     */
    public MergeSearch(
            MergeModel problem, int wanted, List<long[]> given, Effort effort, long seed, AtomicBoolean isCancelled) {
        this.problem = problem;
        this.given = given;
        this.effort = effort;
        this.seeds = new SplittableRandom(seed);
        this.isCancelled = isCancelled;
        int n = problem.model().spins();
        this.archive = new ElitePool(wanted, Math.max(1, n / 100), problem.isSymmetric());
        this.lines = new ElitePool(LINES, 1, problem.isSymmetric());
        this.most = Math.clamp(effort.sweeps() / PIECES_OF_ALL, SHORTEST, LONGEST);
    }

    /** Goes on until the effort is spent or a rule or the listener ends it. */
    public void run(Workers workers) {
        @Nullable Line best = null;
        for (int number = 0; best == null || goesOn(); number++) {
            int begin = number == 0 ? Math.min(FIRST_SWEEPS, most) : Math.max(FIRST_SWEEPS, most / BEGINNING);
            Line line = number == 0 && !given.isEmpty() ? begun() : step(null, begin, workers);
            line = lowered(line, begin, workers);
            best = best == null || line.energy() < best.energy() ? line : best;
            lines.offer(line.energy(), bytes(line.state()));
            if (number > 0) {
                Line merged = merged(best);
                best = merged.energy() < best.energy() ? lowered(merged, most, workers) : best;
            }
        }
    }

    private boolean goesOn() {
        return goesOn && !isCancelled.get() && sweeps < effort.sweeps();
    }

    private byte[] bytes(long[] state) {
        return Spins.ofWords(problem.model().spins(), state).toArray();
    }

    private Line of(long[] state) {
        Line line = new Line(state, problem.energy(state));
        archive.offer(line.energy(), bytes(state));
        if (line.energy() < lowest) {
            lowest = line.energy();
            improvedAt = sweeps;
        }
        return line;
    }

    /** The lowest of the given states, with all that the others have lower. */
    private Line begun() {
        @Nullable Line lowestGiven = null;
        for (long[] state : given) {
            Line line = of(state);
            lines.offer(line.energy(), bytes(state));
            lowestGiven = lowestGiven == null || line.energy() < lowestGiven.energy() ? line : lowestGiven;
        }
        return merged(Objects.requireNonNull(lowestGiven));
    }

    /** A line with all that others have lower. */
    private Line merged(Line line) {
        RandomStream random = new RandomStream(seeds.nextLong(), problem.ops());
        ClusterMerge merge = new ClusterMerge(problem, () -> random.nextLong() < 0);
        long[] state = line.state().clone();
        for (int rank = 0; rank < lines.size(); rank++) {
            merge.all(state, Spins.of(lines.get(rank).spins()).toWords());
        }
        return of(state);
    }

    /** Steps from a state until they bring no more. */
    private Line lowered(Line from, int begin, Workers workers) {
        Line line = from;
        int each = begin;
        int barren = 0;
        while (barren < BARREN && goesOn()) {
            Line next = step(line.state(), each, workers);
            if (next.energy() < line.energy()) {
                barren = 0;
            } else if (each < most) {
                each = Math.min(most, GROWTH * each);
            } else {
                barren++;
            }
            line = next.energy() <= line.energy() ? next : line;
        }
        return line;
    }

    /** Pieces of so many sweeps, merged; from random states where there is none. */
    private Line step(long @Nullable [] state, int each, Workers workers) {
        long before = sweeps;
        long began = System.nanoTime();
        List<RandomStream> randoms = new ArrayList<>();
        for (int p = 0; p < PIECES; p++) {
            randoms.add(new RandomStream(seeds.nextLong(), problem.ops()));
        }
        @Nullable Piece[] pieces = new Piece[PIECES];
        AtomicBoolean isStopped = new AtomicBoolean();
        workers.forEach(PIECES, p -> {
            if ((p > 0 || state != null) && (isStopped.get() || Halt.isCalled())) {
                return;
            }
            Piece piece = new Piece(
                    problem,
                    randoms.get(p),
                    done -> effort.goesOn(before + done, improvedAt, lowest, isStopped, isCancelled)
                            && !isStopped.get());
            if (state == null) {
                piece.fresh(each);
            } else {
                piece.from(state, SHARES[p], each);
            }
            pieces[p] = piece;
        });
        RandomStream random = randoms.getFirst();
        ClusterMerge merge = new ClusterMerge(problem, () -> random.nextLong() < 0);
        long[] result = state == null ? null : state.clone();
        for (Piece piece : pieces) {
            if (piece != null) {
                sweeps += piece.sweeps();
                flips += piece.flips();
                if (result == null) {
                    result = piece.state();
                } else if (state == null) {
                    merge.all(result, piece.state());
                } else {
                    merge.merge(result, piece.state(), ClusterMerge.Of.FEWER);
                }
            }
        }
        if (result == null) {
            throw new IllegalStateException("no piece was made");
        }
        goesOn = !isStopped.get() && !Halt.isCalled();
        Duration limit = effort.limit();
        if (limit != null) {
            double speed = (sweeps - before) / Math.max(1.0, System.nanoTime() - began);
            most = (int) Math.clamp(speed * limit.toNanos() / PIECES_OF_ALL, SHORTEST, LONGEST);
        }
        return of(result);
    }

    /** The best states found, the best first. */
    public List<Spins> states() {
        return archive.states();
    }

    /** Sweeps done, each of all copies. */
    public long sweeps() {
        return sweeps;
    }

    /** Spins flipped, over all copies. */
    public long flips() {
        return flips;
    }
}
