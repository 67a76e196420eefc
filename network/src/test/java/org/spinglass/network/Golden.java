// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference vectors of the paper's method; {@code ORIGIN.md} beside them says how each was made. */
public final class Golden {
    private Golden() {}

    public static JsonNode paper(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("paper/" + file)) {
            if (in == null) {
                throw new AssertionError("no reference vectors paper/" + file + " among the test resources");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static float[] values(JsonNode tensor) {
        JsonNode list = tensor.get("values");
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).floatValue();
        }
        return values;
    }

    public static int side(JsonNode tensor, int dimension) {
        return tensor.get("shape").get(dimension).intValue();
    }
}
