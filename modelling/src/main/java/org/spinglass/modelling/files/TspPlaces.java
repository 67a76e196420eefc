// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;

/** Distances between places, as TSPLIB rounds them (Reinelt 1995, "TSPLIB 95"). */
final class TspPlaces {
    private static final double EARTH = 6378.388;

    /** As the library has it, so that its optima hold. */
    private static final double PI = 3.141592;

    private final Lines lines;
    private final int n;
    private final String kind;
    private final double[] x;
    private final double[] y;

    TspPlaces(Lines lines, int n, String kind) {
        this.lines = lines;
        this.n = n;
        this.kind = kind;
        this.x = new double[n];
        this.y = new double[n];
    }

    int[][] distances() throws IOException {
        boolean[] isKnown = new boolean[n];
        for (int k = 0; k < n; k++) {
            String line = lines.next();
            String[] words = line == null ? new String[0] : line.trim().split("\\s+");
            if (words.length != 3) {
                throw lines.error(
                        lines.number(),
                        (line == null ? "the file ends after " + k + " of " + n + " places" : "'" + line.trim() + "'")
                                + "; expected a city and two coordinates");
            }
            int city = lines.whole(words[0], lines.number(), "a city", 1, n) - 1;
            if (isKnown[city]) {
                throw lines.error(lines.number(), "the city " + words[0] + " twice; expected each once");
            }
            isKnown[city] = true;
            x[city] = lines.number(words[1], lines.number(), "a coordinate");
            y[city] = lines.number(words[2], lines.number(), "a coordinate");
        }
        int[][] far = new int[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                double distance = a == b ? 0 : distance(a, b);
                if (distance > Integer.MAX_VALUE) {
                    throw lines.error("the cities " + (a + 1) + " and " + (b + 1) + " are " + distance
                            + " apart; expected less than 2^31");
                }
                far[a][b] = (int) distance;
            }
        }
        return far;
    }

    private double distance(int a, int b) {
        double dx = x[a] - x[b];
        double dy = y[a] - y[b];
        return switch (kind) {
            case "EUC_2D" -> Math.floor(Math.sqrt(dx * dx + dy * dy) + 0.5);
            case "CEIL_2D" -> Math.ceil(Math.sqrt(dx * dx + dy * dy));
            case "ATT" -> Math.ceil(Math.sqrt((dx * dx + dy * dy) / 10));
            default -> {
                double q1 = Math.cos(radians(y[a]) - radians(y[b]));
                double q2 = Math.cos(radians(x[a]) - radians(x[b]));
                double q3 = Math.cos(radians(x[a]) + radians(x[b]));
                yield Math.floor(EARTH * Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1);
            }
        };
    }

    /** Degrees and minutes, {@code 52.30} being 52 degrees and 30 minutes. */
    private static double radians(double place) {
        double degrees = (int) place;
        return PI * (degrees + 5 * (place - degrees) / 3) / 180;
    }
}
