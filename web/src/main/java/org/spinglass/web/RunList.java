// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runs among the folders in a folder. Rows are kept until the files that they were read from change. Threads may share
 * this.
 */
final class RunList {
    /** More are not listed. */
    static final int MOST = 5000;

    private static final List<String> WATCHED =
            List.of("config.yaml", "summary.json", "metrics.csv", "evaluation.json", RunTags.FILE);

    private final Path root;
    private final Map<Path, Row> rows = new ConcurrentHashMap<>();

    private record Row(String stamp, ObjectNode content) {}

    /** The runs in this folder; an {@link IOException} when there is no such folder. */
    RunList(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    Path root() {
        return root;
    }

    /** The folder of the run of this name; empty when there is none directly in this list's folder. */
    Optional<Path> find(String name) {
        return path(name)
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && RunView.isRun(folder));
    }

    /** The folder that a run of this name has or would have; empty when no run can have it. */
    Optional<Path> path(String name) {
        if (name.isEmpty() || name.startsWith(".") || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
            return Optional.empty();
        }
        try {
            return Optional.of(root.resolve(name)).filter(folder -> root.equals(folder.getParent()));
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file of this system has such a name
        }
    }

    /** What tells that a run's files have changed. */
    static String stamp(Path folder) {
        StringBuilder stamp = new StringBuilder();
        for (String name : WATCHED) {
            try {
                BasicFileAttributes file = Files.readAttributes(folder.resolve(name), BasicFileAttributes.class);
                stamp.append(file.size())
                        .append('@')
                        .append(file.lastModifiedTime())
                        .append(' ');
            } catch (IOException absent) {
                stamp.append("- ");
            }
        }
        return stamp.toString();
    }

    /** A row for each run, in the order of their names; a run that cannot be read has its name and an {@code error}. */
    ArrayNode rows() throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(root)) {
            folders = entries.filter(
                            entry -> find(entry.getFileName().toString()).isPresent())
                    .sorted()
                    .limit(MOST)
                    .toList();
        }
        rows.keySet().retainAll(folders);
        ArrayNode list = Tree.array();
        for (Path folder : folders) {
            String stamp = stamp(folder);
            Row row = rows.get(folder);
            if (row == null || !row.stamp().equals(stamp)) {
                row = new Row(stamp, row(folder));
                rows.put(folder, row);
            }
            list.add(row.content());
        }
        return list;
    }

    private static ObjectNode row(Path folder) {
        ObjectNode row = Tree.object();
        row.put("name", Objects.requireNonNull(folder.getFileName()).toString());
        try {
            ObjectNode run = RunView.progress(folder);
            JsonNode asked = run.path("config").path("configuration");
            for (String key : List.of("network", "data", "method", "sampler", "samples", "bits", "seed", "epochs")) {
                row.set(key, asked.get(key));
            }
            row.set("started", run.path("config").get("started"));
            row.set("tags", run.get("tags"));
            JsonNode metrics = run.path("metrics");
            JsonNode summary = run.path("summary");
            int done = metrics.path("epoch").size();
            row.put("done", done);
            row.put(
                    "hasEnded",
                    summary.isObject() && done <= summary.path("epochs").asInt(0));
            row.set("interrupted", summary.get("interrupted"));
            for (String key : List.of("validationAccuracy", "trainAccuracy", "trainLoss", "seconds")) {
                row.set(key, last(metrics.path(key)));
            }
            row.set("testAccuracy", summary.get("testAccuracy"));
        } catch (WebException e) {
            row.put("error", e.getMessage());
        }
        return row;
    }

    private static @org.jspecify.annotations.Nullable JsonNode last(JsonNode column) {
        for (int k = column.size() - 1; k >= 0; k--) {
            if (column.get(k).isNumber()) {
                return column.get(k);
            }
        }
        return null;
    }
}
