// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.spinglass.compute.files.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Words that somebody has put to a run, in the file {@code tags.json} of its folder: {@code {"tags": ["good"]}}. */
final class RunTags {
    /** The file. */
    static final String FILE = "tags.json";

    private static final int MOST = 20;
    private static final int LONGEST = 40;

    private RunTags() {}

    /** The tags of a run; none where there is no such file. Throws a {@link WebException} where it is damaged. */
    static ArrayNode read(RunFiles files) {
        byte[] content = files.bytes(FILE);
        if (content == null) {
            return Tree.array();
        }
        JsonNode tags = Tree.json(files.describe(FILE), content).path("tags");
        if (!(tags instanceof ArrayNode list) || list.valueStream().anyMatch(tag -> !tag.isString())) {
            throw new WebException(files.describe(FILE) + ": expected \"tags\", a list of texts");
        }
        return list;
    }

    /**
     * Replaces the tags of a run; the same one twice counts once.
     *
     * @throws FieldException when it is no list of as many short texts
     * @throws WebException when they cannot be written
     */
    static void write(Path run, JsonNode asked) {
        List<String> tags = checked(asked);
        ObjectNode content = Tree.object();
        ArrayNode list = content.putArray("tags");
        tags.forEach(list::add);
        Path file = run.resolve(FILE);
        try {
            AtomicFile.write(file, (content + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new WebException(file + ": cannot be written: " + RunFiles.reason(e), e);
        }
    }

    private static List<String> checked(JsonNode asked) {
        if (!(asked instanceof ArrayNode list)) {
            throw new FieldException("tags", "tags: expected a list of texts");
        }
        LinkedHashSet<String> tags = new LinkedHashSet<>();
        for (JsonNode one : list) {
            String tag = one.isString() ? one.stringValue().strip() : "";
            if (tag.isEmpty() || tag.length() > LONGEST || tag.chars().anyMatch(Character::isISOControl)) {
                throw new FieldException(
                        "tags",
                        "a tag is '%s'; expected 1 to %s characters of one line".formatted(shown(one), LONGEST));
            }
            tags.add(tag);
        }
        if (tags.size() > MOST) {
            throw new FieldException("tags", "%s tags; expected at most %s".formatted(tags.size(), MOST));
        }
        return new ArrayList<>(tags);
    }

    private static String shown(JsonNode one) {
        String text = one.isValueNode() ? one.asString().strip() : "a list or an object";
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
