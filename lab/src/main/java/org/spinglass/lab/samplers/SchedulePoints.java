// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Points of time in microseconds and of a value, as a user writes them.
 *
 * @param points two or more pairs
 */
record SchedulePoints(List<List<Double>> points) {
    static final String EXPECTED = "two or more points [microseconds, value] such as [[0,0],[20,1]], or a file of them";

    /**
     * From JSON, or from the file of that name.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static SchedulePoints parse(String text) {
        JsonNode json = QubitValues.json(text);
        List<List<Double>> points = new ArrayList<>();
        for (JsonNode point : json) {
            if (point.size() != 2 || !point.get(0).isNumber() || !point.get(1).isNumber()) {
                throw new IllegalArgumentException("a point is " + point + "; expected " + EXPECTED);
            }
            points.add(List.of(point.get(0).doubleValue(), point.get(1).doubleValue()));
        }
        if (!json.isArray() || points.size() < 2) {
            throw new IllegalArgumentException(points.size() + " points; expected " + EXPECTED);
        }
        return new SchedulePoints(List.copyOf(points));
    }

    /** The time of the last one. */
    double duration() {
        return points.getLast().getFirst();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return JsonMapper.shared().valueToTree(points).toString();
    }
}
