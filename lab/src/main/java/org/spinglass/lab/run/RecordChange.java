// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds what was edited in records that the program has written. */
public final class RecordChange {
    private static final String DIGESTS = "digests";

    private RecordChange() {}

    /**
     * Checks a file that is to be as the program wrote it.
     *
     * @param written texts that it may have; how lines end does not matter
     * @throws LabException naming the first line that differs
     */
    public static void requireNone(Path file, List<String> written) {
        List<String> now = lines(file).lines().toList();
        written.stream()
                .map(text -> text.lines().toList())
                .max(Comparator.comparingInt(then -> firstChange(then, now)))
                .filter(then -> !then.equals(now))
                .ifPresent(then -> {
                    int at = firstChange(then, now);
                    throw new LabException(
                            "%s:%s: was changed, or %s is of another run: it is %s, and was %s; expected it as it was, and --epochs, --threads or --data-dir where these are to differ"
                                    .formatted(
                                            file,
                                            at + 1,
                                            file.resolveSibling("checkpoint"),
                                            shown(now, at),
                                            shown(then, at)));
                });
    }

    private static String lines(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LabException(file + ": cannot be read: " + RecordFile.reason(e), e);
        }
    }

    private static int firstChange(List<String> then, List<String> now) {
        int at = 0;
        while (at < then.size() && at < now.size() && then.get(at).equals(now.get(at))) {
            at++;
        }
        return at == then.size() && at == now.size() ? Integer.MAX_VALUE : at;
    }

    private static String shown(List<String> lines, int at) {
        return at < lines.size() ? "'" + lines.get(at).strip() + "'" : "missing";
    }

    /** Digests of the values of a JSON object by their keys, without those that it holds already. */
    public static Map<String, String> digests(String json) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                JsonMapper.shared().readTree(json).properties()) {
            if (!entry.getKey().equals(DIGESTS)) {
                String digest = Sha256.of(entry.getKey() + " " + entry.getValue());
                digests.put(entry.getKey(), digest.substring(0, 16));
            }
        }
        return digests;
    }

    /**
     * Checks a JSON object against the digests that it holds.
     *
     * @throws LabException naming the line of a value that was changed
     */
    public static void requireNone(Path file, String json, Map<String, String> written) {
        Map<String, String> now = digests(json);
        for (String key : written.keySet()) {
            if (!written.get(key).equals(now.get(key))) {
                List<String> lines = json.lines().toList();
                int line = 1;
                while (line < lines.size() && !lines.get(line - 1).strip().startsWith("\"" + key + "\"")) {
                    line++;
                }
                throw new LabException(
                        "%s:%s: %s was changed after the run was recorded; expected the file as it was written, or none, and then the run is done again"
                                .formatted(file, line, key));
            }
        }
    }
}
