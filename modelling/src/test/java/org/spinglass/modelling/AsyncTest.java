// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches that are waited for, and such that are cancelled. */
@Timeout(120)
final class AsyncTest {
    private static Model large() {
        Model model = new Model();
        Variables side = model.spins("side", 400);
        Sum sum = new Sum();
        for (int a = 0; a < 400; a++) {
            for (int b = 0; b < a; b++) {
                sum.add((a * 31 + b * 17) % 7 - 3, side.get(a), side.get(b));
            }
        }
        model.minimise(sum.toExpression());
        return model;
    }

    @Test
    void theAnswerComesWhenItIsThere() throws Exception {
        Model model = new Model();
        Variables x = model.binaries("x", 4);
        model.maximise(x.sum());
        model.require(x.sum().atMost(3));
        CompletableFuture<Double> objective = ModelSolver.solveAsync(model, ModelRequest.of(1))
                .thenApply(found -> found.best().objective());
        assertThat(objective.get(100, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void cancellingEndsTheSearch() throws InterruptedException {
        CountDownLatch isUnderWay = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        ModelRequest request = ModelRequest.of(1).withSweeps(100_000_000).withListener(answer -> {
            thread[0] = Thread.currentThread();
            isUnderWay.countDown();
            return true;
        });
        CompletableFuture<ModelSolution> future = ModelSolver.solveAsync(large(), request);
        assertThat(isUnderWay.await(100, TimeUnit.SECONDS)).isTrue();
        assertThat(future.cancel(true)).isTrue();
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        thread[0].join(100_000); // the search would take days
        assertThat(thread[0].isAlive()).isFalse();
    }

    @Test
    void whatIsRefusedIsTheFailure() {
        CompletableFuture<ModelSolution> future = ModelSolver.solveAsync(new Model(), ModelRequest.of(1));
        assertThatThrownBy(() -> future.get(100, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage("a model without variables; expected at least one");
    }
}
