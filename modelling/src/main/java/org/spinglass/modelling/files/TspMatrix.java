// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;

/** Distances that a TSPLIB file gives as a matrix, whole or one triangle of it. */
final class TspMatrix {
    private final Lines lines;
    private final int n;
    private final String layout;

    TspMatrix(Lines lines, int n, String layout) {
        this.lines = lines;
        this.n = n;
        this.layout = layout;
    }

    int[][] distances() throws IOException {
        int[][] far = new int[n][n];
        Numbers numbers = new Numbers(lines);
        for (int row = 0; row < n; row++) {
            int from = layout.startsWith("UPPER") ? row : 0;
            int to = layout.startsWith("LOWER") ? row + 1 : n;
            switch (layout) {
                case "FULL_MATRIX", "UPPER_DIAG_ROW", "LOWER_DIAG_ROW" -> {}
                case "UPPER_ROW" -> from = row + 1;
                case "LOWER_ROW" -> to = row;
                default ->
                    throw lines.error(
                            lines.number(),
                            "EDGE_WEIGHT_FORMAT is '" + layout + "'; expected FULL_MATRIX, UPPER_ROW, LOWER_ROW,"
                                    + " UPPER_DIAG_ROW or LOWER_DIAG_ROW");
            }
            for (int column = from; column < to; column++) {
                far[row][column] = numbers.whole("the distance of " + (row + 1) + " and " + (column + 1));
                if (!layout.equals("FULL_MATRIX")) {
                    far[column][row] = far[row][column];
                }
            }
        }
        return far;
    }
}
