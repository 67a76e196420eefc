// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.spinglass.data.DataStore;

/** Which data an option {@code --data} asks for. */
final class DataName {
    private DataName() {}

    /** The name of a published set, or the absolute path of one's own files. */
    static String of(String text) {
        if (DataStore.names().contains(text)) {
            return text;
        }
        Path path = OptionValues.path("--data", text);
        if (Files.exists(path) || path.getNameCount() > 1 || path.isAbsolute()) {
            return path.toAbsolutePath().normalize().toString();
        }
        try {
            return OptionValues.oneOf("--data", text, DataStore.names(), List.of());
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + ", or the path of your own files", e);
        }
    }
}
