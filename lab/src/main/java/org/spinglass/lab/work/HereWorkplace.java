// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** This process, each of whose threads is a place: for work that is cut into tasks wherever it is done. */
public final class HereWorkplace implements Workplace {
    private static final long ASKS_MILLIS = 20;

    private final int threads;
    private final ExecutorService pool;

    /** With so many threads. */
    public HereWorkplace(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("here-", 0).factory());
    }

    /** Bytes, and what they were decoded to. */
    private static final class Kept implements SharedBytes {
        private final byte[] content;
        private @Nullable Object decoded;

        Kept(byte[] content) {
            this.content = content;
        }

        @SuppressWarnings("unchecked") // the same decoder, by contract
        synchronized <T> T decoded(Function<byte[], T> decoder) {
            Object known = decoded;
            if (known == null) {
                known = decoder.apply(content);
                decoded = known;
            }
            return (T) known;
        }

        @Override
        public void close() {}
    }

    /** What a task said or came to, or why it failed. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Heard(
            int task,
            byte @Nullable [] told,
            byte @Nullable [] result,
            @Nullable Throwable failure) {}

    /** A task's contact with the thread that has it done. */
    private static final class Contact implements TaskContact {
        private final int number;
        private final WorkTask task;
        private final Running running;

        Contact(int number, WorkTask task, Running running) {
            this.number = number;
            this.task = task;
            this.running = running;
        }

        @Override
        public boolean goesOn() {
            return running.isWanted;
        }

        @Override
        public void tell(byte[] message) {
            running.heard.add(new Heard(number, message, null, null));
        }

        @Override
        public byte @Nullable [] ask(byte[] question) {
            synchronized (running) {
                return running.isWanted ? running.listener.asked(number, question) : null;
            }
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public <T> T shared(int index, Function<byte[], T> decoder) {
            return ((Kept) task.shared().get(index)).decoded(decoder);
        }
    }

    /** One call. */
    private static final class Running {
        private final WorkListener listener;
        private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
        private volatile boolean isWanted = true;

        Running(WorkListener listener) {
            this.listener = listener;
        }

        void task(int number, WorkTask task) {
            try {
                byte[] outcome =
                        WorkOutcome.of(task.work(), task.input(), new Contact(number, task, this), "this machine");
                heard.add(new Heard(number, null, WorkOutcome.result(outcome), null));
            } catch (RuntimeException | Error e) {
                heard.add(new Heard(number, null, null, e));
            }
        }

        /** Until so many tasks have ended. */
        void watch(int tasks) {
            boolean wasInterrupted = false;
            @Nullable Throwable failure = null;
            for (int ended = 0; ended < tasks; ) {
                @Nullable Heard one = null;
                try {
                    one = heard.poll(ASKS_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
                if (one != null) {
                    ended += one.told() == null ? 1 : 0;
                    failure = failure == null ? one.failure() : failure;
                    tell(one);
                }
                isWanted &= failure == null && !wasInterrupted && listener.goesOn();
            }
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException(failure);
            }
        }

        private void tell(Heard one) {
            if (one.told() != null) {
                listener.told(one.task(), one.told());
            } else if (one.result() != null) {
                listener.done(one.task(), one.result());
            }
        }
    }

    @Override
    public int slots() {
        return threads;
    }

    @Override
    public String description() {
        return "here";
    }

    @Override
    public SharedBytes share(byte[] content) {
        return new Kept(content);
    }

    @Override
    public void run(List<WorkTask> tasks, WorkListener listener) {
        Running running = new Running(listener);
        for (int k = 0; k < tasks.size(); k++) {
            int number = k;
            pool.execute(() -> running.task(number, tasks.get(number)));
        }
        running.watch(tasks.size());
    }

    /** Ends its threads, none of which has a task any more. */
    @Override
    public void close() {
        pool.shutdown();
    }
}
