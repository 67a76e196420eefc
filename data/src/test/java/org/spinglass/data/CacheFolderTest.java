// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final Path HOME = Path.of("home", "ada").toAbsolutePath();
    private static final Path OTHER = Path.of("other").toAbsolutePath();

    private static Path locate(String system, Map<String, String> environment) {
        return CacheFolder.locate(environment, system, HOME);
    }

    @Test
    void theVariableGoesFirst() {
        Map<String, String> environment =
                Map.of("SPINGLASS_CACHE", OTHER.toString(), "XDG_CACHE_HOME", "/xdg", "LOCALAPPDATA", "local");
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThat(locate(system, environment)).isEqualTo(OTHER);
        }
    }

    @Test
    void linuxFollowsXdg() {
        assertThat(locate("Linux", Map.of())).isEqualTo(HOME.resolve(".cache").resolve("spinglass"));
        assertThat(locate("Linux", Map.of("XDG_CACHE_HOME", OTHER.toString()))).isEqualTo(OTHER.resolve("spinglass"));
        assertThat(locate("Linux", Map.of("XDG_CACHE_HOME", "relative")))
                .isEqualTo(HOME.resolve(".cache").resolve("spinglass"));
        assertThat(locate("Linux", Map.of("XDG_CACHE_HOME", "", "SPINGLASS_CACHE", "")))
                .isEqualTo(HOME.resolve(".cache").resolve("spinglass"));
    }

    @Test
    void macAndWindowsHavePlacesOfTheirOwn() {
        assertThat(locate("Mac OS X", Map.of())).isEqualTo(HOME.resolve("Library/Caches/spinglass"));
        assertThat(locate("Windows 11", Map.of("LOCALAPPDATA", OTHER.toString())))
                .isEqualTo(OTHER.resolve("spinglass").resolve("cache"));
        assertThat(locate("Windows 11", Map.of())).isEqualTo(HOME.resolve("AppData/Local/spinglass/cache"));
    }
}
