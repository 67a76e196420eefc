// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.spinglass.compute.files.AtomicFile;

/** Records and pictures of runs, whole whenever they are there; failures are told with the name of the file. */
public final class RecordFile {
    private RecordFile() {}

    /** Makes a folder where it is not there; a {@link LabException} names it when it cannot be made. */
    public static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException(folder + ": the folder cannot be made: " + reason(e), e);
        }
    }

    /** Writes a text in UTF-8; throws a {@link LabException} that names the file when that fails. */
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes bytes; throws a {@link LabException} that names the file when that fails. */
    public static void write(Path file, byte[] bytes) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new LabException(file + ": cannot be written: " + reason(e), e);
        }
    }

    /** What went wrong, for a message that names the file itself. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        String name = e.getClass().getSimpleName();
        return e instanceof FileSystemException ? name : Objects.requireNonNullElse(e.getMessage(), name);
    }
}
