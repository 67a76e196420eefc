// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.spinglass.compute.files.AtomicFile;
import org.spinglass.network.NetworkException;

/** Files that are whole whenever they are there, as {@link AtomicFile} writes them; failures name the file. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, in place of one that is there.
     *
     * @throws NetworkException naming the file when it cannot be written; then the old one is as it was
     */
    public static void write(Path file, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw new NetworkException(file + ": cannot be written: " + reason(e), e);
        }
    }

    /** Writes a file of these bytes; see {@link #write(Path, AtomicFile.Content)}. */
    public static void write(Path file, byte[] bytes) {
        write(file, stream -> stream.write(bytes));
    }

    private static String reason(IOException e) {
        String told = switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such folder";
            case FileSystemException refused -> refused.getReason();
            default -> e.getMessage();
        };
        return told == null ? e.getClass().getSimpleName() : told;
    }
}
