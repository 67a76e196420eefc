// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.backprop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

/**
 * Makes {@link BackpropTrainer}s from options: {@code preset} ({@code paper}, which is the default, {@code 2025}, the same with
 * batches of one sample as in the author's later code, or {@code tuned}), and over its values {@code batch}, {@code loss} ({@code mse}, {@code cross-entropy}), {@code learningRate}, {@code schedule}
 * ({@code constant}, {@code cosine}, or the epochs after which the rate falls to a tenth, as {@code 10,15}),
 * {@code weightDecay} and {@code threads}. Defaults do not depend on the number of samples.
 */
public final class BackpropProvider implements TrainerProvider {
    private static final List<String> OPTIONS =
            List.of("preset", "batch", "loss", "learningRate", "schedule", "weightDecay", "threads");

    private enum Preset {
        PAPER(BackpropSettings.paper(), 20),
        LATER(BackpropSettings.paper().withBatch(1), 20),
        TUNED(BackpropSettings.tuned(), 100);

        final BackpropSettings settings;
        final int epochs;

        Preset(BackpropSettings settings, int epochs) {
            this.settings = settings;
            this.epochs = epochs;
        }

        static Preset of(Map<String, String> options) {
            return switch (options.getOrDefault("preset", "paper")) {
                case "paper" -> PAPER;
                case "2025" -> LATER;
                case "tuned" -> TUNED;
                default -> throw new TrainingException(wrong("preset", options.get("preset"), "paper, 2025 or tuned"));
            };
        }
    }

    /** For {@link java.util.ServiceLoader}. */
    public BackpropProvider() {}

    @Override
    public String name() {
        return BackpropTrainer.METHOD;
    }

    @Override
    public Map<String, Object> describe(int samples, Map<String, String> options) {
        return new BackpropTrainer(settings(options)).options();
    }

    @Override
    public Trainer create(int samples, Map<String, String> options) {
        return new BackpropTrainer(settings(options));
    }

    /** 20 for the paper's protocol, 100 for the tuned one. */
    @Override
    public int epochs(int samples, Map<String, String> options) {
        return Preset.of(options).epochs;
    }

    private static BackpropSettings settings(Map<String, String> options) {
        BackpropSettings settings = Preset.of(options).settings;
        for (Map.Entry<String, String> option : new TreeMap<>(options).entrySet()) {
            settings = with(settings, option.getKey(), option.getValue());
        }
        return settings;
    }

    private static BackpropSettings with(BackpropSettings settings, String name, String value) {
        return switch (name) {
            case "preset" -> settings;
            case "batch" ->
                read(name, value, "a whole number, at least 1", v -> settings.withBatch(Integer.parseInt(v)));
            case "loss" -> read(name, value, "mse or cross-entropy", v -> settings.withLoss(loss(v)));
            case "learningRate" ->
                read(
                        name,
                        value,
                        "a number, more than 0 and at most 1",
                        v -> settings.withLearningRate(Double.parseDouble(v)));
            case "schedule" ->
                read(
                        name,
                        value,
                        "constant, cosine, or ascending epochs such as 10,15",
                        v -> settings.withSchedule(schedule(v)));
            case "weightDecay" ->
                read(name, value, "a number from 0 to 1", v -> settings.withWeightDecay(Double.parseDouble(v)));
            case "threads" ->
                read(name, value, "a whole number, at least 1", v -> settings.withThreads(Integer.parseInt(v)));
            default ->
                throw new TrainingException(
                        "backprop has no option '" + name + "'; there are " + String.join(", ", OPTIONS));
        };
    }

    private static BackpropSettings read(
            String name, String value, String expected, Function<String, BackpropSettings> reader) {
        try {
            return reader.apply(value.strip());
        } catch (IllegalArgumentException e) {
            throw new TrainingException(wrong(name, value, expected), e);
        }
    }

    private static String wrong(String name, @Nullable String value, String expected) {
        return "backprop: " + name + " is '" + value + "'; expected " + expected;
    }

    private static Loss loss(String text) {
        return Arrays.stream(Loss.values())
                .filter(loss -> loss.toString().equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Schedule schedule(String text) {
        return switch (text) {
            case "constant" -> new Schedule.Constant();
            case "cosine" -> new Schedule.Cosine();
            default ->
                new Schedule.Steps(Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .collect(Collectors.toList()));
        };
    }
}
