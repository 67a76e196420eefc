// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import tools.jackson.databind.JsonNode;

/**
 * The problems of one solver, solved in turn on a thread of their own. One that nobody asks for any more gives way to one that
 * somebody waits for, and begins again later.
 */
final class SolverQueue implements AutoCloseable {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final SolverWork work;
    private final ProblemStore store;
    private final Duration delay;
    private final boolean isWarmedUp;
    private final FairQueue waiting;
    private final AtomicInteger open = new AtomicInteger();
    private final Thread thread;
    private volatile boolean isClosed;

    SolverQueue(SolverWork work, ProblemStore store, ServerOptions options) {
        this.work = work;
        this.store = store;
        this.delay = options.delay();
        this.isWarmedUp = options.isWarmedUp();
        this.waiting = new FairQueue(options.patience());
        this.thread = Thread.ofPlatform().daemon().name("solver " + work.name()).start(this::serve);
    }

    /** Takes a problem that was admitted. */
    void add(ServedProblem problem) {
        open.incrementAndGet();
        waiting.add(problem);
    }

    /**
     * Looks at a problem before it is taken.
     *
     * @throws Refusal when it can be seen not to fit
     */
    void admit(JobMessage message) {
        work.admit(message);
    }

    /** From 0, when nothing waits, towards 1. */
    double load() {
        int count = open.get();
        return count / (count + 1.0);
    }

    private void serve() {
        if (isWarmedUp) {
            warmUp();
        }
        try {
            while (!isClosed) {
                ServedProblem problem = waiting.take();
                boolean isOver = true;
                try {
                    rest(problem);
                    isOver = !store.with(problem, SolverQueue::begins) || solve(problem);
                } finally {
                    open.decrementAndGet();
                    if (isOver) {
                        work.release(problem.message());
                    }
                }
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    /** Until the first problem comes. Where it fails problems will tell why. */
    private void warmUp() {
        try {
            work.warmUp(() -> open.get() == 0 && !isClosed);
        } catch (RuntimeException e) {
            System.getLogger(SolverQueue.class.getName())
                    .log(System.Logger.Level.DEBUG, work.name() + " did not get ready: " + e.getMessage());
        }
    }

    /** Waits for the problem's turn, unless it is given up. */
    private void rest(ServedProblem problem) throws InterruptedException {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0 && !problem.isUnwanted(); left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, 5_000_000)));
        }
    }

    private static boolean begins(ServedProblem problem) {
        if (problem.state() == State.PENDING) {
            problem.begin();
            return true;
        }
        return false;
    }

    /** Whether the problem is over; one that has given way is not. */
    private boolean solve(ServedProblem problem) {
        try {
            JsonNode json =
                    work.answer(problem.message(), () -> !problem.isUnwanted() && !isClosed && !givesWay(problem));
            end(problem, () -> problem.complete(json));
        } catch (CancellationException e) {
            boolean isOver = store.with(problem, ended -> {
                if (ended.isUnwanted() || isClosed) {
                    ended.end(State.CANCELLED);
                    return true;
                }
                ended.giveWay();
                return false;
            });
            if (!isOver) {
                add(problem);
            }
            return isOver;
        } catch (ProcessorException | IllegalArgumentException e) {
            end(problem, () -> problem.fail(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            end(problem, () -> problem.fail("internal error: " + e));
        }
        return true;
    }

    /** Whether nobody asks for a problem while somebody waits for another. */
    private boolean givesWay(ServedProblem problem) {
        return waiting.isAbandoned(problem) && waiting.hasWanted();
    }

    private void end(ServedProblem problem, Runnable how) {
        store.with(problem, ended -> {
            how.run();
            return ended;
        });
    }

    /** Gives up what is waiting and being solved, and waits a moment for the solver to be done. */
    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(LAST_MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
