package org.spinglass.quantum;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reference vectors of D-Wave's own programs, which lie outside this project: in the folder of the system property
 * {@code spinglass.shared}, or beside the project. Tests that need them are skipped where there are none.
 */
public final class Golden {
    private Golden() {}

    /** One file of them. */
    public static JsonNode dwave(String file) {
        Path path = Path.of(System.getProperty("spinglass.shared", "../../shared"))
                .resolve("golden/dwave")
                .resolve(file);
        assumeTrue(Files.isRegularFile(path), () -> path + " is not here; -Dspinglass.shared=FOLDER says where it is");
        return JsonMapper.shared().readTree(path.toFile());
    }

    /** A list of whole numbers. */
    public static int[] ints(JsonNode list) {
        int[] values = new int[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).intValue();
        }
        return values;
    }
}
