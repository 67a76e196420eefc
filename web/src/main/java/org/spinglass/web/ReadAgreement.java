// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Arrays;
import java.util.List;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Sample;

/**
 * How far the states that reads found agree with the best of them. Without fields a state and its opposite have the same energy:
 * then the one of both counts that is nearer to the best.
 *
 * @param isSymmetric whether there are no fields
 * @param overlaps of each state with the best, {@code sum_i s_i s_i' / N}, from -1 to 1
 * @param shares of each spin, the part of the reads that have it as the best state has, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record ReadAgreement(boolean isSymmetric, double[] overlaps, double[] shares) {

    /** Cost: N operations a state. */
    static ReadAgreement of(PlainIsing model, List<Sample> samples) {
        int n = model.spins();
        boolean isSymmetric = true;
        for (int i = 0; i < n && isSymmetric; i++) {
            isSymmetric = model.field(i) == 0;
        }
        long[] best = samples.getFirst().spins().toWords();
        double[] overlaps = new double[samples.size()];
        long[] agreeing = new long[n];
        long reads = 0;
        for (int k = 0; k < samples.size(); k++) {
            Spins spins = samples.get(k).spins();
            long[] differing = spins.toWords();
            int apart = 0;
            for (int w = 0; w < differing.length; w++) {
                differing[w] ^= best[w];
                apart += Long.bitCount(differing[w]);
            }
            boolean isTurned = isSymmetric && 2L * apart > n;
            overlaps[k] = (n - 2.0 * (isTurned ? n - apart : apart)) / n;
            int occurrences = samples.get(k).occurrences();
            reads += occurrences;
            for (int i = 0; i < n; i++) {
                boolean differs = (differing[i >>> 6] >>> i & 1) == 1;
                agreeing[i] += differs == isTurned ? occurrences : 0;
            }
        }
        double all = reads;
        return new ReadAgreement(
                isSymmetric,
                overlaps,
                Arrays.stream(agreeing).mapToDouble(count -> count / all).toArray());
    }
}
