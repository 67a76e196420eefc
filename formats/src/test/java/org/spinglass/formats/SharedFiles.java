package org.spinglass.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public problems and reference vectors that stand beside the project where there are any. */
final class SharedFiles {
    private SharedFiles() {}

    /** The file or folder of that path; where there is none the test is skipped. */
    static Path require(String path) {
        Path found =
                Path.of(System.getProperty("spinglass.shared", "../../shared")).resolve(path);
        assumeTrue(Files.exists(found), () -> found + " is not here; -Dspinglass.shared=FOLDER says where it is");
        return found;
    }
}
