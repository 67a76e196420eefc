// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * One read of a plain Ising model in a transverse field: the paths of its spins, and the classical states that stand in
 * them at equally spaced times, the first at time 0, with their fields and energies.
 */
public final class WorldLineGroup implements ReadGroup {
    /** Flips a spin after which the fields are computed anew, so that rounding does not build up. */
    private static final int REFRESH = 100;

    /** Paths drawn between two looks at whether to end. */
    private static final int LOOK = 32;

    private final WorldLines lines;
    private final SegmentFields fields;
    private final SegmentHeatBath move;
    private final @Nullable ClusterFlips joint;
    private final LocalFields[] slices;
    private final IntToDoubleFunction transverse;
    private final IntToDoubleFunction betas;
    private final boolean isMeasured;
    private final @Nullable SweepCouplings programmed;
    private final byte[] kept;
    private long flips;
    private int bestSlice;

    /**
     * A read whose paths do not turn yet.
     *
     * @param start the state that it starts from, which becomes the slice at time 0
     * @param couplings of the model
     * @param slices number of classical states that are watched, at least 1
     * @param transverse field of each sweep, times inverse temperature
     * @param betas inverse temperature of each sweep
     * @param groups of spins that are also flipped as wholes after each sweep; sparse couplings alone
     * @param isMeasured whether the state at time 0 at the end is kept, and not the best of those seen
     * @param programmed couplings and fields of each sweep where they differ from spin to spin; transverse fields and inverse
     *     temperatures are theirs then. Null where they do not
     */
    public WorldLineGroup(
            LocalFields start,
            Couplings couplings,
            int slices,
            IntToDoubleFunction transverse,
            IntToDoubleFunction betas,
            FerromagneticGroups groups,
            boolean isMeasured,
            @Nullable SweepCouplings programmed,
            RandomStream random,
            VectorOps ops) {
        Couplings moving = programmed == null ? couplings : programmed.couplings();
        this.programmed = programmed;
        this.lines = new WorldLines(start.spins());
        this.fields = SegmentFields.of(moving, lines, ops);
        this.move = new SegmentHeatBath(lines, fields, random);
        this.joint = groups.members().length > 0 && moving instanceof Couplings.Sparse sparse
                ? new ClusterFlips(groups, sparse, lines, random)
                : null;
        this.slices = new LocalFields[slices];
        this.slices[0] = start;
        for (int s = 1; s < slices; s++) {
            this.slices[s] = start.at(start.spins().clone());
        }
        this.transverse = transverse;
        this.betas = betas;
        this.isMeasured = isMeasured;
        this.kept = start.spins().clone();
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return lines.spins();
    }

    @Override
    public long sweep(int t) {
        if (programmed != null) {
            programmed.set(t);
        }
        return sweep(transverse.applyAsDouble(t), programmed == null ? betas.applyAsDouble(t) : 1);
    }

    @Override
    public double parameter(int t) {
        return betas.applyAsDouble(t);
    }

    /**
     * Draws every spin's path anew, then flips groups.
     *
     * @return how many spins have another value at time 0 than before
     */
    long sweep(double field, double beta) {
        if (flips >= (long) REFRESH * lines.spins()) {
            for (LocalFields slice : slices) {
                slice.refresh();
            }
            flips = 0;
        }
        fields.beginSweep(field);
        LocalFields first = slices[0];
        double noCut = Math.exp(-field);
        double cold = Math.min(beta, Float.MAX_VALUE);
        long moved = 0;
        for (int i = 0; i < lines.spins() && !(i % LOOK == LOOK - 1 && Halt.isCalled()); i++) {
            if (programmed == null) {
                move.draw(i, (float) first.field(i), field, noCut, cold);
            } else {
                double own = programmed.transverse()[i];
                move.draw(i, (float) programmed.level(i, lines), own, Math.exp(-own), cold);
            }
            if (lines.start(i) != first.spin(i)) {
                first.flip(i);
                moved++;
            }
            for (int s = 1; s < slices.length; s++) {
                if (lines.at(i, (float) s / slices.length) != slices[s].spin(i)) {
                    slices[s].flip(i);
                }
            }
        }
        if (joint != null && !Halt.wasCalled()) {
            moved += joint.sweep(field, cold, programmed, slices);
        }
        flips += moved;
        bestSlice = 0;
        for (int s = 1; s < slices.length; s++) {
            bestSlice = slices[s].energy() < slices[bestSlice].energy() ? s : bestSlice;
        }
        return moved;
    }

    /** The paths. */
    WorldLines lines() {
        return lines;
    }

    @Override
    public double energy(int read) {
        return slices[bestSlice].energy();
    }

    @Override
    public void keep(int read) {
        System.arraycopy(slices[bestSlice].spins(), 0, kept, 0, kept.length);
    }

    @Override
    public Spins kept(int read) {
        return Spins.of(isMeasured ? slices[0].spins() : kept);
    }
}
