// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of one folder, none of them larger than a page can hold, and none outside of the folder. */
final class RunFiles {
    private static final long LARGEST = 32 << 20;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Path folder;

    RunFiles(Path folder) {
        this.folder = folder;
    }

    /** What a message calls a file. */
    String describe(String name) {
        return folder.resolve(name).toString();
    }

    /**
     * A file's content; null when there is no such file.
     *
     * @throws WebException naming the file when it cannot be read, is too large, or a link that leads out of the folder
     */
    byte @Nullable [] bytes(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                throw new WebException(file + ": leads out of the run's folder");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] content = in.readNBytes((int) LARGEST + 1);
                if (content.length > LARGEST) {
                    throw new WebException(file + ": has more than 32 MB; expected less for a page");
                }
                return content;
            }
        } catch (IOException e) {
            throw new WebException(file + ": cannot be read: " + reason(e), e);
        }
    }

    /** A PNG picture as the address that shows it without a file; null when there is none. Throws as {@link #bytes}. */
    @Nullable
    String picture(String name) {
        byte[] content = bytes(name);
        if (content == null) {
            return null;
        }
        if (content.length < PNG.length || !Arrays.equals(content, 0, PNG.length, PNG, 0, PNG.length)) {
            throw new WebException(describe(name) + ": expected a PNG picture");
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(content);
    }

    /** What went wrong, for a message that names the file itself. */
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file";
            case FileSystemException refused when refused.getReason() != null -> refused.getReason();
            case FileSystemException _ -> e.getClass().getSimpleName();
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }
}
