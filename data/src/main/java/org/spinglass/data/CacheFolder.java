// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where downloaded data sets are kept: what the system at hand calls the user's cache. */
final class CacheFolder {
    private static final String PROGRAM = "spinglass";

    private CacheFolder() {}

    /**
     * The first of: the environment variable {@code SPINGLASS_CACHE}; on Windows {@code
     * %LOCALAPPDATA%\spinglass\cache}; on macOS {@code ~/Library/Caches/spinglass}; elsewhere {@code
     * $XDG_CACHE_HOME/spinglass} when that is absolute, as its specification demands, or {@code ~/.cache/spinglass}.
     *
     * @param environment the environment variables
     * @param system the name of the operating system
     * @param home the user's home folder
     */
    static Path locate(Map<String, String> environment, String system, Path home) {
        String own = set(environment, "SPINGLASS_CACHE");
        if (own != null) {
            return Path.of(own);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            String local = set(environment, "LOCALAPPDATA");
            Path base = local == null ? home.resolve("AppData").resolve("Local") : Path.of(local);
            return base.resolve(PROGRAM).resolve("cache");
        }
        if (lower.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(PROGRAM);
        }
        String xdg = set(environment, "XDG_CACHE_HOME");
        Path base = xdg == null || !Path.of(xdg).isAbsolute() ? home.resolve(".cache") : Path.of(xdg);
        return base.resolve(PROGRAM);
    }

    private static @Nullable String set(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isBlank() ? null : value;
    }
}
