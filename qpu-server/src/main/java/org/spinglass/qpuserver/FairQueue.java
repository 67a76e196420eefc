// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Problems that wait for a processor. The connections over which they came take turns, each with its oldest problem. One that
 * nobody has asked for during the patience of the service has to wait until there are no others. Those that were given up are
 * handed out with the others, so that they go. Safe for several threads.
 */
final class FairQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Queue<ServedProblem>> byClient = new LinkedHashMap<>();
    private final long patience;
    private int size;

    /** An empty queue. */
    FairQueue(Duration patience) {
        this.patience = patience.toNanos();
    }

    void add(ServedProblem problem) {
        lock.lock();
        try {
            byClient.computeIfAbsent(problem.client(), _ -> new ArrayDeque<>()).add(problem);
            size++;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next problem, once there is one. */
    ServedProblem take() throws InterruptedException {
        lock.lock();
        try {
            while (size == 0) {
                arrived.await();
            }
            ServedProblem wanted = next(true);
            ServedProblem next = wanted == null ? next(false) : wanted;
            if (next == null) {
                throw new AssertionError(size + " problems of nobody");
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the first problem of the first connection that has one, and puts that connection behind all others. */
    private @Nullable ServedProblem next(boolean isWanted) {
        for (Map.Entry<String, Queue<ServedProblem>> entry : byClient.entrySet()) {
            Queue<ServedProblem> queue = entry.getValue();
            for (Iterator<ServedProblem> each = queue.iterator(); each.hasNext(); ) {
                ServedProblem problem = each.next();
                if (!isWanted || problem.isUnwanted() || !isAbandoned(problem)) {
                    each.remove();
                    size--;
                    byClient.remove(entry.getKey());
                    if (!queue.isEmpty()) {
                        byClient.put(entry.getKey(), queue);
                    }
                    return problem;
                }
            }
        }
        return null;
    }

    /** Whether nobody waits for it or has asked for it of late. */
    boolean isAbandoned(ServedProblem problem) {
        return problem.isForgotten(patience);
    }

    /** Whether a problem waits that somebody asks for. */
    boolean hasWanted() {
        lock.lock();
        try {
            return byClient.values().stream()
                    .anyMatch(queue ->
                            queue.stream().anyMatch(problem -> !problem.isUnwanted() && !isAbandoned(problem)));
        } finally {
            lock.unlock();
        }
    }
}
