// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads batch files straight from CIFAR-10's archive, a gzip-compressed tar file, without unpacking it to disk. */
final class CifarArchive {
    private CifarArchive() {}

    /**
     * The batches whose file names are wanted, by name, in whatever folders of the archive they are. Wanted names that
     * the archive does not hold are left out.
     *
     * <p>Cost: one pass over the archive.
     *
     * @throws DataException naming the archive and the entry when either is damaged
     */
    static Map<String, LabelledImages> read(Path archive, Collection<String> wanted) {
        Map<String, LabelledImages> batches = new HashMap<>();
        try (InputStream stored = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked(stored, archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isFile() && wanted.contains(name)) {
                    batches.put(
                            name,
                            CifarBatch.read(
                                    ByteSource.plain(archive + " entry " + entry.getName(), tar, entry.getSize()),
                                    CifarBatch.Kind.CIFAR_10));
                }
            }
        } catch (IOException e) {
            throw new DataException(archive + ": cannot be read as a gzip-compressed tar file: " + e.getMessage(), e);
        }
        return batches;
    }

    /** The tar file, which is compressed unless its name ends with {@code .tar} and its content says otherwise. */
    private static InputStream unpacked(InputStream stored, Path archive) throws IOException {
        stored.mark(2);
        boolean isGzip = stored.read() == 0x1f && stored.read() == 0x8b;
        stored.reset();
        boolean isPlain = !isGzip && archive.toString().toLowerCase(Locale.ROOT).endsWith(".tar");
        return isPlain ? stored : new GZIPInputStream(stored, 1 << 16);
    }
}
