// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.samplers.StrengthTable;

/**
 * The energy scales of a quantum annealer along the anneal, {@code H(s) = -A(s)/2 sum_q sigma^x_q + B(s)/2 E(sigma^z)},
 * in GHz (an energy over the constant of Planck), with straight lines between the knots. Immutable; arrays are copied.
 *
 * @param positions s of each knot, ascending from 0 to 1
 * @param a A at each, 0 or more
 * @param b B at each, 0 or more
 */
@SuppressWarnings("ArrayRecordComponent")
public record AnnealingFunctions(double[] positions, double[] a, double[] b) {
    private static final int KNOTS = 201;
    private static final double FIRST_A = 6.5;
    private static final double LAST_B = 12;
    private static final double RISE = 1.7;

    /**
     * Checks the table.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public AnnealingFunctions {
        positions = positions.clone();
        a = a.clone();
        b = b.clone();
        StrengthTable.ofAnnealer(positions, a, b, 1000); // checks the axis and the signs
    }

    /**
     * {@code A = 6.5 (1 - s)^3} and {@code B = 12 s^1.7} GHz: of the size and instance of those that D-Wave publishes
     * for its Advantage processors (A of 6 to 7 GHz falling to nothing, B rising to about 12 GHz, equal near s = 0.35),
     * whose tables differ from processor to processor and can be read with {@link #read}.
     */
    public static AnnealingFunctions standard() {
        double[] s = new double[KNOTS];
        double[] a = new double[KNOTS];
        double[] b = new double[KNOTS];
        for (int k = 0; k < KNOTS; k++) {
            s[k] = k / (KNOTS - 1.0);
            a[k] = FIRST_A * Math.pow(1 - s[k], 3);
            b[k] = LAST_B * Math.pow(s[k], RISE);
        }
        return new AnnealingFunctions(s, a, b);
    }

    /**
     * Reads a table of lines {@code s,A,B}, numbers separated by commas; lines before the first that begins with a
     * number are headings.
     *
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException naming the file and the line, and what was expected
     */
    public static AnnealingFunctions read(Path file) throws IOException {
        List<double[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            boolean isNumber = !line.isEmpty() && (Character.isDigit(line.charAt(0)) || line.charAt(0) == '.');
            if (line.isEmpty() || rows.isEmpty() && !isNumber) {
                continue;
            }
            try {
                double[] row = Arrays.stream(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                if (row.length < 3) {
                    throw new NumberFormatException("too few");
                }
                rows.add(row);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        file + ":" + number + ": \"" + line + "\"; expected s, A and B in GHz, separated by commas", e);
            }
        }
        try {
            return new AnnealingFunctions(column(rows, 0), column(rows, 1), column(rows, 2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** The table as {@link #read} takes it, with a heading; numbers of any locale the same. */
    public String csv() {
        StringBuilder text = new StringBuilder("s,A(s) (GHz),B(s) (GHz)\n");
        for (int k = 0; k < positions.length; k++) {
            text.append(positions[k])
                    .append(',')
                    .append(a[k])
                    .append(',')
                    .append(b[k])
                    .append('\n');
        }
        return text.toString();
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    /** A in GHz at a position from 0 to 1. */
    public double a(double s) {
        return at(a, s);
    }

    /** B in GHz at a position from 0 to 1. */
    public double b(double s) {
        return at(b, s);
    }

    private double at(double[] values, double s) {
        int k = Arrays.binarySearch(positions, s);
        if (k >= 0) {
            return values[k];
        }
        int right = Math.clamp(-k - 1, 1, positions.length - 1);
        double share = Math.clamp((s - positions[right - 1]) / (positions[right] - positions[right - 1]), 0, 1);
        return values[right - 1] + share * (values[right] - values[right - 1]);
    }

    /** The same as strengths over a temperature. */
    StrengthTable table(double millikelvin) {
        return StrengthTable.ofAnnealer(positions, a, b, millikelvin);
    }

    @Override
    public double[] positions() {
        return positions.clone();
    }

    @Override
    public double[] a() {
        return a.clone();
    }

    @Override
    public double[] b() {
        return b.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AnnealingFunctions that
                && Arrays.equals(positions, that.positions)
                && Arrays.equals(a, that.a)
                && Arrays.equals(b, that.b);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(positions) + 31 * Arrays.hashCode(a) + 961 * Arrays.hashCode(b);
    }

    @Override
    public String toString() {
        return "AnnealingFunctions[" + positions.length + " knots, A " + a[0] + " to " + a[a.length - 1] + " GHz, B "
                + b[0] + " to " + b[b.length - 1] + " GHz]";
    }
}
