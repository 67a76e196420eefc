// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Arrays;
import org.spinglass.compute.Workers;

/**
 * What a second thread can give at most on this machine: two threads that only do arithmetic in registers, over one. Where
 * two processors are the two halves of one core this is nearer to 1 than to 2.
 */
final class MachineScaling {
    private static final int STEPS = 40_000_000;
    private static final int ROUNDS = 5;

    private MachineScaling() {}

    /** The speed of two threads over that of one, the median of {@value #ROUNDS} interleaved rounds. */
    static double ofTwoThreads() {
        try (Workers two = Workers.of(2)) {
            double[] ratios = new double[ROUNDS];
            double[] results = {arithmetic(), arithmetic()};
            double sum = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                sum += arithmetic() + arithmetic();
                long after = System.nanoTime();
                two.forEach(2, i -> results[i] = arithmetic());
                ratios[round] = (after - began) / (double) (System.nanoTime() - after);
                sum += results[0] + results[1];
            }
            if (Double.isNaN(sum)) {
                throw new IllegalStateException("arithmetic went wrong");
            }
            Arrays.sort(ratios);
            return ratios[ROUNDS / 2];
        }
    }

    private static double arithmetic() {
        double a = 1;
        double b = 2;
        double c = 3;
        double d = 4;
        for (int i = 0; i < STEPS; i++) {
            a = a * 0.999999 + 1e-9;
            b = b * 0.999999 + 1e-9;
            c = c * 0.999999 + 1e-9;
            d = d * 0.999999 + 1e-9;
        }
        return a + b + c + d;
    }
}
