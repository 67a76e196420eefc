// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.spinglass.compute.files.AtomicFile;
import org.spinglass.quantum.internal.json.JsonFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Embeddings as JSON, in the form of other programs: an object from variables, numbered from 0, to lists of labels.
 *
 * <pre>  {"0": [30, 31], "1": [45]}</pre>
 */
public final class EmbeddingFile {
    private static final TypeReference<Map<String, int[]>> CHAINS = new TypeReference<>() {};

    private EmbeddingFile() {}

    /** The JSON of an embedding, a line a chain. */
    public static String toJson(Embedding embedding) {
        StringBuilder json = new StringBuilder("{");
        for (int v = 0; v < embedding.variables(); v++) {
            json.append(v == 0 ? "\n" : ",\n").append('"').append(v).append("\": ");
            json.append(Arrays.toString(embedding.chain(v)));
        }
        return json.append("\n}\n").toString();
    }

    /**
     * The embedding of a JSON text.
     *
     * @throws IllegalArgumentException when it is none, with a message that says what was found and expected
     */
    public static Embedding fromJson(String json) {
        Map<String, int[]> byName;
        try {
            byName = JsonMapper.shared().readValue(json, CHAINS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "no embedding: " + JsonFault.of(e) + "; expected {\"0\": [30, 31], ...}", e);
        }
        if (byName == null) {
            throw new IllegalArgumentException("no embedding: null; expected {\"0\": [30, 31], ...}");
        }
        int[][] chains = new int[byName.size()][];
        for (int v = 0; v < chains.length; v++) {
            int[] chain = byName.get(Integer.toString(v));
            if (chain == null) {
                throw new IllegalArgumentException("no chain of variable " + v + " among " + chains.length
                        + " chains; expected variables 0 to " + (chains.length - 1));
            }
            chains[v] = chain;
        }
        return Embedding.of(chains);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming the file, when its text is no embedding
     */
    public static Embedding read(Path file) throws IOException {
        try {
            return fromJson(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a file aside and moves it into place. */
    public static void write(Path file, Embedding embedding) throws IOException {
        AtomicFile.write(file, toJson(embedding).getBytes(StandardCharsets.UTF_8));
    }
}
