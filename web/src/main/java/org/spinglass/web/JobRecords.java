// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spinglass.compute.files.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is in files of trainings that go on, so that a server knows those of one that was killed: in the hidden
 * folder {@code .jobs} beside the runs, for each what it says, and a record with the run's name and the processes of the
 * training and of its server. A process is known by its number and the time at which it began, as numbers are given out again.
 */
final class JobRecords {
    private static final String FOLDER = ".jobs";
    private static final String LOG_END = ".log";
    private static final String RECORD_END = ".json";

    /** A time of a process is told to a second, of a clock that may have been set right by a little. */
    private static final Duration NEAR = Duration.ofSeconds(2);

    /** What has no record after so long will have none: it is of a server that was killed as it began a training. */
    private static final Duration UNFINISHED = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(JobRecords.class.getName());

    private final Path root;
    private final Path folder;

    /** Of the runs in a folder. */
    JobRecords(Path root) {
        this.root = root;
        this.folder = root.resolve(FOLDER);
    }

    /** A training that goes on, and whose server does not. */
    record Left(String name, ProcessHandle process, Path said) {}

    /** A new empty file for what a training says. */
    Path newLog() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder);
        }
        return Files.createTempFile(folder, "", LOG_END);
    }

    /** Writes down what process it is that says something to a file. Where that fails the training goes on. */
    void write(Path said, String name, ProcessHandle process) {
        ObjectNode record = Tree.object().put("name", name);
        add(record.putObject("process"), process);
        add(record.putObject("server"), ProcessHandle.current());
        try {
            AtomicFile.write(recordOf(said), (record + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a record of the training of " + name + " cannot be written: " + e);
        }
    }

    private static void add(ObjectNode entry, ProcessHandle process) {
        entry.put("id", process.pid());
        process.info().startInstant().ifPresent(started -> entry.put("started", started.toString()));
    }

    /** Whether a run of this name has left anything. */
    boolean hasRun(String name) {
        return RunView.isRun(root.resolve(name));
    }

    /** Removes what there is of a training that is over. */
    void forget(Path said) {
        try {
            Files.deleteIfExists(recordOf(said));
            Files.deleteIfExists(said);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a file of messages is left behind", e);
        }
    }

    private static Path recordOf(Path said) {
        String name = said.getFileName().toString();
        return said.resolveSibling(name.substring(0, name.length() - LOG_END.length()) + RECORD_END);
    }

    /** The trainings of servers that are gone. Of those that are over themselves all is removed. */
    List<Left> left() {
        List<Left> left = new ArrayList<>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return left;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path said : files.filter(JobRecords::isLog).sorted().toList()) {
                look(said).ifPresent(left::add);
            }
        } catch (IOException e) { // the runs can be seen without
            LOG.log(System.Logger.Level.WARNING, folder + ": cannot be read: " + RunFiles.reason(e));
        }
        return left;
    }

    private static boolean isLog(Path file) {
        return file.getFileName().toString().endsWith(LOG_END) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Left> look(Path said) throws IOException {
        JsonNode record;
        try {
            String file = recordOf(said).getFileName().toString();
            byte[] content = new RunFiles(folder).bytes(file);
            if (content == null) {
                if (Files.getLastModifiedTime(said)
                        .toInstant()
                        .isBefore(Instant.now().minus(UNFINISHED))) {
                    forget(said);
                }
                return Optional.empty();
            }
            record = Tree.json(folder.resolve(file).toString(), content);
        } catch (WebException e) {
            LOG.log(System.Logger.Level.WARNING, "a record of a training is passed over: " + e.getMessage());
            return Optional.empty();
        }
        if (process(record.path("server")).isPresent()) {
            return Optional.empty(); // who began it stops it
        }
        String name = record.path("name").asString("");
        Optional<ProcessHandle> process = process(record.path("process"));
        boolean isOurs = process.filter(ProcessHandle.current()::equals).isPresent(); // which no server has begun
        if (process.isEmpty() || isOurs || !isName(name)) {
            forget(said);
            return Optional.empty();
        }
        return Optional.of(new Left(name, process.get(), said));
    }

    private boolean isName(String name) {
        try {
            return root.equals(root.resolve(name).getParent());
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The process that an entry names, if it still runs: another that has its number by now began at another time. */
    private static Optional<ProcessHandle> process(JsonNode entry) {
        Instant started;
        try {
            started = Instant.parse(entry.path("started").asString(""));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
        long id = entry.path("id").asLong(0);
        return ProcessHandle.of(id)
                .filter(process -> process.isAlive()
                        && process.info()
                                .startInstant()
                                .filter(began ->
                                        Duration.between(started, began).abs().compareTo(NEAR) <= 0)
                                .isPresent());
    }
}
