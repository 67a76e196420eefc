// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.internal.sapi.JobMessage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What problems of all hybrid solvers have: seconds to search, a seed, the name of an upload, and the form of the
 * answer.
 */
final class HybridJob {
    /** The parameter of seconds to search. */
    static final String TIME_LIMIT = "time_limit";

    /** Part of the time that is left for a search, however long a model was read. */
    private static final double LEAST_LEFT = 0.2;

    private HybridJob() {}

    /**
     * Looks at the parameters of a problem.
     *
     * @param solver its name
     * @throws Refusal when one of them is unknown or out of range
     */
    static void requireParameters(JobMessage message, String solver) {
        for (Map.Entry<String, JsonNode> given : message.params().properties()) {
            if (given.getValue().isNull()) {
                continue;
            }
            switch (given.getKey()) {
                case TIME_LIMIT -> requireTime(given.getValue());
                case AnnealJob.SEED -> {
                    if (!given.getValue().isIntegralNumber()
                            || !given.getValue().canConvertToLong()) {
                        throw unexpected(AnnealJob.SEED, given.getValue(), "a whole number of 64 bits");
                    }
                }
                default ->
                    throw new Refusal(
                            400,
                            "Unknown parameter '" + given.getKey() + "'; " + solver + " has " + TIME_LIMIT + " and "
                                    + AnnealJob.SEED);
            }
        }
    }

    private static void requireTime(JsonNode time) {
        if (!time.isNumber() || !(time.doubleValue() > 0 && time.doubleValue() <= HybridLimits.HOURS * 3600)) {
            throw unexpected(
                    TIME_LIMIT,
                    time,
                    String.format(Locale.ROOT, "seconds above 0 and up to %.0f", HybridLimits.HOURS * 3600));
        }
    }

    static Refusal unexpected(String name, JsonNode found, String expected) {
        String text = found.isMissingNode() ? "missing" : found.toString();
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return new Refusal(400, name + " is " + shown + "; expected " + expected);
    }

    /** Keeps the upload that a problem names, until {@link #release}. */
    static void acquire(JobMessage message, UploadStore uploads) {
        JsonNode data = message.data().path("data");
        if (!data.isString()) {
            throw unexpected("data", data, "the name of an upload");
        }
        uploads.acquire(data.stringValue());
    }

    static boolean isUpload(JobMessage message) {
        return message.data().path("format").asString("").equals("ref");
    }

    static void release(JobMessage message, UploadStore uploads) {
        if (isUpload(message)) {
            uploads.release(message.data().path("data").asString(""));
        }
    }

    /** The seed that a problem brings, or else the next one. */
    static long seed(JobMessage message, SplittableRandom seeds) {
        JsonNode seed = message.params().path(AnnealJob.SEED);
        return seed.isIntegralNumber() ? seed.longValue() : seeds.nextLong();
    }

    /**
     * What is left of the seconds that a problem may take, of which reading the model is part: a fifth at least.
     *
     * @param began when the model began to be read, by {@link System#nanoTime}
     */
    static Duration left(double seconds, long began) {
        double spent = (System.nanoTime() - began) * 1e-9;
        return Duration.ofNanos(Math.round(1e9 * Math.max(LEAST_LEFT * seconds, seconds - spent)));
    }

    /** How long a search took that began at a time of {@link System#nanoTime}, as answers tell it. */
    static Map<String, Long> info(long began) {
        long micros = Math.round((System.nanoTime() - began) * 1e-3);
        Map<String, Long> info = new LinkedHashMap<>();
        info.put("run_time", micros);
        info.put("charge_time", micros);
        info.put("qpu_access_time", 0L);
        return info;
    }

    /** The answer of a solver, from a sample set of dimod's in JSON. */
    static ObjectNode answer(byte[] samples) {
        ObjectNode answer = JsonMapper.shared().createObjectNode().put("format", "bq");
        answer.set("data", JsonMapper.shared().readTree(samples));
        return answer;
    }

    /**
     * The seconds that are asked for, or else as few as there may be.
     *
     * @param least as few as there may be
     * @param model what it is that needs them
     * @throws IllegalArgumentException when fewer are asked for
     */
    static double seconds(JobMessage message, double least, String model) {
        JsonNode asked = message.params().path(TIME_LIMIT);
        if (!asked.isNumber()) {
            return least;
        }
        if (asked.doubleValue() < least) {
            throw new IllegalArgumentException("time_limit is " + asked + "; " + model + " needs at least "
                    + BigDecimal.valueOf(least)
                            .setScale(3, RoundingMode.CEILING)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " seconds");
        }
        return asked.doubleValue();
    }
}
