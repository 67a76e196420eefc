// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;

/**
 * The lock that a process holds on the folder of the run that it works on: the file {@code .lock} in it, locked by the
 * operating system, so that it is free again however the process ends.
 */
final class RunLock implements AutoCloseable {
    static final String FILE = ".lock";

    private static final long GLANCE_MILLIS = 50;

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder.
     *
     * @throws LabException naming the folder when another process works in it, or this one already does
     * @throws IOException when the file of the lock cannot be made
     */
    static RunLock take(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isOurs = false;
        try {
            isOurs = channel.tryLock() != null || isFreeAfter(GLANCE_MILLIS, channel);
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as held by another
        } finally {
            if (!isOurs) {
                channel.close();
            }
        }
        if (!isOurs) {
            throw new LabException(folder + ": another process is working in this folder");
        }
        return new RunLock(file, channel);
    }

    /** Tries once more: who lists runs holds a lock for a moment, to see whether it is held. */
    private static boolean isFreeAfter(long millis, FileChannel channel) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return channel.tryLock() != null;
    }

    /** Lets other processes work in the folder; the file is gone then. */
    @Override
    public void close() {
        try (channel) {
            if (channel.isOpen()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LabException(file + ": cannot be removed: " + RecordFile.reason(e), e);
        }
    }
}
