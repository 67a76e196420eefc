// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spinglass.network.NetworkException;
import org.spinglass.network.internal.json.TextFault;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The header of a safetensors file: where each tensor lies, in the order of their places, and the metadata. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A float32 tensor in the bytes from {@code begin} to {@code end} (exclusive) after the header. */
    record Entry(String name, List<Integer> shape, long begin, long end) {}

    static SafetensorsHeader of(Safetensors.Content content) {
        List<Entry> entries = new ArrayList<>();
        long at = 0;
        for (Tensor tensor : content.tensors()) {
            long end = at + (long) Float.BYTES * tensor.values().length;
            entries.add(new Entry(tensor.name(), tensor.shape(), at, end));
            at = end;
        }
        return new SafetensorsHeader(entries, content.metadata());
    }

    /** The header as JSON, filled up with blanks so that the values behind it are aligned to eight bytes. */
    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode texts = root.putObject(METADATA);
        metadata.forEach(texts::put);
        for (Entry entry : entries) {
            ObjectNode tensor = root.putObject(entry.name).put("dtype", "F32");
            entry.shape.forEach(tensor.putArray("shape")::add);
            tensor.putArray("data_offsets").add(entry.begin).add(entry.end);
        }
        byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    static SafetensorsHeader parse(Path file, byte[] json) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : tree(file, json).properties()) {
            if (field.getKey().equals(METADATA)) {
                require(field.getValue().isObject(), file, METADATA + " is not a JSON object");
                field.getValue().properties().forEach(text -> {
                    require(text.getValue().isString(), file, "metadata '" + text.getKey() + "' is not a text");
                    metadata.put(text.getKey(), text.getValue().stringValue());
                });
            } else {
                entries.add(entry(file, field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        return new SafetensorsHeader(entries, metadata);
    }

    private static JsonNode tree(Path file, byte[] json) {
        try {
            JsonNode root = JSON.readTree(json);
            require(root.isObject(), file, "the header is not a JSON object");
            return root;
        } catch (JacksonException e) {
            throw new NetworkException(
                    file + ": is not a safetensors file: its header is not JSON: "
                            + TextFault.of(e, "it cannot be read"),
                    e);
        }
    }

    private static Entry entry(Path file, String name, JsonNode node) {
        String tensor = "tensor " + name + ": ";
        JsonNode type = node.path("dtype");
        require(
                type.isString() && type.stringValue().equals("F32"),
                file,
                tensor + "its dtype is " + type + ", expected \"F32\"");
        List<Integer> shape = new ArrayList<>();
        double values = 1;
        require(node.path("shape").isArray(), file, tensor + "no list 'shape'");
        for (JsonNode side : node.path("shape")) {
            require(
                    side.isIntegralNumber() && side.canConvertToInt() && side.intValue() >= 0,
                    file,
                    tensor + "a side of its shape is " + side + ", expected a whole number from 0 to 2147483647");
            shape.add(side.intValue());
            values *= side.intValue();
        }
        JsonNode offsets = node.path("data_offsets");
        require(
                offsets.isArray() && offsets.size() == 2 && isOffset(offsets.get(0)) && isOffset(offsets.get(1)),
                file,
                tensor + "'data_offsets' is " + offsets + ", expected two whole numbers");
        long begin = offsets.get(0).longValue();
        long end = offsets.get(1).longValue();
        require(
                begin <= end && end - begin == Float.BYTES * values && values <= Integer.MAX_VALUE - 8,
                file,
                String.format(
                        Locale.ROOT, "%sthe bytes from %d to %d do not fit the shape %s", tensor, begin, end, shape));
        return new Entry(name, List.copyOf(shape), begin, end);
    }

    private static boolean isOffset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    /** Checks that the tensors fill the {@code size} bytes behind the header, without gaps and overlaps. */
    void requireCovers(Path file, long size) {
        long at = 0;
        for (Entry entry : entries) {
            require(
                    entry.begin == at,
                    file,
                    String.format(
                            Locale.ROOT,
                            "tensor %s begins at byte %d of the data, expected %d: %s",
                            entry.name,
                            entry.begin,
                            at,
                            entry.begin < at ? "it overlaps another" : "a gap"));
            at = entry.end;
        }
        require(
                at == size,
                file,
                String.format(
                        Locale.ROOT,
                        "its tensors need %d bytes of data, but %d are there: %s",
                        at,
                        size,
                        size < at ? "the file is truncated" : "something follows the last"));
    }

    private static void require(boolean holds, Path file, String otherwise) {
        if (!holds) {
            throw new NetworkException(file + ": " + otherwise);
        }
    }
}
