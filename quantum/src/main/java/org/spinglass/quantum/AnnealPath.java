// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.Range;

/**
 * The way of an anneal through s, from the parameters {@code annealing_time}, {@code fast_anneal} and {@code
 * anneal_schedule}.
 *
 * @param times microseconds, ascending from 0
 * @param positions s at each time
 */
@SuppressWarnings("ArrayRecordComponent")
record AnnealPath(double[] times, double[] positions) {
    static final String SCHEDULE = "anneal_schedule";
    static final String FAST = "fast_anneal";
    static final String FAST_RANGE = "fast_anneal_time_range";
    static final String MOST_POINTS = "max_anneal_schedule_points";

    /** Whether it begins at s = 1, from a given state. */
    boolean isReverse() {
        return positions[0] == 1;
    }

    double duration() {
        return times[times.length - 1];
    }

    static AnnealPath of(ProcessorProperties properties, AnnealParameters parameters) {
        boolean isFast = Boolean.TRUE.equals(parameters.others().get(FAST));
        Range range = isFast ? fastRange(properties) : properties.annealingTimeRange();
        Object schedule = parameters.others().get(SCHEDULE);
        OptionalDouble time = parameters.annealingTime();
        if (schedule == null) {
            double t = time.orElse(properties.defaultAnnealingTime());
            if (!range.contains(t)) {
                throw new ProcessorException("annealing_time " + t + " is out of range [" + range.low() + ", "
                        + range.high() + "] microseconds");
            }
            return new AnnealPath(new double[] {0, t}, new double[] {0, 1});
        }
        if (time.isPresent()) {
            throw new ProcessorException("annealing_time and anneal_schedule exclude each other; expected one of them");
        }
        return scheduled(points(schedule), range, isFast ? 2 : mostPoints(properties));
    }

    private static Range fastRange(ProcessorProperties properties) {
        return properties.others().get(FAST_RANGE) instanceof List<?> ends && ends.size() == 2
                ? new Range(((Number) ends.get(0)).doubleValue(), ((Number) ends.get(1)).doubleValue())
                : properties.annealingTimeRange();
    }

    private static int mostPoints(ProcessorProperties properties) {
        return properties.others().get(MOST_POINTS) instanceof Number most ? most.intValue() : Integer.MAX_VALUE - 1;
    }

    private static double[][] points(Object schedule) {
        if (!(schedule instanceof List<?> list) || list.size() < 2) {
            throw expected(schedule);
        }
        return list.stream()
                .map(point -> {
                    if (point instanceof List<?> pair
                            && pair.size() == 2
                            && pair.get(0) instanceof Number t
                            && pair.get(1) instanceof Number s) {
                        return new double[] {t.doubleValue(), s.doubleValue()};
                    }
                    throw expected(schedule);
                })
                .toArray(double[][]::new);
    }

    private static ProcessorException expected(Object schedule) {
        return new ProcessorException(
                "anneal_schedule is " + schedule + "; expected two or more points [microseconds, s]");
    }

    private static AnnealPath scheduled(double[][] points, Range range, int most) {
        int n = points.length;
        boolean isReverse = points[0][1] == 1;
        if (points[0][0] != 0 || points[n - 1][1] != 1 || !isReverse && points[0][1] != 0) {
            throw new ProcessorException("anneal_schedule goes from time " + points[0][0] + " and s " + points[0][1]
                    + " to s " + points[n - 1][1] + "; expected time 0 and s 0 or 1 at first, s 1 at last");
        }
        if (n > most + (isReverse ? 1 : 0)) {
            throw new ProcessorException("anneal_schedule has " + n + " points; expected at most " + most);
        }
        if (points[n - 1][0] > range.high()) {
            throw new ProcessorException("anneal_schedule ends after " + points[n - 1][0]
                    + " microseconds; expected at most " + range.high());
        }
        for (int k = 1; k < n; k++) {
            double step = points[k][0] - points[k - 1][0];
            double rise = points[k][1] - points[k - 1][1];
            if (!(step > 0) || !(points[k][1] >= 0 && points[k][1] <= 1) || !isReverse && rise < 0) {
                throw new ProcessorException("anneal_schedule goes from "
                        + Map.entry(points[k - 1][0], points[k - 1][1])
                        + " to " + Map.entry(points[k][0], points[k][1])
                        + "; expected times that rise and s from 0 to 1" + (isReverse ? "" : " that does not fall"));
            }
            if (Math.abs(rise) / step > 1 / range.low() * (1 + 1e-9)) {
                throw new ProcessorException("anneal_schedule changes s by " + rise + " in " + step
                        + " microseconds; expected at most 1 in " + range.low());
            }
        }
        return new AnnealPath(
                java.util.Arrays.stream(points).mapToDouble(point -> point[0]).toArray(),
                java.util.Arrays.stream(points).mapToDouble(point -> point[1]).toArray());
    }
}
