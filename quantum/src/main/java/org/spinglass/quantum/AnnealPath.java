// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The way of an anneal through s, from the parameters {@code annealing_time}, {@code fast_anneal} and {@code
 * anneal_schedule}, with straight lines between its points. Immutable as long as its arrays are, which are not copied.
 *
 * @param times microseconds, ascending from 0
 * @param positions s at each time
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnnealPath(double[] times, double[] positions) {
    /** The parameter of points of time and s. */
    public static final String SCHEDULE = "anneal_schedule";
    /** The parameter of the fast protocol. */
    public static final String FAST = "fast_anneal";
    /** The property of the times of the fast protocol. */
    public static final String FAST_RANGE = "fast_anneal_time_range";
    /** The property of the number of points. */
    public static final String MOST_POINTS = "max_anneal_schedule_points";

    /** Whether it begins at s = 1, from a given state. */
    public boolean isReverse() {
        return positions[0] == 1;
    }

    /** Microseconds of the whole. */
    public double duration() {
        return times[times.length - 1];
    }

    /** s at a time, in microseconds from the beginning. */
    public double at(double time) {
        return interpolated(times, positions, time);
    }

    /** A value at a place between knots, those of the ends beyond them. */
    static double interpolated(double[] axis, double[] values, double x) {
        int k = 1;
        while (k < axis.length - 1 && axis[k] < x) {
            k++;
        }
        double share = Math.clamp((x - axis[k - 1]) / (axis[k] - axis[k - 1]), 0, 1);
        return values[k - 1] + share * (values[k] - values[k - 1]);
    }

    /**
     * The way that parameters ask for.
     *
     * @throws IllegalArgumentException naming the parameter, its value and what the processor takes
     */
    public static AnnealPath of(ProcessorProperties properties, AnnealParameters parameters) {
        boolean isFast = Boolean.TRUE.equals(parameters.others().get(FAST));
        Range range = isFast ? fastRange(properties) : properties.annealingTimeRange();
        Object schedule = parameters.others().get(SCHEDULE);
        OptionalDouble time = parameters.annealingTime();
        if (schedule == null) {
            double t = time.orElse(properties.defaultAnnealingTime());
            if (!range.contains(t)) {
                throw new IllegalArgumentException("annealing_time " + t + " is out of range [" + range.low() + ", "
                        + range.high() + "] microseconds");
            }
            return new AnnealPath(new double[] {0, t}, new double[] {0, 1});
        }
        if (time.isPresent()) {
            throw new IllegalArgumentException(
                    "annealing_time and anneal_schedule exclude each other; expected one of them");
        }
        return scheduled(ParameterValues.points(SCHEDULE, schedule), range, isFast ? 2 : mostPoints(properties));
    }

    private static Range fastRange(ProcessorProperties properties) {
        return properties.others().get(FAST_RANGE) instanceof List<?> ends && ends.size() == 2
                ? new Range(((Number) ends.get(0)).doubleValue(), ((Number) ends.get(1)).doubleValue())
                : properties.annealingTimeRange();
    }

    private static int mostPoints(ProcessorProperties properties) {
        return properties.others().get(MOST_POINTS) instanceof Number most ? most.intValue() : Integer.MAX_VALUE - 1;
    }

    private static AnnealPath scheduled(double[][] points, Range range, int most) {
        int n = points.length;
        boolean isReverse = points[0][1] == 1;
        if (points[0][0] != 0 || points[n - 1][1] != 1 || !isReverse && points[0][1] != 0) {
            throw new IllegalArgumentException(
                    "anneal_schedule goes from time " + points[0][0] + " and s " + points[0][1] + " to s "
                            + points[n - 1][1] + "; expected time 0 and s 0 or 1 at first, s 1 at last");
        }
        if (n > most + (isReverse ? 1 : 0)) {
            throw new IllegalArgumentException("anneal_schedule has " + n + " points; expected at most " + most);
        }
        if (points[n - 1][0] > range.high()) {
            throw new IllegalArgumentException("anneal_schedule ends after " + points[n - 1][0]
                    + " microseconds; expected at most " + range.high());
        }
        for (int k = 1; k < n; k++) {
            double step = points[k][0] - points[k - 1][0];
            double rise = points[k][1] - points[k - 1][1];
            if (!(step > 0) || !(points[k][1] >= 0 && points[k][1] <= 1) || !isReverse && rise < 0) {
                throw new IllegalArgumentException("anneal_schedule goes from "
                        + Map.entry(points[k - 1][0], points[k - 1][1])
                        + " to " + Map.entry(points[k][0], points[k][1])
                        + "; expected times that rise and s from 0 to 1" + (isReverse ? "" : " that does not fall"));
            }
            if (Math.abs(rise) / step > 1 / range.low() * (1 + 1e-9)) {
                throw new IllegalArgumentException("anneal_schedule changes s by " + rise + " in " + step
                        + " microseconds; expected at most 1 in " + range.low());
            }
        }
        return new AnnealPath(
                Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
                Arrays.stream(points).mapToDouble(point -> point[1]).toArray());
    }
}
