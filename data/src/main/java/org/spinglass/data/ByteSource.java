// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, read from its start to its end, with gzip undone where the content begins with gzip's two
 * bytes, whatever the file's name. Every failure is a {@link DataException} that names the file.
 *
 * <p>Offsets count bytes of the content, after gzip. For one thread.
 */
final class ByteSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** Deflate turns no byte into more than this many. */
    private static final long MOST_EXPANSION = 1032;

    private final String name;
    private final InputStream in;
    private final long mostBytes;

    /** The file whose bytes these are as they stand there, or null. */
    private final @Nullable Path file;

    private long offset;

    private ByteSource(String name, InputStream in, long mostBytes, @Nullable Path file) {
        this.name = name;
        this.in = in;
        this.mostBytes = mostBytes;
        this.file = file;
    }

    /** The content of a file. */
    static ByteSource open(Path file) {
        try {
            InputStream stored = Files.newInputStream(file);
            try {
                return decoded(file.toString(), stored, Files.size(file), file);
            } catch (IOException e) {
                stored.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /** The content of a file that is anywhere. */
    static ByteSource open(StoredFiles.Entry entry) {
        String name = entry.address().toString();
        try {
            InputStream stored = StoredFiles.of(entry.address()).open(entry.address(), 0);
            try {
                return decoded(name, stored, entry.length(), null);
            } catch (IOException e) {
                stored.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + reason(e), e);
        }
    }

    /** Whether the bytes are stored with gzip. */
    boolean isCompressed() {
        return in instanceof GZIPInputStream;
    }

    /** Bytes that are already in memory, gzip or plain. */
    static ByteSource of(String name, byte[] stored) {
        try {
            return decoded(name, new ByteArrayInputStream(stored), stored.length, null);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + reason(e), e);
        }
    }

    /** The plain bytes of a stream, of which there are at most {@code bytes}. */
    static ByteSource plain(String name, InputStream in, long bytes) {
        return new ByteSource(name, in, bytes, null);
    }

    private static ByteSource decoded(String name, InputStream stored, long bytes, @Nullable Path file)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stored, BUFFER);
        buffered.mark(2);
        boolean isGzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return isGzip
                ? new ByteSource(name, new GZIPInputStream(buffered, BUFFER), bytes * MOST_EXPANSION, null)
                : new ByteSource(name, buffered, bytes, file);
    }

    /** What messages call the content: the path of the file. */
    String name() {
        return name;
    }

    /** Number of bytes read so far, which is the offset of the next. */
    long offset() {
        return offset;
    }

    /**
     * The next four bytes as a big-endian integer.
     *
     * @param what the name of the number, for the message when the content ends before it
     */
    int nextInt(String what) {
        byte[] bytes = next(Integer.BYTES, what);
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    /**
     * The next {@code count} bytes. A count that no content of this length can hold takes no memory.
     *
     * @param count number of bytes, 0 to {@link ArraySize#MAX}
     * @param what what the bytes are, for the message when the content ends before their end
     */
    byte[] next(int count, String what) {
        long start = offset;
        if (start + count <= mostBytes) {
            byte[] bytes = new byte[count];
            if (fill(bytes) == count) {
                return bytes;
            }
        } else {
            skipToEnd();
        }
        throw truncated(start + count, what);
    }

    private DataException truncated(long end, String what) {
        return new DataException(
                name + ": truncated: " + end + " bytes expected up to the end of " + what + ", " + offset + " found");
    }

    /**
     * The next bytes as pixels, which stay in the file where there are many. Those of a compressed file go to a
     * temporary file, which is removed when the program ends.
     *
     * @param mostHeld the most bytes that are taken into memory
     * @param what as of {@link #next}
     */
    Pixels pixels(long count, long mostHeld, String what) {
        if (count <= mostHeld) {
            return Pixels.of(next(Math.toIntExact(count), what));
        }
        long start = offset;
        try {
            if (start + count > mostBytes) {
                skipToEnd();
            } else if (file != null) {
                in.skipNBytes(count);
                offset += count;
                return Pixels.Filed.open(file, start, count);
            } else {
                return spooled(count);
            }
        } catch (EOFException e) {
            skipToEnd();
        } catch (IOException e) {
            throw damaged(e);
        }
        throw truncated(start + count, what);
    }

    private Pixels spooled(long count) throws IOException {
        Path spool = Files.createTempFile("spinglass", ".pixels");
        spool.toFile().deleteOnExit();
        byte[] some = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(spool)) {
            for (long left = count; left > 0; ) {
                int read = in.read(some, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException();
                }
                out.write(some, 0, read);
                offset += read;
                left -= read;
            }
        }
        return Pixels.Filed.open(spool, 0, count);
    }

    /** All bytes up to the end of the content. */
    byte[] rest() {
        try {
            byte[] bytes = in.readAllBytes();
            offset += bytes.length;
            return bytes;
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    /** Checks that every byte has been read. */
    void requireEnd() {
        long end = offset;
        skipToEnd();
        if (offset > end) {
            throw new DataException(name + ": " + (offset - end) + " bytes after the end of the data at offset " + end);
        }
    }

    private int fill(byte[] bytes) {
        int filled = 0;
        try {
            while (filled < bytes.length) {
                int read = in.read(bytes, filled, bytes.length - filled);
                if (read < 0) {
                    break;
                }
                filled += read;
                offset += read;
            }
        } catch (EOFException e) {
            return filled;
        } catch (IOException e) {
            throw damaged(e);
        }
        return filled;
    }

    private void skipToEnd() {
        try {
            offset += in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private DataException damaged(IOException cause) {
        return new DataException(name + ": damaged after offset " + offset + ": " + reason(cause), cause);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
