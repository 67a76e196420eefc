// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a folder, by name, in alphabetical order; names are compared without regard to case.
 *
 * @param entries files and folders
 */
record FolderFiles(List<Path> entries) {
    private static final String GZIP = ".gz";

    FolderFiles {
        entries = List.copyOf(entries);
    }

    /** The content of a folder; none where there is no such folder or it cannot be read. */
    static FolderFiles of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new FolderFiles(List.of());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return new FolderFiles(entries.sorted().toList());
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be listed: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof AccessDeniedException ? "permission denied" : message;
    }

    /** The last part of a path in lower case. */
    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString().toLowerCase(Locale.ROOT);
    }

    List<Path> folders() {
        return entries.stream().filter(Files::isDirectory).toList();
    }

    /** The file of a name, or null. */
    @Nullable
    Path file(String name) {
        return entries.stream()
                .filter(entry -> name(entry).equals(name) && Files.isRegularFile(entry))
                .findFirst()
                .orElse(null);
    }

    boolean hasPlainOrGzip(String name) {
        return file(name) != null || file(name + GZIP) != null;
    }

    /** The file of a name, or of that name with {@code .gz} after it. */
    Path plainOrGzip(String name) {
        Path plain = file(name);
        Path found = plain == null ? file(name + GZIP) : plain;
        if (found == null) {
            throw new DataException(name + " is gone");
        }
        return found;
    }
}
