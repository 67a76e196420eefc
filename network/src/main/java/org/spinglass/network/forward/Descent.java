// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.forward;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.kernels.JoinOps;
import org.spinglass.network.internal.kernels.Pieces;
import org.spinglass.network.internal.kernels.Scratch;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * Derivatives brought from one point of a network down to an earlier one, through the transpose of each layer between
 * with the activation pattern of a forward pass.
 */
final class Descent {
    private final int rows;
    private final Pieces pieces;
    /** The points whose rows were kept last. */
    private List<Integer> kept = List.of();
    /** The rows of each of these, or more. */
    private float[][] values = {};

    /** The rows of derivatives at the upper point. */
    interface Start {
        /** Fills the rows of the samples from {@code first} on, so many, into an array from {@code at} on. */
        void fill(float[] rows, int at, int first, int samples);
    }

    /**
     * Where to go.
     *
     * @param top the upper point
     * @param kept the points whose rows are kept, ascending; where the first is the upper point, or above, the start
     *     itself is the result
     * @param perSample rows of each sample
     */
    record Way(int top, List<Integer> kept, int perSample) {
        /** The lowest point. */
        int bottom() {
            return kept.getFirst();
        }
    }

    /**
     * Work space.
     *
     * @param rows rows that go down the layers together, about
     */
    Descent(int rows, Workers workers) {
        this.rows = rows;
        this.pieces = new Pieces(rows, workers);
    }

    /**
     * Brings rows of the first {@code count} samples of a pass down.
     *
     * @param what what is computed, for messages
     */
    void run(ForwardPass pass, int count, Weights weights, Way way, Start start, String what) {
        float[][] matrices = pass.matrices(weights);
        reserve(pass.network(), count, way, what);
        boolean[] reached = reached(pass.network(), way);
        int bottom = way.bottom();
        int rowSize = pass.network().shapes().get(bottom).size();
        pieces.forEach(count, Math.max(1, rows / way.perSample), (first, samples, scratch) -> {
            if (way.top <= bottom) {
                start.fill(values[0], first * way.perSample * rowSize, first, samples);
            } else {
                new Piece(pass, matrices, way, reached, first, samples, scratch).descend(start);
            }
        });
    }

    private void reserve(Network network, int count, Way way, String what) {
        kept = way.kept;
        if (values.length < kept.size()) {
            int before = values.length;
            values = Arrays.copyOf(values, kept.size());
            Arrays.fill(values, before, values.length, new float[0]);
        }
        for (int k = 0; k < kept.size(); k++) {
            int rowSize = network.shapes().get(kept.get(k)).size();
            int length = Checks.size(what + " of " + count + " samples", (double) count * way.perSample * rowSize);
            if (values[k].length < length) {
                values[k] = new float[length];
            }
        }
    }

    /** By point, whether its values are kept or depend on some that are. */
    private static boolean[] reached(Network network, Way way) {
        boolean[] reached = new boolean[network.shapes().size()];
        way.kept.forEach(point -> reached[point] = true);
        for (int i = way.bottom(); i < way.top; i++) {
            boolean isBefore = reached[i] && !(network.layers().get(i) instanceof Link.From);
            reached[i + 1] |= isBefore || network.namedPoint(i) >= 0 && reached[network.namedPoint(i)];
        }
        return reached;
    }

    /** Some samples on their way down. Where branches part, rows of derivatives are added up. */
    private final class Piece {
        private final ForwardPass pass;
        private final Network network;
        private final float[][] matrices;
        private final Way way;
        private final boolean[] reached;
        private final int first;
        private final int samples;
        private final Scratch scratch;
        private final int rows;
        /** Length of every work array. */
        private final int length;
        /** By point above the bottom, the rows that have come to it so far. */
        private final float[] @Nullable [] waiting;

        private final int bottom;
        private boolean isBottomFilled;

        Piece(
                ForwardPass pass,
                float[][] matrices,
                Way way,
                boolean[] reached,
                int first,
                int samples,
                Scratch scratch) {
            this.pass = pass;
            this.network = pass.network();
            this.matrices = matrices;
            this.way = way;
            this.reached = reached;
            this.first = first;
            this.samples = samples;
            this.scratch = scratch;
            this.rows = samples * way.perSample;
            this.bottom = way.bottom();
            int widest = 0;
            int work = 0;
            for (int i = bottom; i < way.top; i++) {
                widest = Math.max(widest, network.shapes().get(i + 1).size());
                work = Math.max(work, network.namedPoint(i) < 0 ? pass.ops(i).scratch(rows) : 0);
            }
            int size = Checks.size("derivatives of " + samples + " samples", (double) rows * widest);
            this.length = Math.max(size, work);
            this.waiting = new float[way.top + 1][];
        }

