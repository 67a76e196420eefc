// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads a problem or a model on a thread of its own, which is left behind where the time is over or the user ends the program. */
final class ProblemLoad {
    private static final int LOOK_MILLIS = 20;

    private ProblemLoad() {}

    /**
     * Waits until the problem is read.
     *
     * @param end of the time, as of {@link System#nanoTime}; null without a limit
     * @param limit as it was asked for, to be told of
     * @return null where the user ended it before
     * @throws WorkException when the time is over before
     */
    static <T> @Nullable T await(
            String file, Callable<T> read, Interrupts interrupts, @Nullable Long end, @Nullable Duration limit) {
        FutureTask<T> task = new FutureTask<>(read);
        Thread.ofPlatform().daemon().name("spinglass-reader").start(task);
        while (!interrupts.isRequested() && (end == null || System.nanoTime() < end)) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue; // looks again whether to go on
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
        task.cancel(true);
        if (interrupts.isRequested() || Thread.currentThread().isInterrupted() || limit == null) {
            return null;
        }
        throw new WorkException("%s: still being read when the time limit of %s s was over; nothing was found"
                .formatted(file, seconds(limit)));
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException(cause);
        }
    }
}
