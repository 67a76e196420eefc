// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The largest cliques of a graph whose chains are bent wires, by dynamic programming over rectangles (Boothby, King and Roy,
 * Fast clique minor generation in Chimera qubit connectivity graphs, 2016).
 *
 * <p>A clique of width W has W ells. The h-th, h from 1 to W, has a vertical part of h crossings and a horizontal one of W +
 * 1 - h, on two sides of the rectangle of that size; the rectangle of the ells before is this one without the row of the
 * horizontal part, and with the column of the vertical part still to come for those behind. So every ell crosses every
 * other, and the wires of an ell, paired to chains, cross each other. With f the most chains,
 *
 * <pre>  f_h(y, x without the ell's column) = max (f_{h-1}(y without the ell's row, x) + chains of the ell).</pre>
 *
 * <p>Cost: four sums for each place of each rectangle, at most W D^2, D lines. Not safe for use from several threads.
 */
final class BentWireSearch {
    private static final int BOTTOM = 1;
    private static final int RIGHT = 2;

    private final WireCounts wires;
    private final int columns;
    private final int rows;
    private final int kinds;
    private final int side;
    private final byte[] counts;
    private final byte[] lengths;
    private short[] before;
    private short[] after;
    /** For each h, row and column of a rectangle without its ell's column, the corner of the ell. */
    private byte[] corners = new byte[0];

    private int width;
    private int endRow;
    private int endColumn;

    /**
     * A bent line: a vertical part on a column and a horizontal one on a row.
     *
     * @param column of the vertical part
     * @param top its first row
     * @param bottom its last row
     * @param row of the horizontal part
     * @param left its first column
     * @param right its last column
     */
    record Ell(int column, int top, int bottom, int row, int left, int right) {}

    BentWireSearch(WireCounts wires) {
        this.wires = wires;
        this.columns = wires.grid().lines(0);
        this.rows = wires.grid().lines(1);
        this.kinds = wires.grid().kinds();
        this.side = Math.max(columns, rows);
        this.counts = wires.counts();
        this.lengths = wires.lengths();
        this.before = new short[(side + 1) * (side + 1)];
        this.after = new short[before.length];
    }

    /** The widest clique that there may be. */
    int widest() {
        return Math.min(columns, rows);
    }

    /**
     * The most chains of a clique of a width.
     *
     * @param longest qubits of a chain at most
     */
    int solve(int width, int longest) {
        this.width = width;
        int area = (side + 1) * (side + 1);
        if (corners.length < width * area) {
            corners = new byte[width * area];
        }
        Arrays.fill(before, (short) 0);
        for (int h = 1; h <= width; h++) {
            Arrays.fill(after, (short) -1);
            for (int y = 0; y + h <= rows; y++) {
                row(h, y, longest);
            }
            short[] swap = before;
            before = after;
            after = swap;
        }
        int best = -1;
        for (int y = 0; y + width <= rows; y++) {
            for (int x = 0; x <= columns; x++) {
                if (before[y * (side + 1) + x] > best) {
                    best = before[y * (side + 1) + x];
                    endRow = y;
                    endColumn = x;
                }
            }
        }
        return best;
    }

    private void row(int h, int y, int longest) {
        int across = width + 1 - h;
        int stride = side + 1;
        int above = h == 1 ? 0 : (y + 1) * stride;
        int level = h == 1 ? 0 : y * stride;
        int corner = ((h - 1) * stride + y) * stride;
        int vertical = wires.place(0, 0, h, 0, y);
        int top = wires.place(1, 0, across, y, 0);
        int bottom = wires.place(1, 0, across, y + h - 1, 0);
        for (int x = 0; x + across <= columns; x++) {
            int left = vertical + x;
            int right = left + across - 1;
            int fromTop = before[above + x];
            int fromBottom = before[level + x];
            put(y * stride + x + 1, corner + x + 1, fromTop + chains(left, top + x, longest), 0);
            put(y * stride + x + 1, corner + x + 1, fromBottom + chains(left, bottom + x, longest), BOTTOM);
            put(y * stride + x, corner + x, fromTop + chains(right, top + x, longest), RIGHT);
            put(y * stride + x, corner + x, fromBottom + chains(right, bottom + x, longest), RIGHT + BOTTOM);
        }
    }

    private void put(int at, int corner, int value, int choice) {
        if (value > after[at]) {
            after[at] = (short) value;
            corners[corner] = (byte) choice;
        }
    }

    /** Chains of an ell from the places of its parts. */
    private int chains(int vertical, int horizontal, int longest) {
        int v = counts[vertical];
        int h = counts[horizontal];
        if (kinds == 1) {
            return lengths[vertical] + lengths[horizontal] <= longest ? Math.min(v, h) : 0;
        }
        int stride = side * side * side;
        return WirePairs.count(
                v,
                counts[vertical + stride],
                lengths[vertical],
                lengths[vertical + stride],
                h,
                counts[horizontal + stride],
                lengths[horizontal],
                lengths[horizontal + stride],
                longest);
    }

    /** The ells of the last solution, from the narrowest rectangle on. */
    List<Ell> ells() {
        List<Ell> ells = new ArrayList<>();
        int stride = side + 1;
        int y = endRow;
        int x = endColumn;
        for (int h = width; h >= 1; h--) {
            int choice = corners[((h - 1) * stride + y) * stride + x];
            int left = (choice & RIGHT) == 0 ? x - 1 : x;
            int right = left + width - h;
            int bottom = y + h - 1;
            boolean isTop = (choice & BOTTOM) == 0;
            ells.add(new Ell((choice & RIGHT) == 0 ? left : right, y, bottom, isTop ? y : bottom, left, right));
            y = isTop ? y + 1 : y;
            x = left;
        }
        return ells;
    }
}
