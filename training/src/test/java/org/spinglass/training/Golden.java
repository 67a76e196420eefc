package org.spinglass.training;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference vectors; tests that need them are skipped where they are not at hand. */
final class Golden {
    private Golden() {}

    static JsonNode read(String name) {
        String shared = System.getProperty("spinglass.shared", "../../shared");
        Path file = Path.of(shared, "golden", "paper", name);
        Assumptions.assumeTrue(Files.exists(file), "needs " + file);
        return JsonMapper.shared().readTree(file);
    }

    static float[] values(JsonNode tensor) {
        JsonNode values = tensor.get("values");
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) values.get(i).asDouble();
        }
        return array;
    }
}
