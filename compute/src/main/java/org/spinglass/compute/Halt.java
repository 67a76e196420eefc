// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets long work find out, wherever it is, that it is to end.
 *
 * <p>A call binds a question with {@link #during}; anything that it does, on its own thread or on those of {@link Workers},
 * may look at {@link #isCalled} every hundred microseconds or so and then bring what it does to a valid end. Calls nest, and
 * the end of an outer one is the end of those inside. A call ends too when the thread that made it is interrupted, whose
 * interrupt flag is kept.
 *
 * <p>The question, and those of the calls around, are put at most every {@value #MILLIS} milliseconds, so that work that never takes that long in one piece
 * never meets it, and does the same things in the same order whether there is a question or not. Looking costs some 30 ns.
 */
public final class Halt {
    private static final ScopedValue<Halt> BOUND = ScopedValue.newInstance();
    private static final int MILLIS = 10;
    private static final long PAUSE = MILLIS * 1_000_000L;

    private final @Nullable Halt outer;
    private final BooleanSupplier question;
    private final Thread caller = Thread.currentThread();
    private volatile boolean isCalled;
    private volatile boolean isInterrupted;
    private volatile long asked = System.nanoTime();

    private Halt(@Nullable Halt outer, BooleanSupplier question) {
        this.outer = outer;
        this.question = question;
        this.isCalled = outer != null && outer.isCalled;
    }

    /**
     * Does work that ends early where the question is answered with yes.
     *
     * @param question whether to end; asked from any thread that does the work, and not again after a yes
     */
    public static <T> T during(BooleanSupplier question, Supplier<T> work) {
        Halt halt = new Halt(bound(), question);
        return ScopedValue.where(BOUND, halt).call(work::get);
    }

    /** As {@link #during(BooleanSupplier, Supplier)}, of a call that only an interrupt ends, or one around it. */
    public static <T> T duringCall(Supplier<T> work) {
        return during(() -> false, work);
    }

    /** Whether the work of this thread is to end. Without any call around it, whether the thread is interrupted. */
    public static boolean isCalled() {
        Halt halt = bound();
        return halt == null ? Thread.currentThread().isInterrupted() : halt.ask();
    }

    /** Whether a call around the innermost one is to end; asks nothing of that. */
    public static boolean isCalledAround() {
        Halt halt = bound();
        return halt != null && (halt.wasInterrupted() || halt.outer != null && halt.outer.ask());
    }

    /** Whether {@link #isCalled} has said so already within the innermost call; asks nothing. */
    public static boolean wasCalled() {
        Halt halt = bound();
        return halt != null && halt.isCalled;
    }

    /** Whether the thread that made one of the calls around this work has been interrupted. */
    public static boolean isInterrupted() {
        Halt halt = bound();
        return halt == null ? Thread.currentThread().isInterrupted() : halt.wasInterrupted();
    }

    /** The innermost call around the work of this thread, to be handed to {@link #within}. */
    static @Nullable Halt bound() {
        return BOUND.isBound() ? BOUND.get() : null;
    }

    /** Does a part of a call's work on another thread. */
    static void within(@Nullable Halt halt, Runnable work) {
        if (halt == null) {
            work.run();
        } else {
            ScopedValue.where(BOUND, halt).run(work);
        }
    }

    /** Notes an interrupt whose flag had to be taken for a while. */
    void noteInterrupt() {
        isInterrupted = true;
    }

    private boolean wasInterrupted() {
        if (caller.isInterrupted()) {
            isInterrupted = true; // stays, as the flag is taken for a while by waits that it would end
        }
        return isInterrupted || outer != null && outer.wasInterrupted();
    }

    private boolean ask() {
        if (isCalled) {
            return true;
        }
        long now = System.nanoTime();
        if (now - asked >= PAUSE) {
            asked = now;
            isCalled |= wasInterrupted() || outer != null && outer.ask() || question.getAsBoolean();
        }
        return isCalled;
    }
}
