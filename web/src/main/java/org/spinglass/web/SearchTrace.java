// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.ProgressListener;

/**
 * Writes down how a search gets on, for its page: when it came how low, and what a read is like sweep by sweep. It changes
 * nothing of the search: what it is told, it hands on to another listener, whose answer counts.
 *
 * <p>Energies are those that samplers follow, in single precision where they do. Cost: some ten nanoseconds a call, and a few
 * kilobytes a thread and a number of sweeps. Safe for several threads; to be read once the search has ended.
 */
public final class SearchTrace implements ProgressListener {
    private static final int MOST_SEEN = 20_000;

    /** Schedules that a thread tells apart at most: growing rounds have some ten, exact search has no schedule. */
    private static final int MOST_SCHEDULES = 64;

    private final ProgressListener next;
    private final long began = System.nanoTime();
    private final List<Seen> seen = new ArrayList<>();
    private final ConcurrentLinkedQueue<Notes> notes = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Notes> own = ThreadLocal.withInitial(() -> {
        Notes made = new Notes();
        notes.add(made);
        return made;
    });
    private volatile double lowest = Double.POSITIVE_INFINITY;

    /** An energy lower than all before it, and when. */
    record Seen(double seconds, double energy) {}

    /** One thread's schedules by their sweeps. */
    private static final class Notes {
        private final Map<Integer, SweepBins> schedules = new HashMap<>();
    }

    /** A trace that begins now and asks another listener whether to go on. */
    public SearchTrace(ProgressListener next) {
        this.next = next;
    }

    @Override
    public boolean goesOn(Progress progress) {
        if (progress.bestEnergy() < lowest) {
            see(progress.bestEnergy());
        }
        if (progress.sweep() > 0) {
            Map<Integer, SweepBins> schedules = own.get().schedules;
            SweepBins bins = schedules.get(progress.sweeps());
            if (bins == null && schedules.size() < MOST_SCHEDULES) {
                bins = new SweepBins(progress.sweeps());
                schedules.put(progress.sweeps(), bins);
            }
            if (bins != null) {
                bins.note(progress);
            }
        }
        return next.goesOn(progress);
    }

    private synchronized void see(double energy) {
        if (energy < lowest && seen.size() < MOST_SEEN) {
            lowest = energy;
            seen.add(new Seen((System.nanoTime() - began) * 1e-9, energy));
        }
    }

    /** The lowest energies as they came. */
    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** The reads of the most sweeps, over all threads; empty where nothing has a schedule of two sweeps or more. */
    Optional<SweepBins> longest() {
        Map<Integer, SweepBins> all = new HashMap<>();
        for (Notes one : notes) {
            one.schedules.forEach((sweeps, bins) -> {
                bins.flush();
                all.computeIfAbsent(sweeps, SweepBins::new).add(bins);
            });
        }
        return all.values().stream().filter(bins -> bins.filled() > 1).max(Comparator.comparingInt(SweepBins::sweeps));
    }
}
