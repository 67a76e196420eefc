// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import java.util.function.IntToDoubleFunction;

/**
 * Imaginary time in P slices (Trotter), and the strengths of each sweep. The states of a slice follow the diagonal of
 *
 * <pre>  (exp(-beta E / 2P) exp(transverse sum sigma^x / P) exp(-beta E / 2P))^P,</pre>
 *
 * which tends to that of {@code exp(-beta E + transverse sum sigma^x)} as P grows.
 *
 * @param number P, two or more
 * @param transverse field of each sweep, times inverse temperature; safe for several threads
 * @param betas inverse temperature of each sweep; safe for several threads
 */
public record Slices(int number, IntToDoubleFunction transverse, IntToDoubleFunction betas) {
    /**
     * The probability with which a slice, or what is joined of slices, may turn where not all of them are joined. With
     * 1 a spin in no field would turn in all slices in every sweep, and its path would stay the same but for the sign.
     */
    static final double PROPOSED = 0.875;

    /**
     * What is returned of a read.
     *
     * @param count how many equally spaced slices are looked at for the best state, if there are as many
     * @param isMeasured whether the first slice counts as it is after the last sweep
     */
    public record Readout(int count, boolean isMeasured) {
        /** The slices that are looked at. */
        int[] watched(int number) {
            int[] watched = new int[isMeasured ? 1 : Math.min(count, number)];
            for (int k = 0; k < watched.length; k++) {
                watched[k] = k * number / watched.length;
            }
            return watched;
        }
    }
}
