// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reference vectors of D-Wave's own programs; {@code ORIGIN.md} beside them says how each was made. */
public final class Golden {
    private Golden() {}

    /** One file of them. */
    public static JsonNode dwave(String file) {
        try (InputStream in = Golden.class.getResourceAsStream("dwave/" + file)) {
            if (in == null) {
                throw new AssertionError("no reference vectors dwave/" + file + " among the test resources");
            }
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
