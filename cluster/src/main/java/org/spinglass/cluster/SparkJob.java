// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.work.WorkListener;

/** Tasks that were given to Spark together, and what is heard of them. Safe for several threads. */
final class SparkJob {
    private final long number;
    private final WorkListener listener;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private volatile boolean isWanted = true;
    private volatile boolean wasAsked;

    /**
     * Something of a task.
     *
     * @param isResult whether the bytes are what it came to
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Heard(int task, byte[] bytes, boolean isResult) {}

    SparkJob(long number, WorkListener listener) {
        this.number = number;
        this.listener = listener;
    }

    byte[] answer(int task, byte[] question) {
        wasAsked = true;
        return listener.asked(task, question);
    }

    long number() {
        return number;
    }

    void told(int task, byte[] message) {
        heard.add(new Heard(task, message, false));
    }

    void done(int task, byte[] outcome) {
        heard.add(new Heard(task, outcome, true));
    }

    /** What is heard next; null after a while of silence. */
    @Nullable
    Heard next() throws InterruptedException {
        return heard.poll(50, TimeUnit.MILLISECONDS);
    }

    /** Whether a task has asked anything since this was called before. */
    boolean wasAsked() {
        boolean was = wasAsked;
        wasAsked = false;
        return was;
    }

    boolean hasMore() {
        return !heard.isEmpty();
    }

    boolean isWanted() {
        return isWanted;
    }

    /** From now on tasks are to end. */
    void stop() {
        isWanted = false;
    }
}
