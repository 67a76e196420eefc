// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A search on a thread of its own, which is interrupted when the future is cancelled. */
final class RunningSearch extends CompletableFuture<ModelSolution> {
    private volatile @Nullable Thread thread;

    void begin(Supplier<ModelSolution> search) {
        thread = Thread.ofPlatform().daemon().name("model-search").start(() -> run(search));
    }

    private void run(Supplier<ModelSolution> search) {
        try {
            complete(search.get());
        } catch (RuntimeException | Error e) {
            completeExceptionally(e);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean isCancelled = super.cancel(mayInterruptIfRunning);
        Thread running = thread;
        if (isCancelled && running != null) {
            running.interrupt();
        }
        return isCancelled;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
