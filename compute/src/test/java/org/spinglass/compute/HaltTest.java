// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaltTest {
    private static void workUntilCalled() {
        while (!Halt.isCalled()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aYesEndsTheWorkOnceAndForAll() {
        AtomicInteger asked = new AtomicInteger();
        String done = Halt.during(() -> asked.incrementAndGet() == 3, () -> {
            assertThat(Halt.wasCalled()).isFalse();
            workUntilCalled();
            assertThat(Halt.wasCalled()).isTrue();
            workUntilCalled();
            assertThat(Halt.isInterrupted()).isFalse();
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(asked).hasValue(3);
        assertThat(Halt.isCalled()).isFalse();
        assertThat(Halt.wasCalled()).isFalse();
    }

    @Test
    void theEndOfACallIsTheEndOfThoseInside() {
        AtomicInteger inner = new AtomicInteger();
        Halt.during(
                () -> inner.get() > 1,
                () -> Halt.during(() -> inner.incrementAndGet() < 0, () -> {
                    workUntilCalled();
                    return true;
                }));
        assertThat(inner).hasValueGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void piecesOfWorkSeeTheCallThatSharesThem(int threads) {
        try (Workers workers = Workers.of(threads)) {
            AtomicInteger ended = new AtomicInteger();
            Halt.during(() -> true, () -> {
                workers.forEach(8, piece -> {
                    workUntilCalled();
                    ended.incrementAndGet();
                });
                return true;
            });
            assertThat(ended).hasValue(8);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void anInterruptOfTheCallerReachesAllPiecesAndItsFlagIsKept(int threads) {
        Thread caller = Thread.currentThread();
        try (Workers workers = Workers.of(threads)) {
            Halt.duringCall(() -> {
                workers.forEach(4, piece -> {
                    if (piece == 0) {
                        caller.interrupt();
                    }
                    workUntilCalled();
                    assertThat(Halt.isInterrupted()).isTrue();
                });
                return true;
            });
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void withoutACallTheThreadsInterruptCounts() {
        assertThat(Halt.isCalled()).isFalse();
        Thread.currentThread().interrupt();
        assertThat(Halt.isCalled()).isTrue();
        assertThat(Halt.isInterrupted()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Halt.isCalled()).isFalse();
    }
}
