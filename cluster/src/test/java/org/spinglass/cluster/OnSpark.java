// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.lab.work.Workplace;
import org.spinglass.lab.work.WorkplaceProvider;

/** A cluster within this process, open for all tests of a class. */
abstract class OnSpark {
    @TempDir
    Path temp;

    private static @Nullable Workplace opened;

    @BeforeAll
    static void open() {
        WorkplaceProvider spark = WorkplaceProvider.find("spark").orElseThrow();
        opened = spark.open("local[2]", Map.of(), "tests");
    }

    @AfterAll
    static void close() {
        place().close();
    }

    static Workplace place() {
        return Objects.requireNonNull(opened);
    }
}
