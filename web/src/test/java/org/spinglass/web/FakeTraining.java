// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** A process that behaves as a training does: it writes a run's files epoch by epoch, and stops when it is asked to. */
final class FakeTraining implements RunStarter {
    private static final String WAITS = "waits";

    /** What was asked last. */
    volatile Map<String, String> asked = Map.of();

    @Override
    public List<RunField> fields(Map<String, String> values) {
        return List.of(
                new RunField(
                        "method",
                        "Training",
                        "Method",
                        "the way <b>",
                        "",
                        "response",
                        List.of(new RunField.Choice("response", "ours"), new RunField.Choice("other", "theirs"))),
                new RunField("epochs", "Training", "Epochs", "passes", "a whole number", "3", List.of()),
                new RunField("name", "Training", "Name", "of the run", "", "", List.of()),
                new RunField(
                        "sweeps",
                        "Settings of " + values.getOrDefault("method", "response"),
                        "sweeps",
                        "of each step",
                        "a whole number of at least 1",
                        "4",
                        List.of()));
    }

    @Override
    public Start start(Path runs, Map<String, String> values, Predicate<String> isTaken) {
        asked = Map.copyOf(values);
        String epochs = values.getOrDefault("epochs", "3");
        if (!epochs.matches("[0-9]+|" + WAITS)) {
            throw new FieldException("epochs", "epochs is '" + epochs + "'; expected a whole number");
        }
        String name = values.getOrDefault("name", "new");
        if (isTaken.test(name)) {
            throw new FieldException("name", "name is '" + name + "', which is taken");
        }
        return new Start(name, process(runs.resolve(name), epochs));
    }

    @Override
    public ProcessBuilder resume(Path run, Map<String, String> values) {
        values.keySet().stream().filter(name -> !name.equals("epochs")).forEach(name -> {
            throw new FieldException(name, "unknown field; expected epochs");
        });
        return process(run, values.getOrDefault("epochs", "3"));
    }

    private static ProcessBuilder process(Path run, String epochs) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FakeTraining.class.getName(),
                run.toString(),
                epochs);
    }

    /** With the run's folder, and how many epochs: 0 to fail, {@code waits} for two and then none more until it is stopped. */
    public static void main(String[] words) throws IOException, InterruptedException {
        Path run = Path.of(words[0]);
        if (words[1].equals("0")) {
            System.err.println("a warning");
            System.err.println("spinglass: samples: 9, but there are 8");
            System.exit(2);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RunFixture.file(run, "summary.json", """
                        {"network": "lenet", "epochs": 2, "plannedEpochs": 3, "interrupted": true}
                        """)));
        RunFixture.file(run, "config.yaml", String.format(Locale.ROOT, RunFixture.CONFIG, 8, 1, 8));
        List<String> lines = new ArrayList<>(RunFixture.METRICS.lines().toList());
        boolean isWaiting = words[1].equals(WAITS);
        int epochs = isWaiting ? 2 : Integer.parseInt(words[1]);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            if (epoch >= lines.size()) {
                lines.add(lines.getLast().replaceFirst("^[0-9]+", Integer.toString(epoch)));
            }
            Path aside = run.resolve("metrics.csv.part");
            Files.writeString(aside, String.join("\n", lines.subList(0, epoch + 1)) + "\n");
            Files.move(aside, run.resolve("metrics.csv"), StandardCopyOption.REPLACE_EXISTING);
        }
        if (isWaiting) {
            Thread.sleep(600_000);
        }
        RunFixture.write(run, 1, 8, 0.9);
        Runtime.getRuntime().halt(0);
    }
}
