// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.settings;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Files that settings name. */
public final class SettingFile {
    private SettingFile() {}

    /** What reads a file. */
    public interface Reader<T> {
        /** What it holds; throws {@link IllegalArgumentException} with a message that names the file when it is damaged. */
        T read(Path file) throws IOException;
    }

    /**
     * What a file holds.
     *
     * @param setting that names it
     * @param file null where none is named
     * @return null where none is named
     * @throws SettingException when it cannot be read or is damaged
     */
    public static <T> @Nullable T read(String setting, @Nullable Path file, Reader<T> reader) {
        if (file == null) {
            return null;
        }
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new SettingException(setting, file + ": cannot be read: " + RecordFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw new SettingException(setting, String.valueOf(e.getMessage()));
        }
    }
}
