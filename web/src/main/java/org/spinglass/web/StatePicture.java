// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Base64;
import org.spinglass.formats.Problem;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state as a page draws it: its spins as bits in Base64, the lowest bit first, how many reads agree on each as a byte (255
 * is all of them), the grid where there is one, and of a small model its matrix of couplings, with the fields on the diagonal, a
 * signed byte each, 127 the largest.
 */
final class StatePicture {
    /** Spins that are drawn at most. */
    static final int MOST = 1 << 18;

    private static final int LARGEST_MATRIX = 256;
    private static final int MOST_LABELS = 4096;

    private StatePicture() {}

    static ObjectNode of(Problem problem, Spins best, double[] shares) {
        ObjectNode view = Tree.object().put("size", best.size());
        if (best.size() > MOST) {
            return view;
        }
        addShape(view, problem);
        view.put("spins", bits(best));
        byte[] agreement = new byte[shares.length];
        for (int i = 0; i < agreement.length; i++) {
            agreement[i] = (byte) Math.floor(255 * shares[i]);
        }
        view.put("agreement", Base64.getEncoder().encodeToString(agreement));
        return view;
    }

    /** Grid, matrix and names of the variables, as far as there are such. */
    static void addShape(ObjectNode view, Problem problem) {
        PlainIsing model = problem.model();
        Lattice.of(model).ifPresentOrElse(grid -> addGrid(view, grid, model), () -> {
            if (model.spins() <= LARGEST_MATRIX) {
                view.put("matrix", matrix(model));
            }
        });
        if (!problem.labels().areIndices() && model.spins() <= MOST_LABELS) {
            ArrayNode labels = view.putArray("labels");
            for (int i = 0; i < model.spins(); i++) {
                labels.add(problem.labels().text(i));
            }
        }
    }

    /** The grid, and the signs of its couplings along each axis: 1 above zero, -1 below, 0 for none. */
    private static void addGrid(ObjectNode view, Lattice grid, PlainIsing model) {
        view.putArray("grid").add(grid.width()).add(grid.height()).add(grid.depth());
        byte[] bonds = new byte[2 * model.spins()]; // right and down of each spin
        Interactions.of(model, (i, j, value) -> {
            byte sign = (byte) Math.signum(value);
            if (j == i + 1 && j / grid.width() == i / grid.width()) {
                bonds[2 * i] = sign;
            } else if (j == i + grid.width() && (i / grid.width() + 1) % grid.height() != 0) {
                bonds[2 * i + 1] = sign;
            }
        });
        view.put("bonds", Base64.getEncoder().encodeToString(bonds));
    }

    private static String matrix(PlainIsing model) {
        int n = model.spins();
        double[] largest = {Double.MIN_NORMAL};
        Interactions.of(model, (i, j, value) -> largest[0] = Math.max(largest[0], Math.abs(value)));
        double field = Double.MIN_NORMAL;
        for (int i = 0; i < n; i++) {
            field = Math.max(field, Math.abs(model.field(i)));
        }
        byte[] cells = new byte[n * n];
        Interactions.of(model, (i, j, value) -> {
            cells[i * n + j] = cell(value / largest[0]);
            cells[j * n + i] = cells[i * n + j];
        });
        for (int i = 0; i < n; i++) {
            cells[i * n + i] = cell(model.field(i) / field);
        }
        return Base64.getEncoder().encodeToString(cells);
    }

    /** A part of the largest, away from zero where it is not zero. */
    private static byte cell(double part) {
        return (byte) (Math.signum(part) * Math.ceil(Math.abs(127 * part)));
    }

    /** Spins as bits in Base64, spin i bit {@code i mod 8} of byte {@code i / 8}. */
    static String bits(Spins spins) {
        byte[] bytes = new byte[(spins.size() + 7) / 8];
        long[] words = spins.toWords();
        for (int b = 0; b < bytes.length; b++) {
            bytes[b] = (byte) (words[b >>> 3] >>> 8 * (b & 7));
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
