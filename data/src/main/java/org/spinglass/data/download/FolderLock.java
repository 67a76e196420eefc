// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a folder, held by one thread of one process at a time, by a lock on the file {@code .lock} in
 * it. The system takes it back when the process ends, however it ends. The file stays, since to delete it could let
 * two others hold a lock each.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until the lock is free and takes it.
     *
     * @param whenHeld run once, before the first wait, when another holds the lock
     * @throws IOException when the folder cannot be written to
     */
    static FolderLock take(Path folder, Duration pause, Runnable whenHeld) throws IOException, InterruptedException {
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                whenHeld.run();
                do {
                    Thread.sleep(pause);
                } while (tryLock(channel) == null);
            }
            return new FolderLock(channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
