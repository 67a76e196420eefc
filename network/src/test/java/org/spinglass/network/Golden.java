package org.spinglass.network;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reference vectors of the paper's method, which lie outside this project: in the folder of the system property
 * {@code spinglass.shared}, or beside the project. Tests that need them are skipped where there are none.
 */
final class Golden {
    private Golden() {}

    static JsonNode paper(String file) {
        Path path = Path.of(System.getProperty("spinglass.shared", "../../shared"))
                .resolve("golden/paper")
                .resolve(file);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "no reference vectors at " + path);
        return JsonMapper.shared().readTree(path.toFile());
    }

    static float[] values(JsonNode tensor) {
        JsonNode list = tensor.get("values");
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).floatValue();
        }
        return values;
    }

    static int side(JsonNode tensor, int dimension) {
        return tensor.get("shape").get(dimension).intValue();
    }
}
