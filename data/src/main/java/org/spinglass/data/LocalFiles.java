// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of this machine, and of the folders that it shares with others. */
enum LocalFiles implements StoredFiles {
    INSTANCE;

    @Override
    public boolean reads(String scheme) {
        return scheme.equals("file");
    }

    @Override
    public List<Entry> list(URI folder) throws IOException {
        try (Stream<Path> content = Files.list(Path.of(folder))) {
            List<Entry> entries = new ArrayList<>();
            for (Path path : content.sorted().toList()) {
                if (Files.isRegularFile(path)) {
                    entries.add(new Entry(path.toUri(), String.valueOf(path.getFileName()), Files.size(path)));
                }
            }
            return entries;
        } catch (NotDirectoryException e) {
            throw new IOException("is no folder", e);
        } catch (IOException e) {
            throw plain(e);
        }
    }

    @Override
    public InputStream open(URI file, long from) throws IOException {
        InputStream in;
        try {
            in = Files.newInputStream(Path.of(file));
        } catch (IOException e) {
            throw plain(e);
        }
        try {
            in.skipNBytes(from);
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The same in words for people. */
    static IOException plain(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> new IOException("no such file or folder", missing);
            case AccessDeniedException denied -> new IOException("permission denied", denied);
            default -> e;
        };
    }
}
