// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.spinglass.network.NetworkException;

/** Files that are whole whenever they are there: written aside, then moved into place. */
public final class WholeFile {
    private WholeFile() {}

    /** What goes into a file. */
    public interface Content {
        /** Writes all of it. */
        void write(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file, in place of one that is there.
     *
     * @throws NetworkException naming the file when it cannot be written; then the old one is as it was
     */
    public static void write(Path file, Content content) {
        Path target = file.toAbsolutePath();
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.write(channel);
                channel.force(true);
            }
            move(aside, target);
        } catch (IOException e) {
            throw new NetworkException(file + ": cannot be written: " + reason(e), e);
        } finally {
            deleteQuietly(aside);
        }
    }

    /** Writes a file of these bytes; see {@link #write(Path, Content)}. */
    public static void write(Path file, byte[] bytes) {
        write(file, channel -> writeAll(channel, ByteBuffer.wrap(bytes)));
    }

    /** Writes what remains of a buffer. */
    public static void writeAll(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static String reason(IOException e) {
        String told = e instanceof FileSystemException refused ? refused.getReason() : e.getMessage();
        return told == null ? e.getClass().getSimpleName() : told;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** After a move there is nothing to delete; after a failure the failure itself is what the user needs to know. */
    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(WholeFile.class.getName()).log(System.Logger.Level.DEBUG, () -> "left behind: " + file, e);
        }
    }
}
