// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The uploads of a service, in files. Together they announce no more than some number of bytes: when a new one does not
 * fit, the ones that were used longest ago are forgotten, apart from those that problems wait for or that were used in
 * the last minutes without being complete. Safe for several threads.
 */
final class UploadStore implements AutoCloseable {
    private static final long MOST = 4L << 30;

    /** How long an upload that is not complete has nothing to fear. */
    private static final long PATIENCE = 600_000_000_000L;

    private final UploadFolder folder;
    private final long mostBytes;
    /** The one used longest ago first. */
    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private final Map<String, Integer> users = new HashMap<>();
    private long bytes;

    private record Entry(Upload upload, Path folder, long touched) {}

    /**
     * An empty store.
     *
     * @param folder closed with it
     * @param mostBytes of all uploads
     */
    UploadStore(UploadFolder folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** A store in a folder for temporary files, for as much as half of what is free there. */
    static UploadStore open() throws IOException {
        UploadFolder folder = UploadFolder.open(Path.of(System.getProperty("java.io.tmpdir")));
        long free = Files.getFileStore(folder.path()).getUsableSpace() / 2;
        return new UploadStore(folder, Math.max(Upload.PART, Math.min(MOST, free)));
    }

    /**
     * Begins an upload.
     *
     * @throws Refusal when it is too large, or there is no room beside those that are under way
     */
    synchronized Upload begin(long size) throws IOException {
        if (size < 1 || size > mostBytes) {
            throw new Refusal(size < 1 ? 400 : 413, "size is " + size + " bytes; expected 1 to " + mostBytes);
        }
        makeRoom(size);
        String id = UUID.randomUUID().toString();
        Path own = Files.createDirectory(folder.path().resolve(id));
        Upload upload = new Upload(id, size, own);
        entries.put(id, new Entry(upload, own, System.nanoTime()));
        bytes += size;
        return upload;
    }

    private void makeRoom(long size) throws IOException {
        long now = System.nanoTime();
        for (Iterator<Entry> oldest = entries.values().iterator(); bytes + size > mostBytes && oldest.hasNext(); ) {
            Entry entry = oldest.next();
            boolean isIdle = entry.upload().isComplete() || now - entry.touched() > PATIENCE;
            if (isIdle && !users.containsKey(entry.upload().id())) {
                oldest.remove();
                bytes -= entry.upload().size();
                UploadFolder.delete(entry.folder());
            }
        }
        if (bytes + size > mostBytes) {
            throw new Refusal(
                    503,
                    "uploads under way take " + bytes + " of " + mostBytes + " bytes, and there is no room for "
                            + size);
        }
    }

    /**
     * An upload.
     *
     * @throws Refusal when there is none of this name
     */
    synchronized Upload require(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new Refusal(404, "Problem data " + id + " does not exist or apitoken does not have access");
        }
        entries.put(id, new Entry(entry.upload(), entry.folder(), System.nanoTime()));
        return entry.upload();
    }

    /**
     * A complete upload, which is kept until it is released as often as it was acquired.
     *
     * @throws Refusal when there is none of this name, or it is not complete
     */
    synchronized Upload acquire(String id) {
        Upload upload = require(id);
        if (!upload.isComplete()) {
            throw new Refusal(400, "the upload of problem data " + id + " is not complete");
        }
        users.merge(id, 1, Integer::sum);
        return upload;
    }

    /** See {@link #acquire}. */
    synchronized void release(String id) {
        users.computeIfPresent(id, (same, count) -> count > 1 ? count - 1 : null);
    }

    /** Deletes all files. */
    @Override
    public synchronized void close() {
        entries.clear();
        folder.close();
    }
}
