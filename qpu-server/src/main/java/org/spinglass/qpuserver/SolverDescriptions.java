// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Descriptions of solvers as they are sent. Each is built and hashed once, and again when a load that it states has changed. The
 * last {@value #MOST} are kept. Safe for several threads.
 */
final class SolverDescriptions {
    private static final int MOST = 32;

    private final Map<Key, Description> kept = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Description> eldest) {
            return size() > MOST;
        }
    };

    private record Key(@Nullable String name, String filter) {}

    /**
     * What is sent.
     *
     * @param content the body
     * @param tag its {@code ETag}
     * @param loads what it was built of; null where it states neither load nor status
     */
    record Description(
            ResponseBody content, String tag, @Nullable List<Double> loads) {
        boolean isLasting() {
            return loads == null;
        }
    }

    /**
     * The description of a solver, or of all.
     *
     * @param name null for all
     * @param loads of the solvers now
     * @param source builds it
     */
    Description of(@Nullable String name, String filter, List<Double> loads, Supplier<JsonNode> source) {
        Key key = new Key(name, filter);
        synchronized (kept) {
            Description known = kept.get(key);
            if (known != null && (known.loads == null || known.loads.equals(loads))) {
                return known;
            }
        }
        JsonNode json = source.get();
        JsonNode first = json.isArray() ? json.path(0) : json;
        boolean isLasting = !first.has("status") && !first.has("avg_load");
        ResponseBody content = ResponseBody.of(json);
        Description built = new Description(content, "W/\"" + digest(content.plain()) + "\"", isLasting ? null : loads);
        synchronized (kept) {
            kept.put(key, built);
        }
        return built;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }
}
