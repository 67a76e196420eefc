// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** The public problems and reference vectors that lie, compressed, among the resources of the tests. */
final class KnownFiles {
    /** The table of problems and their best known values, with the paths of the others in its first column. */
    static final String TABLE = "data/ising/best_known.csv";

    private static final Path UNPACKED = folder();

    private KnownFiles() {}

    /** The file of that path, unpacked. */
    static synchronized Path file(String path) {
        Path file = UNPACKED.resolve(path);
        if (!Files.exists(file)) {
            String resource = "known/" + path + ".gz";
            try (InputStream packed = KnownFiles.class.getResourceAsStream(resource)) {
                if (packed == null) {
                    throw new IllegalArgumentException("there is no resource " + resource);
                }
                Files.createDirectories(file.getParent());
                try (InputStream plain = new GZIPInputStream(packed)) {
                    Files.copy(plain, file, StandardCopyOption.REPLACE_EXISTING);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(resource, e);
            }
            for (Path made = file; made != null && !made.equals(UNPACKED.getParent()); made = made.getParent()) {
                made.toFile().deleteOnExit();
            }
        }
        return file;
    }

    /** A problem of the table, by its path there. */
    static Path problem(String path) {
        return file("data/ising/" + path);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("known-problems");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
