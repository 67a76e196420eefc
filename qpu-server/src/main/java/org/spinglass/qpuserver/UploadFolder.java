// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of a service's uploads, which nobody else uses: a file in it is locked for as long as it is open. Those that
 * a killed service left behind, whose lock is free, are deleted when the next one is opened.
 */
final class UploadFolder implements AutoCloseable {
    private static final String PREFIX = "spinglass-uploads";
    private static final String LOCK = "lock";

    /** A folder without a lock is about to get one, unless it is as old as this. */
    private static final Duration OLD = Duration.ofDays(1);

    private final Path path;
    private final FileChannel lock;

    private UploadFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * A new one.
     *
     * @param parent the folder in which it is to be, and others may be
     */
    static UploadFolder open(Path parent) throws IOException {
        clear(parent);
        Path path = Files.createTempDirectory(parent, PREFIX);
        FileChannel lock =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean isLocked = false;
        try {
            isLocked = lock.tryLock() != null;
            if (!isLocked) {
                throw new IOException(path + " was locked by another process");
            }
            return new UploadFolder(path, lock);
        } finally {
            if (!isLocked) {
                lock.close();
            }
        }
    }

    Path path() {
        return path;
    }

    private static void clear(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                try {
                    if (Files.isDirectory(folder) && Files.isWritable(folder) && isLeft(folder)) {
                        delete(folder);
                    }
                } catch (IOException | UncheckedIOException e) { // another's, or two clear at the same time
                    System.getLogger(UploadFolder.class.getName())
                            .log(System.Logger.Level.DEBUG, folder + " is left: " + e.getMessage());
                }
            }
        }
    }

    private static boolean isLeft(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(OLD));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            return taken != null;
        } catch (OverlappingFileLockException e) { // of a service in this process
            return false;
        }
    }

    /** Deletes a folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.toList();
        }
        for (Path file : files.reversed()) {
            Files.deleteIfExists(file);
        }
    }

    /** Deletes it. */
    @Override
    public void close() {
        try (lock) {
            delete(path);
        } catch (IOException | UncheckedIOException e) {
            System.getLogger(UploadFolder.class.getName())
                    .log(System.Logger.Level.WARNING, path + " cannot be deleted: " + e.getMessage());
        }
    }
}
