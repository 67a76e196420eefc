// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.Arrays;
import org.spinglass.compute.Halt;
import org.spinglass.ising.internal.annealing.ReadGroup;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.Spins;

/**
 * One read of any plain model in a transverse field with imaginary time in {@link Slices}, each a state with its local
 * fields.
 *
 * <p>A visit of a spin joins neighbouring slices that are alike with probability {@code 1 - tanh(transverse / P)}
 * (Swendsen and Wang), and turns what is joined as one by Metropolis with the change of their energies at {@code beta /
 * P}. Cost of a visit: P steps, and for each slice in which the spin turns what {@link LocalFields#flip} costs.
 */
public final class SpinSlices implements ReadGroup {
    /** Visits between two looks at whether to end. */
    private static final int LOOK = 1024;

    private final LocalFields[] slices;
    private final Slices strengths;
    private final int[] watched;
    private final boolean isMeasured;
    private final RandomStream random;
    private final boolean[] isJoined;
    private Spins kept;

    /**
     * A read whose slices are all alike.
     *
     * @param start taken over
     */
    public SpinSlices(LocalFields start, Slices strengths, Slices.Readout readout, RandomStream random) {
        this.slices = new LocalFields[strengths.number()];
        Arrays.setAll(slices, k -> k == 0 ? start : start.at(start.spins().clone()));
        this.strengths = strengths;
        this.watched = readout.watched(slices.length);
        this.isMeasured = readout.isMeasured();
        this.random = random;
        this.isJoined = new boolean[slices.length];
        this.kept = start.toSpins();
    }

    @Override
    public int reads() {
        return 1;
    }

    @Override
    public long movesPerSweep() {
        return slices[0].size();
    }

    @Override
    public double parameter(int t) {
        return strengths.betas().applyAsDouble(t);
    }

    @Override
    public long sweep(int t) {
        return sweep(strengths.transverse().applyAsDouble(t), strengths.betas().applyAsDouble(t));
    }

    /**
     * Visits every spin in all slices.
     *
     * @return turned spins of the first slice
     */
    long sweep(double field, double beta) {
        double part = Math.tanh(field / slices.length);
        double share = beta / slices.length;
        long turned = 0;
        for (int i = 0; i < slices[0].size(); i++) {
            int before = slices[0].spin(i);
            visit(i, part, share);
            turned += slices[0].spin(i) != before ? 1 : 0;
            if (i % LOOK == LOOK - 1 && Halt.isCalled()) {
                break;
            }
        }
        for (LocalFields slice : slices) {
            if (slice.isRounding()) {
                slice.refresh();
            }
        }
        return turned;
    }

    private void visit(int i, double part, double share) {
        int number = slices.length;
        int first = 0;
        for (int k = 0; k < number; k++) {
            int next = k + 1 == number ? 0 : k + 1;
            isJoined[k] = slices[k].spin(i) == slices[next].spin(i) && (part == 0 || random.nextDouble() >= part);
            first = isJoined[k] ? first : next;
        }
        for (int done = 0; done < number; ) {
            int from = done;
            double change = 0;
            int k;
            do {
                k = (first + done++) % number;
                change += slices[k].change(i);
            } while (done < number && isJoined[k]);
            boolean isWhole = done - from == number && isJoined[k];
            if ((isWhole || random.nextDouble() < Slices.PROPOSED) && isTaken(change, share)) {
                for (int at = from; at < done; at++) {
                    slices[(first + at) % number].flip(i);
                }
            }
        }
    }

    private boolean isTaken(double change, double share) {
        if (share == Double.POSITIVE_INFINITY) {
            return change < 0;
        }
        return change <= 0 || random.nextDouble() < Math.exp(-share * change);
    }

    /** Of the slices that are looked at, the one of the lowest energy. */
    private LocalFields least() {
        LocalFields least = slices[watched[0]];
        for (int k : watched) {
            least = slices[k].energy() < least.energy() ? slices[k] : least;
        }
        return least;
    }

    @Override
    public double energy(int read) {
        return least().energy();
    }

    @Override
    public void keep(int read) {
        kept = least().toSpins();
    }

    @Override
    public Spins kept(int read) {
        return isMeasured ? slices[0].toSpins() : kept;
    }

    /** The spins of a slice; live. */
    byte[] slice(int k) {
        return slices[k].spins();
    }
}
