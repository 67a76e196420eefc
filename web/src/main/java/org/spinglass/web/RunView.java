// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a page shows of one run, read from the files of its folder: an object with {@code name}, {@code tags},
 * {@code command}, {@code config}, {@code summary}, {@code metrics}, {@code network}, {@code data}, {@code evaluation}, {@code pictures}
 * and {@code missing}, the files that were looked for in vain. What a run has not written is null.
 */
final class RunView {
    private static final String CONFIG = "config.yaml";
    private static final String SUMMARY = "summary.json";
    private static final String METRICS = "metrics.csv";
    private static final String NETWORK = "network.yaml";
    private static final String DATA = "data.json";
    private static final String EVALUATION = "evaluation.json";
    private static final String IMAGE = "data:image/png;base64,";

    private RunView() {}

    /** Whether a folder holds a run. */
    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG));
    }

    /**
     * Reads all of a run.
     *
     * @throws WebException naming the folder when there is no run in it, or the file that cannot be read
     */
    static ObjectNode read(Path folder) {
        RunFiles files = new RunFiles(folder);
        ObjectNode run = progress(folder);
        byte[] network = files.bytes(NETWORK);
        run.put("network", network == null ? null : new String(network, StandardCharsets.UTF_8));
        ObjectNode data = json(files, DATA);
        run.set("data", data);
        run.set("evaluation", checked(files, json(files, EVALUATION)));
        ObjectNode pictures = run.putObject("pictures");
        ArrayNode missing = run.withArray("missing");
        if (network == null) {
            missing.add(NETWORK);
        }
        for (String name : List.of("kernels", "training")) {
            add(pictures, missing, files, name, name + ".png");
        }
        String before = files.picture("kernels-before.png");
        if (before != null) { // runs of earlier versions have none
            pictures.put("kernelsBefore", before);
        }
        String sheet = data == null ? null : sheet(files, data);
        if (sheet != null) {
            add(pictures, missing, files, "sheet", sheet);
        }
        return run;
    }

    /** Reads what changes while a run goes on, and what was asked; throws as {@link #read}. */
    static ObjectNode progress(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WebException(folder + ": " + (Files.exists(folder) ? "is a file" : "no such folder")
                    + "; expected the folder of a run");
        }
        RunFiles files = new RunFiles(folder);
        byte[] config = files.bytes(CONFIG);
        if (config == null) {
            throw new WebException(folder + ": there is no run in it: expected " + CONFIG);
        }
        ObjectNode asked = Tree.yaml(files.describe(CONFIG), config);
        JsonNode configuration = asked.get("configuration");
        if (configuration == null || !configuration.isObject()) {
            throw new WebException(files.describe(CONFIG) + ": there is no 'configuration' in it");
        }
        ObjectNode run = Tree.object();
        run.put("name", name(folder));
        run.set("tags", RunTags.read(files));
        run.put("command", TrainingCommand.of(configuration));
        run.set("config", asked);
        ObjectNode summary = json(files, SUMMARY);
        run.set("summary", summary);
        byte[] metrics = files.bytes(METRICS);
        run.set("metrics", metrics == null ? null : MetricsTable.read(files.describe(METRICS), metrics));
        ArrayNode missing = run.putArray("missing");
        if (summary == null) {
            missing.add(SUMMARY);
        }
        if (metrics == null) {
            missing.add(METRICS);
        }
        return run;
    }

    private static String name(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    private static @Nullable ObjectNode json(RunFiles files, String name) {
        byte[] content = files.bytes(name);
        return content == null ? null : Tree.json(files.describe(name), content);
    }

    private static void add(ObjectNode pictures, ArrayNode missing, RunFiles files, String key, String name) {
        String picture = files.picture(name);
        if (picture == null) {
            missing.add(name);
        } else {
            pictures.put(key, picture);
        }
    }

    private static @Nullable String sheet(RunFiles files, ObjectNode data) {
        String name = data.path("sheet").asStringOpt().orElse(null);
        if (name != null && (name.isBlank() || !name.matches("[^/\\\\:\\p{Cntrl}]+") || name.startsWith("."))) {
            throw new WebException(files.describe(DATA) + ": sheet is '" + name.strip() + "'; expected a file's name");
        }
        return name;
    }

    /** The evaluation, where its pictures are pictures: a page must not fetch anything. */
    private static @Nullable ObjectNode checked(RunFiles files, @Nullable ObjectNode evaluation) {
        if (evaluation != null) {
            for (JsonNode wrong : evaluation.path("mostWrong")) {
                JsonNode image = wrong.path("image");
                if (!image.isMissingNode()
                        && !image.isNull()
                        && !image.asString("").startsWith(IMAGE)) {
                    throw new WebException(files.describe(EVALUATION) + ": an image of mostWrong; expected " + IMAGE);
                }
            }
        }
        return evaluation;
    }
}
