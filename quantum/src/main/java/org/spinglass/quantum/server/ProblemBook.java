package org.spinglass.quantum.server;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All problems that are known, in the order in which they came. The oldest that have ended are forgotten. */
final class ProblemBook {
    private static final int MOST_ENDED = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, ServedProblem> problems = new LinkedHashMap<>();
    private long taken;
    private int ended;
    private boolean isClosed;

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
        while (ended > MOST_ENDED && oldest.hasNext()) {
            if (oldest.next().state().isTerminal()) {
                oldest.remove();
                ended--;
            }
        }
    }

    @Nullable
    ServedProblem find(String id) {
        lock.lock();
        try {
            return problems.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Those that match, the newest first. */
    List<ServedProblem> matching(Predicate<ServedProblem> filter) {
        lock.lock();
        try {
            List<ServedProblem> found =
                    new ArrayList<>(problems.values().stream().filter(filter).toList());
            java.util.Collections.reverse(found);
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
