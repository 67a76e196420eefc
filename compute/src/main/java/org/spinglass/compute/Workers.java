// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that share numbered pieces of work.
 *
 * <p>Which thread runs which piece is left open. A computation gives the same result for any number of threads when
 * its pieces do not depend on that number, write to separate places, and take their random numbers from streams drawn
 * up front.
 *
 * <p>The calling thread works too, so {@code Workers.of(1)} starts no thread at all. Calls from a piece of work run
 * on the thread that made them. Safe for use from several threads.
 */
public final class Workers implements AutoCloseable {
    private static final ThreadLocal<Boolean> WORKING = ThreadLocal.withInitial(() -> false);

    private final int threads;
    private final ExecutorService helpers;

    private Workers(int threads) {
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("spinglass-", 1).factory());
    }

    /**
     * Workers on the given number of threads.
     *
     * @throws IllegalArgumentException when {@code threads} is not positive
     */
    public static Workers of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        return new Workers(threads);
    }

    /** The number of threads, the caller's included. */
    public int threads() {
        return threads;
    }

    /**
     * Runs {@code task} once for every number from 0 to {@code pieces - 1}, and returns when all have ended.
     *
     * <p>An interrupt of the calling thread ends no piece by itself; the pieces see it through {@link Halt}, and the
     * thread's interrupt flag is kept.
     *
     * <p>When a piece throws, pieces not yet begun are skipped and the first exception is thrown here.
     */
    public void forEach(int pieces, IntConsumer task) {
        int crew = Math.min(threads, pieces);
        if (crew <= 1 || WORKING.get()) {
            for (int piece = 0; piece < pieces; piece++) {
                task.accept(piece);
            }
        } else {
            spread(crew, pieces, task);
        }
    }

    /** By several threads; apart from {@link #forEach}, so that what the launchers say of its compilation meets it alone. */
    private void spread(int crew, int pieces, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            WORKING.set(true);
            try {
                for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                    task.accept(piece);
                }
            } catch (Throwable e) {
                next.set(pieces);
                throw e;
            } finally {
                WORKING.set(false);
            }
        };
        List<Future<?>> running = new ArrayList<>();
        @Nullable Halt halt = Halt.bound();
        for (int helper = 1; helper < crew; helper++) {
            running.add(helpers.submit(() -> Halt.within(halt, work)));
        }
        @Nullable Throwable failure = null;
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        for (Future<?> helper : running) {
            failure = firstFailure(failure, helper, halt);
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    private static @Nullable Throwable firstFailure(
            @Nullable Throwable failure, Future<?> helper, @Nullable Halt halt) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    helper.get();
                    return failure;
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (halt != null) {
                        halt.noteInterrupt();
                    }
                } catch (ExecutionException e) {
                    return failure == null ? e.getCause() : failure;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets the threads go; work under way is finished first. */
    @Override
    public void close() {
        helpers.shutdown();
    }
}
