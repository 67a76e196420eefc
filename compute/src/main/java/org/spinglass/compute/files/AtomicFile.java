// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.compute.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes files that are whole whenever they are there: aside, in {@code NAME.part} of the same folder, then on the disk, then
 * moved into place in one step. Who reads meanwhile, or after a crash, finds the old file or the new one. Where the file
 * system cannot move in one step the move replaces the file. Safe for several threads and processes, the last of which wins.
 *
 * <p>A process that is killed leaves its file aside behind; where a later write of the same file finds that name taken, it
 * takes one of its own and removes those of processes that are gone.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it to a stream that is buffered, and leaves it open. */
        void writeTo(OutputStream stream) throws IOException;
    }

    /**
     * Writes a file, and leaves nothing behind when that fails.
     *
     * @throws IOException when it cannot be written; what was there before is as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Aside aside = Aside.of(target);
        try {
            try (FileChannel channel = aside.channel;
                    OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
                content.writeTo(stream);
                stream.flush();
                channel.force(true);
            }
            move(aside.path, target);
        } catch (IOException | RuntimeException | Error failed) {
            try {
                Files.deleteIfExists(aside.path);
            } catch (IOException left) {
                failed.addSuppressed(left);
            }
            throw failed;
        }
    }

    /** Writes a file of those bytes. */
    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, stream -> stream.write(bytes));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** A new file beside another, which nobody else writes to. */
    private record Aside(Path path, FileChannel channel) {
        static Aside of(Path target) throws IOException {
            Path path = target.resolveSibling(target.getFileName() + ".part");
            try {
                return open(path);
            } catch (FileAlreadyExistsException taken) {
                // by another writer, or by one that was killed
                String own = ProcessHandle.current().pid() + "-"
                        + Thread.currentThread().threadId();
                Path second = target.resolveSibling(target.getFileName() + "." + own + ".part");
                Files.deleteIfExists(second);
                Aside aside = open(second);
                removeThoseOfTheKilled(target);
                return aside;
            }
        }

        private static void removeThoseOfTheKilled(Path target) {
            Path folder = target.getParent();
            if (folder == null) {
                return;
            }
            Pattern own = Pattern.compile(Pattern.quote(target.getFileName() + ".") + "([0-9]{1,18})-[0-9]+\\.part");
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    Matcher name = own.matcher(file.getFileName().toString());
                    if (name.matches()
                            && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                        Files.deleteIfExists(file);
                    }
                }
            } catch (IOException | DirectoryIteratorException left) {
                // they stand in nobody's way
            }
        }

        private static Aside open(Path path) throws IOException {
            return new Aside(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }
    }
}
