// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All problems that are known, in the order in which they came. Those that have ended are kept up to some number of bytes, and
 * the last one in any case; the oldest are forgotten, and known to have been there.
 */
final class ProblemStore {
    private static final String UNKNOWN = "Problem does not exist or apitoken does not have access";

    /** Bits of a name that make it a random UUID, and those left for the number of the problem. */
    private static final long VARIANT = 1L << 63;

    private static final long VERSION = 0x4000;
    private static final long VERSION_BITS = 0xf000;

    private final long mostBytes;
    private final long session = new SecureRandom().nextLong() & ~VERSION_BITS | VERSION;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ServedProblem> problems = new LinkedHashMap<>();
    private long taken;
    private long named;
    private int ended;
    private long endedBytes;
    private boolean isClosed;

    /**
     * An empty store.
     *
     * @param mostBytes of problems that have ended
     */
    ProblemStore(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A name for a problem: a UUID of this store and the number of the problem. */
    String name() {
        lock.lock();
        try {
            return new UUID(session, VARIANT | ++named).toString();
        } finally {
            lock.unlock();
        }
    }

    void add(ServedProblem problem) {
        lock.lock();
        try {
            problems.put(problem.id(), problem);
            taken++;
        } finally {
            lock.unlock();
        }
    }

    /** How many there have ever been. */
    long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Reads or changes one of them, which is not forgotten before. */
    <T> T with(ServedProblem problem, Function<ServedProblem, T> action) {
        lock.lock();
        try {
            boolean wasTerminal = problem.state().isTerminal();
            T result = action.apply(problem);
            if (problem.state().isTerminal() && !wasTerminal) {
                ended++;
                endedBytes += problem.bytes();
                forget();
                changed.signalAll();
            }
            return result;
        } finally {
            lock.unlock();
        }
    }

    private void forget() {
        Iterator<ServedProblem> oldest = problems.values().iterator();
        while (endedBytes > mostBytes && ended > 1 && oldest.hasNext()) {
            ServedProblem problem = oldest.next();
            if (problem.state().isTerminal()) {
                oldest.remove();
                ended--;
                endedBytes -= problem.bytes();
            }
        }
    }

    /**
     * A problem.
     *
     * @throws Refusal 410 when it is forgotten, 404 when it was never there
     */
    ServedProblem require(String id) {
        lock.lock();
        try {
            ServedProblem problem = problems.get(id);
            if (problem == null) {
                throw wasNamed(id)
                        ? new Refusal(
                                410,
                                "Problem is no longer kept: of those that have ended the last ones are, up to "
                                        + mostBytes + " bytes together")
                        : new Refusal(404, UNKNOWN);
            }
            return problem;
        } finally {
            lock.unlock();
        }
    }

    private boolean wasNamed(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            long number = uuid.getLeastSignificantBits() ^ VARIANT;
            return uuid.getMostSignificantBits() == session && number >= 1 && number <= named;
        } catch (IllegalArgumentException _) { // no UUID
            return false;
        }
    }

    /** Those that match, the newest first. */
    List<ServedProblem> matching(Predicate<ServedProblem> filter) {
        lock.lock();
        try {
            List<ServedProblem> found =
                    new ArrayList<>(problems.values().stream().filter(filter).toList());
            Collections.reverse(found);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Those that are known, in the given order, once one of them has ended or the time is over. */
    List<ServedProblem> awaited(List<String> ids, double seconds) throws InterruptedException {
        long left = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        lock.lock();
        try {
            while (true) {
                List<ServedProblem> found =
                        ids.stream().map(problems::get).filter(Objects::nonNull).toList();
                boolean isOver = left <= 0 || isClosed;
                if (isOver
                        || found.isEmpty()
                        || found.stream().anyMatch(problem -> problem.state().isTerminal())) {
                    return found;
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all who wait. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
