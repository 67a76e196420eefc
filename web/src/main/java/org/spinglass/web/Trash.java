// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.ConflictResponse;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * Deleted runs, in the hidden folder {@code .trash} beside the others: each in a folder named by the time at which it was
 * deleted, from which it can be put back. What has been there for 30 days is gone for good when a server starts.
 */
final class Trash {
    /** How long a deleted run is kept at least. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String FOLDER = ".trash";
    private static final int MOST_AT_ONCE = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);
    private static final Pattern ID = Pattern.compile("([0-9]{8}-[0-9]{6}-[0-9]{3})(-[0-9]{1,3})?");
    private static final System.Logger LOG = System.getLogger(Trash.class.getName());

    private final Path root;
    private final Clock clock;

    /** Of the runs in a folder. */
    Trash(Path root, Clock clock) {
        this.root = root;
        this.clock = clock;
    }

    /** A deleted run. */
    record Entry(String id, String name, Instant deleted) {}

    /**
     * Moves a run here.
     *
     * @return by what it is put back
     */
    String put(Path run) {
        Path trash = root.resolve(FOLDER);
        try {
            if (!Files.isDirectory(trash, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(trash);
            }
            Path place = newPlace(trash);
            try {
                Files.move(run, place.resolve(nameOf(run)));
            } catch (IOException e) {
                Files.deleteIfExists(place);
                throw e;
            }
            return nameOf(place);
        } catch (IOException e) {
            throw new WebException(run + ": cannot be deleted: " + RunFiles.reason(e), e);
        }
    }

    private Path newPlace(Path trash) throws IOException {
        String now = TIME.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
        for (int k = 1; k < MOST_AT_ONCE; k++) {
            try {
                return Files.createDirectory(trash.resolve(k == 1 ? now : now + "-" + k));
            } catch (FileAlreadyExistsException e) {
                // deleted in the same moment
            }
        }
        throw new FileAlreadyExistsException(trash.resolve(now).toString());
    }

    /** Puts a run back to where it was, and tells its name. */
    String restore(String id) {
        Entry entry = entry(id).orElseThrow(() -> new NotFoundResponse("there is no deleted run '" + id + "'"));
        Path target = root.resolve(entry.name());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConflictResponse("there is a run '" + entry.name() + "' again; expected it to have another name");
        }
        Path place = root.resolve(FOLDER).resolve(id);
        try {
            Files.move(place.resolve(entry.name()), target);
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw new WebException(target + ": cannot be put back: " + RunFiles.reason(e), e);
        }
        return entry.name();
    }

    /** The run that was deleted by this name of a place; empty where there is none. */
    Optional<Entry> entry(String id) {
        Instant deleted = timeOf(id);
        Path trash = root.resolve(FOLDER);
        if (deleted == null || !Files.isDirectory(trash, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path place = trash.resolve(id);
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> inside = Files.list(place)) {
            return inside.filter(run -> Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS))
                    .findFirst()
                    .map(run -> new Entry(id, nameOf(run), deleted));
        } catch (IOException e) {
            return Optional.empty(); // taken away meanwhile
        }
    }

    /** All, those deleted last first. */
    List<Entry> entries() {
        Path trash = root.resolve(FOLDER);
        List<Entry> entries = new ArrayList<>();
        if (Files.isDirectory(trash, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> places = Files.list(trash)) {
                places.forEach(place -> entry(nameOf(place)).ifPresent(entries::add));
            } catch (IOException e) {
                throw new WebException(trash + ": cannot be read: " + RunFiles.reason(e), e);
            }
        }
        entries.sort(
                Comparator.comparing(Entry::deleted).thenComparing(Entry::id).reversed());
        return entries;
    }

    /** How many there are, at little cost. */
    int count() {
        Path trash = root.resolve(FOLDER);
        if (!Files.isDirectory(trash, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (Stream<Path> places = Files.list(trash)) {
            return (int) places.filter(place -> timeOf(nameOf(place)) != null).count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The same for a page: objects with {@code id}, {@code name} and {@code deleted}. */
    ArrayNode view() {
        ArrayNode list = Tree.array();
        entries()
                .forEach(entry -> list.addObject()
                        .put("id", entry.id())
                        .put("name", entry.name())
                        .put("deleted", entry.deleted().toString()));
        return list;
    }

    /** Removes for good what was deleted longer ago than it is {@link #KEPT}. What cannot be removed stays. */
    void removeOld() {
        Instant last = clock.instant().minus(KEPT);
        for (Entry entry : entries()) {
            if (entry.deleted().isBefore(last)) {
                try {
                    remove(root.resolve(FOLDER).resolve(entry.id()));
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "a run that was deleted cannot be removed: " + e);
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() { // follows no links
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.delete(done);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static @Nullable Instant timeOf(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            return null;
        }
        try {
            return LocalDateTime.parse(parts.group(1), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String nameOf(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }
}
