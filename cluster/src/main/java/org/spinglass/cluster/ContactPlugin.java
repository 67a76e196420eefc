// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks speak with the program that has them done, over Spark's own connections. Made by Spark, once in every
 * process.
 */
public final class ContactPlugin implements SparkPlugin {
    /** Those whose tasks run, in the process of the program. */
    private static final Map<Long, SparkJob> JOBS = new ConcurrentHashMap<>();

    /** The connection of this process, when it is an executor. */
    private static volatile @Nullable PluginContext connection;

    /** A task says something. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Told(long job, int task, byte[] message) implements Serializable {}

    /** A task asks something. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asked(long job, int task, byte[] question) implements Serializable {}

    /** A task asks whether it is still wanted. */
    record StillWanted(long job) implements Serializable {}

    static void begin(SparkJob job) {
        JOBS.put(job.number(), job);
    }

    static void end(SparkJob job) {
        JOBS.remove(job.number());
    }

    /** Asks the program; its answer is whether to go on. */
    static boolean ask(Serializable message) throws Exception {
        return Boolean.TRUE.equals(answer(message));
    }

    /** Asks the program; null where it knows nothing of the job any more. */
    static byte @Nullable [] ask(Asked question) throws Exception {
        return answer(question) instanceof byte[] bytes ? bytes : null;
    }

    private static @Nullable Object answer(Serializable message) throws Exception {
        PluginContext known = connection;
        if (known == null) {
            throw new IllegalStateException("the executor has no connection to the program");
        }
        return known.ask(message);
    }

    private static Object receive(Object message) {
        SparkJob job = switch (message) {
            case Told told -> JOBS.get(told.job());
            case Asked asked -> JOBS.get(asked.job());
            case StillWanted asked -> JOBS.get(asked.job());
            default -> null;
        };
        if (job == null) {
            return false;
        }
        if (message instanceof Told told) {
            job.told(told.task(), told.message());
        }
        if (message instanceof Asked asked) {
            return job.answer(asked.task(), asked.question());
        }
        return job.isWanted();
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext context, PluginContext own) {
                return Map.of();
            }

            @Override
            public Object receive(Object message) {
                return ContactPlugin.receive(message);
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext own, Map<String, String> ignored) {
                connection = own;
                try {
                    own.ask(new StillWanted(
                            0)); // Spark connects once, and a task that is interrupted in it would end it for all
                } catch (Exception e) {
                    // a task that asks again says so
                }
            }
        };
    }
}
