// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the pixels of images that are read one after the other: in memory, or of many in a temporary file, which is
 * removed when it is no longer used. For one thread.
 */
final class PixelsGathering implements AutoCloseable {
    private static final long MOST_HELD = 1 << 27;

    /** Of the memory that this process may have, what a part of the samples may take. */
    private static final int SHARE = 64;

    private final long length;
    private final byte @Nullable [] held;
    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    private long done;

    /**
     * @param length bytes of all images
     * @throws DataException when there is no room for a temporary file
     */
    PixelsGathering(long length) {
        this.length = length;
        long most = Math.min(MOST_HELD, Runtime.getRuntime().maxMemory() / SHARE);
        if (length <= most) {
            this.held = new byte[(int) length];
            this.file = null;
            return;
        }
        this.held = null;
        try {
            Path spool = Files.createTempFile("spinglass", ".pixels");
            spool.toFile().deleteOnExit();
            this.file = spool;
            this.channel = FileChannel.open(spool, StandardOpenOption.READ, StandardOpenOption.WRITE);
            removeName(spool);
        } catch (IOException e) {
            throw full(e);
        }
    }

    /** Where the system lets it, a file that is open needs no name, and is gone with the process. */
    private static void removeName(Path spool) {
        try {
            Files.delete(spool);
        } catch (IOException e) {
            // it is removed when the program ends
        }
    }

    private static DataException full(IOException e) {
        return new DataException(
                "samples cannot be kept in a temporary file in " + System.getProperty("java.io.tmpdir") + ": "
                        + e.getMessage(),
                e);
    }

    void add(byte[] image) {
        FileChannel out = channel;
        if (held != null) {
            System.arraycopy(image, 0, held, (int) done, image.length);
        } else if (out != null) {
            try {
                ByteBuffer bytes = ByteBuffer.wrap(image);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                throw full(e);
            }
        }
        done += image.length;
    }

    /** All of them, when all were added. */
    Pixels pixels() {
        FileChannel written = channel;
        channel = null; // it is in use from now on
        return held != null
                ? Pixels.of(held)
                : new Pixels.Filed(Objects.requireNonNull(file), Objects.requireNonNull(written), 0, length);
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw full(e);
        }
    }
}
