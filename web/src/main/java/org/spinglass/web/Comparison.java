// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What several runs have in common and where they differ: their settings side by side, and groups of runs that differ in
 * the seed alone, with mean and standard deviation of their final numbers and of their curves.
 */
final class Comparison {
    /** What may differ within a group: the seed, and what has no effect on a result. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("seed", "threads", "dataDir");

    private static final List<String> FINAL = List.of(
            "validationAccuracy", "bestValidationAccuracy", "testAccuracy", "trainAccuracy", "trainLoss", "seconds");

    private final List<ObjectNode> runs;

    private Comparison(List<ObjectNode> runs) {
        this.runs = runs;
    }

    /**
     * An object with {@code settings}, each with its {@code name}, the {@code values} of the runs and whether it
     * {@code differs}, and {@code groups}, each with its {@code name}, the numbers of its {@code runs} from 0, its
     * {@code finals} and {@code curves}.
     */
    static ObjectNode of(List<ObjectNode> runs) {
        return new Comparison(List.copyOf(runs)).tell();
    }

    private ObjectNode tell() {
        List<Map<String, String>> settings =
                runs.stream().map(Comparison::settings).toList();
        Set<String> names = new LinkedHashSet<>();
        settings.forEach(one -> names.addAll(one.keySet()));
        ObjectNode comparison = Tree.object();
        ArrayNode rows = comparison.putArray("settings");
        List<String> differing = new ArrayList<>();
        for (String name : names) {
            boolean differs = settings.stream()
                            .map(one -> one.getOrDefault(name, ""))
                            .distinct()
                            .count()
                    > 1;
            ObjectNode row = rows.addObject().put("name", name).put("differs", differs);
            ArrayNode values = row.putArray("values");
            settings.forEach(one -> values.add(one.get(name)));
            if (differs && !WITHOUT_EFFECT.contains(name)) {
                differing.add(name);
            }
        }
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < runs.size(); k++) {
            Map<String, String> own = settings.get(k);
            groups.computeIfAbsent(
                            differing.stream()
                                    .map(name -> own.getOrDefault(name, ""))
                                    .toList(),
                            _ -> new ArrayList<>())
                    .add(k);
        }
        ArrayNode list = comparison.putArray("groups");
        groups.forEach((values, members) -> list.add(group(groupName(differing, values), members)));
        return comparison;
    }

    /** All that was asked and all that followed from it, by names that are short where they are clear. */
    private static Map<String, String> settings(ObjectNode run) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonNode config = run.path("config");
        config.path("configuration").properties().forEach(asked -> flatten(asked.getKey(), asked.getValue(), settings));
        config.path("settings").properties().forEach(used -> {
            if (!settings.containsKey(used.getKey())) {
                flatten(used.getKey(), used.getValue(), settings);
            }
        });
        settings.put("version", config.path("version").asString(""));
        settings.put("dataDigest", config.path("dataDigest").asString(""));
        String network = run.path("network").asString("");
        settings.put("architecture", network.lines().skip(1).map(String::strip).reduce("", (a, b) -> a + " " + b));
        return settings;
    }

    private static void flatten(String name, JsonNode value, Map<String, String> into) {
        if (value.isObject()) {
            String prefix = name.equals("settings") ? "" : name + ".";
            value.properties().forEach(inner -> flatten(prefix + inner.getKey(), inner.getValue(), into));
        } else if (!value.isNull()) {
            into.put(name, value.isValueNode() ? value.asString() : value.toString());
        }
    }

    private static String groupName(List<String> names, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            boolean isLong = List.of("dataDigest", "architecture").contains(names.get(k));
            if (!values.get(k).isEmpty() && !(isLong && names.size() > 1)) {
                String value = values.get(k);
                parts.add(names.get(k) + " " + (value.length() > 40 ? value.substring(0, 40) + "..." : value));
            }
        }
        return parts.isEmpty() ? "all runs" : String.join(", ", parts);
    }

    private ObjectNode group(String name, List<Integer> members) {
        ObjectNode group = Tree.object().put("name", name);
        ArrayNode numbers = group.putArray("runs");
        members.forEach(numbers::add);
        ObjectNode finals = group.putObject("finals");
        for (String key : FINAL) {
            double[] values = members.stream()
                    .map(k -> runs.get(k).path("summary").path(key))
                    .filter(JsonNode::isNumber)
                    .mapToDouble(JsonNode::doubleValue)
                    .toArray();
            if (values.length > 0) {
                Spread.of(values).tell(finals.putObject(key));
            }
        }
        ObjectNode curves = group.putObject("curves");
        for (String column : List.of("validationAccuracy", "trainAccuracy", "trainLoss")) {
            curve(members, column, curves);
        }
        return group;
    }

    /** Mean and deviation of a column at every epoch that all members have reached. */
    private void curve(List<Integer> members, String column, ObjectNode curves) {
        Map<Double, List<Double>> byEpoch = new TreeMap<>();
        for (int member : members) {
            JsonNode metrics = runs.get(member).path("metrics");
            JsonNode epochs = metrics.path("epoch");
            JsonNode values = metrics.path(column);
            IntStream.range(0, Math.min(epochs.size(), values.size()))
                    .filter(k -> epochs.get(k).isNumber() && values.get(k).isNumber())
                    .forEach(k -> byEpoch.computeIfAbsent(epochs.get(k).doubleValue(), _ -> new ArrayList<>())
                            .add(values.get(k).doubleValue()));
        }
        byEpoch.values().removeIf(values -> values.size() < members.size());
        if (byEpoch.isEmpty()) {
            return;
        }
        ObjectNode curve = curves.putObject(column);
        ArrayNode epochs = curve.putArray("epoch");
        ArrayNode means = curve.putArray("mean");
        ArrayNode deviations = curve.putArray("sd");
        byEpoch.forEach((epoch, values) -> {
            Spread spread =
                    Spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
            epochs.add(epoch);
            means.add(spread.mean());
            if (values.size() > 1) {
                deviations.add(spread.sd());
            } else {
                deviations.addNull();
            }
        });
    }

    /** Mean and standard deviation, with {@code count - 1} in the denominator. */
    private record Spread(int count, double mean, double sd) {
        static Spread of(double... values) {
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Spread(values.length, mean, Math.sqrt(squares / (values.length - 1)));
        }

        void tell(ObjectNode into) {
            into.put("count", count).put("mean", mean);
            if (count > 1) {
                into.put("sd", sd);
            } else {
                into.putNull("sd");
            }
        }
    }
}
