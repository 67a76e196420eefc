// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.tempering;

import java.util.Arrays;

/**
 * The inverse temperatures of parallel tempering, placed by what exchanges between neighbours are worth (Syed,
 * Bouchard-Cote, Deligiannidis and Doucet 2022).
 *
 * <p>The chance r_k that an exchange of temperatures k and k + 1 is turned down is measured as the mean of {@code 1 - min(1,
 * exp((beta_{k+1} - beta_k)(E_{k+1} - E_k)))}. The barrier {@code Lambda(beta_k) = r_0 + ... + r_{k-1}} does not depend on where
 * the temperatures stand, to first order, so that betas at equal steps of it have equal rates, and the time from one
 * end of the ladder to the other is shortest.
 */
public final class Ladder {
    private final double[] betas;
    private final double[] rejected;
    private final long[] tried;

    /** Betas in a geometric row, the hottest first. */
    public Ladder(double first, double last, int size) {
        betas = new double[size];
        for (int k = 0; k < size; k++) {
            betas[k] = size == 1 ? last : first * Math.pow(last / first, k / (size - 1.0));
        }
        rejected = new double[size - 1];
        tried = new long[size - 1];
    }

    int size() {
        return betas.length;
    }

    double beta(int k) {
        return betas[k];
    }

    /** The chance that temperatures k and k + 1 are exchanged at these energies, which is taken note of. */
    double acceptance(int k, double energy, double next) {
        double exponent = (betas[k + 1] - betas[k]) * (next - energy);
        double acceptance = exponent >= 0 ? 1 : Math.exp(exponent);
        rejected[k] += 1 - acceptance;
        tried[k]++;
        return acceptance;
    }

    /** The mean chance that an exchange of temperatures k and k + 1 is turned down, 0 where none was tried. */
    double rejection(int k) {
        return tried[k] == 0 ? 0 : rejected[k] / tried[k];
    }

    /** Places the inner temperatures at equal steps of the barrier as measured, and forgets the measurement. */
    void place() {
        int last = betas.length - 1;
        double[] barrier = new double[betas.length];
        for (int k = 0; k < last; k++) {
            // a floor, so that a stretch where all is exchanged keeps its temperatures
            barrier[k + 1] = barrier[k] + Math.max(rejection(k), 1e-3);
        }
        double[] placed = betas.clone();
        int k = 0;
        for (int m = 1; m < last; m++) {
            double wanted = barrier[last] * m / last;
            while (barrier[k + 1] < wanted) {
                k++;
            }
            double share = (wanted - barrier[k]) / (barrier[k + 1] - barrier[k]);
            placed[m] = betas[k] * Math.pow(betas[k + 1] / betas[k], share);
        }
        System.arraycopy(placed, 0, betas, 0, betas.length);
        Arrays.fill(rejected, 0);
        Arrays.fill(tried, 0);
    }
}
