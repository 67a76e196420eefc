// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.memetic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * A population of low states of one model, in batches of {@value #BATCH} members that are made side by side from the
 * population as it was before the batch, and offered to it in their order: the result does not depend on the threads.
 *
 * <p>When no child was taken in for long, the population starts anew with anneals of twice the sweeps. What all
 * populations found goes into an archive.
 */
public final class Population {
    static final int BATCH = 8;
    private static final int MOST_PARENTS = 4;
    private static final int SHORTEST_ANNEAL = 50;
    private static final int LONGEST_FIRST_ANNEAL = 1000;
    private static final int FIRST_SWEEPS = 4;
    private static final int GROWTH = 4;

    /** Children in a row that were not taken in, a member, after which a population starts anew. */
    private static final int BARREN = 2;

    private final MemeticModel problem;
    private final Effort effort;
    private final SplittableRandom seeds;
    private final AtomicBoolean isCancelled;
    private final int size;
    private final ElitePool archive;
    private ElitePool population;
    private List<byte[]> given;
    private int annealSweeps;
    private int barren;
    private int made;
    private long sweeps;
    private long improvedAt;
    private long flips;
    private double bestEnergy = Double.POSITIVE_INFINITY;
    private double toldEnergy = Double.POSITIVE_INFINITY;
    private boolean goesOn = true;

    /**
     * A population that has not begun.
     *
     * @param size members
     * @param wanted states that the archive keeps
     * @param given the first members' states; fewer than {@code size} or none
     * @param isCancelled set when the listener ends the call
     */
    public Population(
            MemeticModel problem,
            int size,
            int wanted,
            List<byte[]> given,
            Effort effort,
            long seed,
            AtomicBoolean isCancelled) {
        this.problem = problem;
        this.size = size;
        this.given = given;
        this.effort = effort;
        this.seeds = new SplittableRandom(seed);
        this.isCancelled = isCancelled;
        this.archive = pool(wanted);
        this.population = pool(size);
        this.annealSweeps = Math.clamp(effort.sweeps() / (4L * size), SHORTEST_ANNEAL, LONGEST_FIRST_ANNEAL);
    }

    private ElitePool pool(int capacity) {
        int n = problem.model().spins();
        return new ElitePool(capacity, Math.max(1, n / 100), problem.isSymmetric());
    }

    /** Evolves until the effort is spent or a rule or the listener ends it. */
    public void run(Workers workers) {
        if (effort.limit() != null) {
            growFor(effort.limit(), workers);
        }
        while (archive.size() == 0 || goesOn && !isCancelled.get() && sweeps < effort.sweeps()) {
            batch(workers, made < size ? Math.min(BATCH, size - made) : BATCH, annealSweeps, false);
            if (barren >= BARREN * size) {
                annealSweeps = Math.min(annealSweeps, Integer.MAX_VALUE / 64) * 2;
                barren = 0;
                made = 0;
                given = List.of();
                population = pool(size);
            }
        }
    }

    /**
     * Makes a few members by anneals of a few sweeps, then, where there are none to begin with, of more, which are soon
     * better than nothing; and lets the first population be annealed by as many sweeps as take a share of the time at
     * the speed that is measured meanwhile.
     */
    private void growFor(Duration limit, Workers workers) {
        boolean areGiven = !given.isEmpty();
        for (int few = FIRST_SWEEPS; goesOn && !isCancelled.get() && few < annealSweeps; few *= GROWTH) {
            long before = sweeps;
            long began = System.nanoTime();
            batch(workers, 2, few, true);
            double speed = (sweeps - before) / Math.max(1.0, System.nanoTime() - began);
            double left = limit.toNanos() - (System.nanoTime() - (double) effort.start());
            annealSweeps =
                    (int) Math.clamp(Math.max(0, speed * left) / (4.0 * size), SHORTEST_ANNEAL, LONGEST_FIRST_ANNEAL);
            if (areGiven) {
                break; // the speed is known
            }
        }
        population = pool(size);
        made = 0;
        barren = 0;
    }

    private void batch(Workers workers, int count, int anneal, boolean areFresh) {
        int first = made;
        List<RandomStream> randoms = new ArrayList<>();
        List<byte[][]> parents = new ArrayList<>();
        for (int c = 0; c < count; c++) {
            RandomStream random = new RandomStream(seeds.nextLong(), problem.ops());
            randoms.add(random);
            parents.add(areFresh || first < size || population.size() < 2 ? new byte[0][] : parents(random));
        }
        @Nullable Offspring[] members = new Offspring[count];
        AtomicBoolean isStopped = new AtomicBoolean();
        long sweepsBefore = sweeps;
        workers.forEach(count, c -> {
            if ((c > 0 || sweepsBefore > 0) && (isStopped.get() || Halt.isCalled())) {
                return;
            }
            SweepMeter watch = new SweepMeter(
                    problem.model().spins(),
                    (done, energy) -> effort.goesOn(
                            sweepsBefore + done,
                            energy < toldEnergy ? sweepsBefore + done : improvedAt,
                            Math.min(toldEnergy, energy),
                            isStopped,
                            isCancelled));
            Offspring member = new Offspring(problem, watch, randoms.get(c));
            if (!areFresh && first + c < given.size()) {
                member.given(given.get(first + c), anneal);
            } else if (parents.get(c).length == 0) {
                member.fresh(anneal);
            } else {
                member.child(parents.get(c), anneal);
            }
            members[c] = member;
        });
        made += count;
        for (Offspring member : members) {
            if (member != null) {
                take(member);
            }
        }
        goesOn = !isStopped.get() && !Halt.isCalled();
    }

    private void take(Offspring member) {
        sweeps += member.sweeps();
        flips += member.flips();
        if (member.bestEnergy() < bestEnergy) {
            bestEnergy = member.bestEnergy();
            improvedAt = sweeps;
        }
        toldEnergy = Math.min(toldEnergy, member.told());
        barren = population.offer(member.bestEnergy(), member.best()) ? 0 : barren + 1;
        archive.offer(member.bestEnergy(), member.best());
    }

    private byte[][] parents(RandomStream random) {
        int count = Math.min(population.size(), 2 + random.nextInt(MOST_PARENTS - 1));
        int[] ranks = new int[population.size()];
        Arrays.setAll(ranks, rank -> rank);
        random.shuffle(ranks);
        byte[][] parents = new byte[count][];
        for (int p = 0; p < count; p++) {
            parents[p] = population.get(ranks[p]).spins();
        }
        return parents;
    }

    /** The best states found, the best first. */
    public List<Spins> states() {
        return archive.states();
    }

    /** Sweeps done, over all members. */
    public long sweeps() {
        return sweeps;
    }

    /** Spins flipped, over all members. */
    public long flips() {
        return flips;
    }
}
