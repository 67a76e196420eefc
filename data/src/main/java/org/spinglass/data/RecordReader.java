// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the same bytes of some records, whose numbers go up, of files that follow each other. What lies between is
 * skipped. For one thread.
 */
final class RecordReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final List<RecordFile> files;
    private final int skipped;
    private final int length;
    private @Nullable InputStream in;
    private int file = -1;
    private int firstOfFile;
    private long at;

    /**
     * @param skipped bytes of a record before those that are wanted
     * @param length how many are wanted
     */
    RecordReader(List<RecordFile> files, int skipped, int length) {
        this.files = files;
        this.skipped = skipped;
        this.length = length;
    }

    /**
     * Reads of a record.
     *
     * @param record number among the records of all files, larger than that before
     * @param out receives the bytes from {@code to} on
     * @throws DataException naming the file when it cannot be read, or ends before the record does
     */
    void read(int record, byte[] out, int to) {
        while (file < 0 || record - firstOfFile >= files.get(file).count()) {
            close();
            firstOfFile += file < 0 ? 0 : files.get(file).count();
            file++;
        }
        RecordFile from = files.get(file);
        long wanted = from.offset(record - firstOfFile) + skipped;
        try {
            InputStream open = opened(from, wanted);
            open.skipNBytes(wanted - at);
            at = wanted;
            int read = open.readNBytes(out, to, length);
            at += read;
            if (read < length) {
                throw new EOFException();
            }
        } catch (EOFException e) {
            throw new DataException(
                    from.address() + ": truncated: " + from.offset(from.count()) + " bytes expected up to the end of "
                            + from.count() + " records, and it ends before byte " + (wanted + length),
                    e);
        } catch (IOException e) {
            throw new DataException(
                    from.address() + ": cannot be read: "
                            + Objects.requireNonNullElse(
                                    e.getMessage(), e.getClass().getSimpleName()),
                    e);
        }
    }

    private InputStream opened(RecordFile from, long wanted) throws IOException {
        InputStream open = in;
        if (open == null) {
            at = from.isCompressed() ? 0 : wanted;
            InputStream stored = StoredFiles.of(from.address()).open(from.address(), at);
            in = stored; // closed whatever comes
            open = from.isCompressed()
                    ? new GZIPInputStream(new BufferedInputStream(stored, BUFFER), BUFFER)
                    : new BufferedInputStream(stored, BUFFER);
            in = open;
        }
        return open;
    }

    @Override
    public void close() {
        InputStream open = in;
        in = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new DataException(files.get(file).address() + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
