// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Counts of values: each by itself while they are few and far apart, else in intervals of the same width. */
final class Histogram {
    private static final int MOST_ALONE = 60;
    private static final int INTERVALS = 30;

    /** Values of which the two that are nearest are apart by less than this part of the range are not shown by themselves. */
    private static final int FINEST = 80;

    private final TreeMap<Double, Long> counts = new TreeMap<>();

    void add(double value, long count) {
        counts.merge(value + 0.0, count, Long::sum);
    }

    /**
     * As {@code x}, {@code count}, and {@code width}, which is 0 where each value stands for itself and otherwise that of the
     * intervals whose middles x holds.
     */
    ObjectNode json() {
        double least = counts.firstKey();
        double most = counts.lastKey();
        if (counts.size() > MOST_ALONE || nearest() * FINEST < most - least) {
            return json(least, most, INTERVALS);
        }
        ObjectNode json = Tree.object();
        ArrayNode x = json.putArray("x");
        ArrayNode count = json.putArray("count");
        counts.forEach((value, many) -> {
            x.add(value);
            count.add(many);
        });
        return json.put("width", 0);
    }

    /** The same in so many intervals from one value to another, between which all are. */
    ObjectNode json(double least, double most, int intervals) {
        double width = most / intervals - least / intervals;
        long[] bars = new long[intervals];
        for (Map.Entry<Double, Long> entry : counts.entrySet()) {
            bars[Math.min(intervals - 1, (int) (entry.getKey() / width - least / width))] += entry.getValue();
        }
        ObjectNode json = Tree.object();
        ArrayNode x = json.putArray("x");
        ArrayNode count = json.putArray("count");
        for (int b = 0; b < intervals; b++) {
            x.add(least + (b + 0.5) * width);
            count.add(bars[b]);
        }
        return json.put("width", width);
    }

    /** How far apart the nearest two values are; infinity of one. */
    private double nearest() {
        double nearest = Double.POSITIVE_INFINITY;
        double before = Double.NEGATIVE_INFINITY;
        for (double value : counts.keySet()) {
            nearest = Math.min(nearest, value - before);
            before = value;
        }
        return nearest;
    }
}
