// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waiting in small steps, between which it is asked whether to go on. */
final class Waiting {
    private static final long STEP = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /**
     * Waits for some time.
     *
     * @throws CancellationException when it shall not go on, or the thread was interrupted
     */
    static void pause(Duration time, BooleanSupplier goesOn) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            require(goesOn);
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(STEP, left));
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
        require(goesOn);
    }

    /**
     * Waits for a result, and gives it up when it takes too long or shall not go on.
     *
     * @throws IOException when that is how it ended, {@link HttpTimeoutException} when it took too long
     * @throws CancellationException when it shall not go on, or the thread was interrupted
     */
    static <T> T result(Future<T> future, Duration limit, BooleanSupplier goesOn) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                try {
                    return future.get(Math.min(STEP, Math.max(1, end - System.nanoTime())), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    require(goesOn);
                    if (System.nanoTime() >= end) {
                        HttpTimeoutException late =
                                new HttpTimeoutException("no answer within " + limit.toSeconds() + " s");
                        late.initCause(e);
                        throw late;
                    }
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IOException(e);
            }
        } finally {
            future.cancel(true);
        }
    }

    private static void require(BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            throw new CancellationException("stopped while waiting for the quantum annealer");
        }
    }

    private static CancellationException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        CancellationException stopped = new CancellationException("interrupted while waiting for the quantum annealer");
        stopped.initCause(e);
        return stopped;
    }
}
