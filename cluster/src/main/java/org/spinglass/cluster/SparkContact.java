// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.work.TaskContact;
import org.spinglass.lab.work.WorkplaceException;

/** A task's contact with the program, in an executor. Asks several times a second whether the task is still wanted. */
final class SparkContact implements TaskContact, AutoCloseable {
    private static final long ASKS_MILLIS = 100;

    /** What was decoded in this process, by application and broadcast. */
    private static final Map<String, SoftReference<@Nullable Object>> DECODED = new HashMap<>();

    private final TaskBytes task;
    private final Thread asking;
    private volatile boolean isWanted = true;

    SparkContact(TaskBytes task) {
        this.task = task;
        this.asking = Thread.ofPlatform().daemon().name("spinglass-contact").start(this::ask);
    }

    private void ask() {
        try {
            while (isWanted) {
                Thread.sleep(ASKS_MILLIS);
                isWanted = ContactPlugin.ask(new ContactPlugin.StillWanted(task.job()));
            }
        } catch (InterruptedException e) {
            // the task has ended
        } catch (Exception e) {
            isWanted = false; // nobody is there for whom it would be done
        }
    }

    byte[] input() {
        return task.isInputShared() ? task.shared().getLast().value() : task.input();
    }

    @Override
    public boolean goesOn() {
        return isWanted && !Thread.currentThread().isInterrupted();
    }

    @Override
    public void tell(byte[] message) {
        Serializable told = new ContactPlugin.Told(task.job(), task.number(), message);
        try {
            isWanted &= ContactPlugin.ask(told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new WorkplaceException("the program that has this done cannot be reached", e);
        }
    }

    @Override
    public byte @Nullable [] ask(byte[] question) {
        try {
            byte[] answer = ContactPlugin.ask(new ContactPlugin.Asked(task.job(), task.number(), question));
            isWanted &= answer != null;
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (Exception e) {
            throw new WorkplaceException("the program that has this done cannot be reached", e);
        }
    }

    @Override
    public int threads() {
        return Integer.parseInt(SparkEnv.get().conf().get("spark.task.cpus", "1"));
    }

    @Override
    @SuppressWarnings("unchecked") // the same decoder, by contract
    public <T> T shared(int number, Function<byte[], T> decoder) {
        Broadcast<byte[]> bytes = task.shared().get(number);
        String key = SparkEnv.get().conf().getAppId() + " " + bytes.id();
        synchronized (DECODED) {
            SoftReference<@Nullable Object> known = DECODED.get(key);
            Object decoded = known == null ? null : known.get();
            if (decoded == null) {
                DECODED.values().removeIf(old -> old.get() == null);
                decoded = decoder.apply(bytes.value());
                DECODED.put(key, new SoftReference<>(decoded));
            }
            return (T) decoded;
        }
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
