// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.exact;

import java.util.ArrayDeque;
import java.util.Deque;
import org.spinglass.compute.Halt;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;

/**
 * Branch and bound on one instance of a convex {@link EncodedQuadratic}: boxes of levels are bounded by a {@link
 * BoxRelaxation}, dropped where they cannot hold a better state, and divided in two between levels otherwise, depth first
 * with the half nearer to the relaxation's point first. Every relaxation's point is rounded and descended from.
 *
 * <p>What is dropped is within 1e-9 of the best energy, relative to it, and the least bound of all that was
 * dropped goes into {@link #lowerBound}. A node costs a few sweeps of N^2 operations; memory is N n boxes.
 */
public final class BranchAndBound implements ExactPart {
    private static final int NODES = 256;
    private static final double TOLERANCE = 1e-9;

    private final EncodedQuadratic model;
    private final int instance;
    private final LevelEnergy energy;
    private final BoxRelaxation relaxation;
    private final LevelDescent descent;
    private final Deque<Box> open = new ArrayDeque<>();
    private final int[] rounded;
    private final int[] best;
    private final long mostNodes;
    private long nodes;
    private double bestEnergy = Double.POSITIVE_INFINITY;
    private double dropped = Double.POSITIVE_INFINITY;

    /**
     * Levels from {@code lo} to {@code hi}, where the relaxation of the box around it was least, and a bound known so
     * far.
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Box(int[] lo, int[] hi, double[] point, double bound) {}

    /**
     * A search that has not begun.
     *
     * @throws IllegalArgumentException when J is not known to be convex
     */
    public BranchAndBound(EncodedQuadratic model, int instance) {
        this(model, instance, Long.MAX_VALUE);
    }

    /**
     * The same, given up after so many nodes.
     *
     * @param mostNodes about, at least 1
     */
    public BranchAndBound(EncodedQuadratic model, int instance, long mostNodes) {
        if (!model.coupling().isConvex()) {
            throw new IllegalArgumentException("branch and bound needs a J that is known to be convex");
        }
        this.model = model;
        this.instance = instance;
        this.mostNodes = mostNodes;
        this.energy = new LevelEnergy(model, instance);
        this.relaxation = new BoxRelaxation(energy);
        this.descent = new LevelDescent(energy);
        int n = model.weights();
        this.rounded = new int[n];
        this.best = new int[n];
        int[] hi = new int[n];
        double[] point = new double[n];
        for (int j = 0; j < n; j++) {
            // a weight without a range has all its levels at one value
            hi[j] = model.range(j) == 0 ? 0 : model.topLevel();
            point[j] = hi[j] / 2.0;
        }
        open.push(new Box(new int[n], hi, point, Double.NEGATIVE_INFINITY));
    }

    @Override
    public long advance() {
        long done = 0;
        while (done < NODES && !open.isEmpty() && !(done > 0 && Halt.isCalled())) {
            visit(open.pop());
            done++;
        }
        nodes += done;
        return done;
    }

    private double limit() {
        return bestEnergy - TOLERANCE * Math.abs(bestEnergy);
    }

    private void visit(Box box) {
        if (box.bound() >= limit()) {
            dropped = Math.min(dropped, box.bound());
            return;
        }
        double bound = Math.max(box.bound(), relaxation.descend(box.lo(), box.hi(), box.point(), limit()));
        round(box.point());
        int j = relaxation.widest(box.lo(), box.hi());
        if (bound >= limit() || j < 0) {
            dropped = Math.min(dropped, bound);
            return;
        }
        int[] lo = box.lo().clone();
        int[] hi = box.hi().clone();
        int middle = Math.clamp((int) Math.floor(box.point()[j]), lo[j], hi[j] - 1);
        lo[j] = middle + 1;
        hi[j] = middle;
        Box below = new Box(box.lo(), hi, box.point().clone(), bound);
        Box above = new Box(lo, box.hi(), box.point(), bound);
        boolean isNearerBelow = box.point()[j] - middle < 0.5;
        open.push(isNearerBelow ? above : below);
        open.push(isNearerBelow ? below : above);
    }

    private void round(double[] point) {
        if (descent.descend(point, rounded) < bestEnergy) {
            offer(Spins.ofLevels(rounded, model.bits()));
        }
    }

    @Override
    public void offer(Spins state) {
        double found = model.energy(instance, state);
        if (found < bestEnergy) {
            bestEnergy = found;
            System.arraycopy(state.toLevels(model.bits()), 0, best, 0, best.length);
        }
    }

    @Override
    public boolean isDone() {
        return open.isEmpty() || nodes >= mostNodes;
    }

    /** Whether the best state is known to be that of the least energy. */
    public boolean isProved() {
        return open.isEmpty();
    }

    @Override
    public double bestEnergy() {
        return bestEnergy;
    }

    @Override
    public Spins best() {
        return Spins.ofLevels(best, model.bits());
    }

    @Override
    public double lowerBound() {
        double least = Math.min(dropped, bestEnergy);
        for (Box box : open) {
            least = Math.min(least, box.bound());
        }
        return least;
    }
}