        void descend(Start start) {
            float[] top = scratch.take(length);
            start.fill(top, 0, first, samples);
            waiting[way.top] = top;
            float[] space = scratch.take(length);
            for (int i = way.top - 1; i >= bottom; i--) {
                float[] down = waiting[i + 1];
                int place = way.kept.indexOf(i + 1);
                if (place >= 0) {
                    keep(down, i + 1, place);
                }
                if (down != null) {
                    waiting[i + 1] = null;
                    pass(i, down, space);
                }
            }
            scratch.give(space);
            if (!isBottomFilled) {
                keep(null, bottom, 0);
            }
        }

        /** Keeps the rows of a point, zeros where nothing has come to it. */
        private void keep(float @Nullable [] down, int point, int place) {
            int at = valuesAt(point);
            int length = rows * size(point);
            if (down == null) {
                Arrays.fill(values[place], at, at + length, 0f);
            } else {
                System.arraycopy(down, 0, values[place], at, length);
            }
        }

        /** Passes a layer, with rows that are free afterwards. */
        private void pass(int layer, float[] down, float[] space) {
            if (network.isView(layer)) {
                hand(down, layer);
            } else if (network.layers().get(layer) instanceof Link link) {
                if (link instanceof Link.From) {
                    hand(down, network.namedPoint(layer));
                } else {
                    JoinOps join = pass.join(layer);
                    arrive(network.namedPoint(layer), (up, at, isAdded) -> join.toSecond(down, up, at, rows, isAdded));
                    arrive(layer, (up, at, isAdded) -> join.toFirst(down, up, at, rows, isAdded));
                    scratch.give(down);
                }
            } else {
                arrive(layer, (up, at, isAdded) -> transpose(layer, down, up, at, isAdded, space));
                scratch.give(down);
            }
        }

        private void transpose(int layer, float[] down, float[] up, int at, boolean isAdded, float[] space) {
            int inputsAt = first * size(layer);
            float[] own = isAdded ? scratch.take(length) : up;
            int ownAt = isAdded ? 0 : at;
            pass.ops(layer)
                    .transpose(
                            matrices[layer], pass.at(layer), inputsAt, down, own, ownAt, samples, way.perSample, space);
            if (isAdded) {
                add(own, up, at, size(layer));
                scratch.give(own);
            }
        }

        /** Writes rows, or adds them to those that are there. */
        private interface Arrival {
            void write(float[] up, int at, boolean isAdded);
        }

        /** Rows come to a point. */
        private void arrive(int point, Arrival arrival) {
            if (!reached[point]) {
                return;
            }
            if (point == bottom) {
                arrival.write(values[0], valuesAt(bottom), isBottomFilled);
                isBottomFilled = true;
                return;
            }
            float[] there = waiting[point];
            if (there == null) {
                there = scratch.take(length);
                waiting[point] = there;
                arrival.write(there, 0, false);
            } else {
                arrival.write(there, 0, true);
            }
        }

        /** Rows come to a point as they are. */
        private void hand(float[] down, int point) {
            if (reached[point] && point != bottom && waiting[point] == null) {
                waiting[point] = down;
                return;
            }
            arrive(point, (up, at, isAdded) -> {
                if (isAdded) {
                    add(down, up, at, size(point));
                } else {
                    System.arraycopy(down, 0, up, at, rows * size(point));
                }
            });
            scratch.give(down);
        }

        private void add(float[] from, float[] to, int at, int size) {
            for (int i = 0; i < rows * size; i++) {
                to[at + i] += from[i];
            }
        }

        private int size(int point) {
            return network.shapes().get(point).size();
        }

        private int valuesAt(int point) {
            return first * way.perSample * size(point);
        }
    }

    /** The rows last computed of the lowest point, one sample after the other; see {@link #values(int)}. */
    float[] values() {
        return values[0];
    }

    /**
     * The rows last computed of a point, one sample after the other; null where they were not to be kept. The array may be
     * longer. The next call overwrites it.
     */
    float @Nullable [] values(int point) {
        int place = kept.indexOf(point);
        return place < 0 ? null : values[place];
    }
}
