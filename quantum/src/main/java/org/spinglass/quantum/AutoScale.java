// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.Zephyr;

/**
 * The ranges of a processor's coefficients, and the factor by which it divides a problem to fill them:
 *
 * <pre>  f = max(max h / h_high, min h / h_low, max J / J_high, min J / J_low, max S / S_high, min S / S_low),</pre>
 *
 * where the range of J is the extended one, and S are sums of J: over the couplers of a qubit, or, on processors of Zephyr,
 * over the couplers of each half of a qubit. Problems that need less than the ranges have a factor below 1. Immutable.
 *
 * @param fields range of h
 * @param couplings range of J, the extended one
 * @param qubitSums range of the sum of J at a qubit; null for no such limit
 * @param groupSums range of the sum of J at half a qubit; null for no such limit
 * @param topology of the labels
 */
public record AutoScale(
        Range fields,
        Range couplings,
        @Nullable Range qubitSums,
        @Nullable Range groupSums,
        Topology topology) {
    public AutoScale {
        if (groupSums != null && !(topology instanceof Zephyr)) {
            throw new IllegalArgumentException(
                    "limits of groups of couplers on " + topology.type() + "; expected zephyr, which has groups");
        }
    }

    /** The ranges of a processor. */
    public static AutoScale of(ProcessorProperties properties) {
        return new AutoScale(
                properties.fieldRange(),
                properties.extendedCouplingRange(),
                properties.qubitCouplingRange(),
                properties.groupCouplingRange(),
                properties.topology());
    }

    /** f; 1 for a problem without coefficients. Cost: its couplers. */
    public double factor(QubitProblem problem) {
        double factor = Math.max(factor(problem.fields(), fields), factor(problem.couplings(), couplings));
        if (qubitSums != null) {
            factor = Math.max(factor, factor(sumsOfQubits(problem), qubitSums));
        }
        if (groupSums != null && topology instanceof Zephyr zephyr) {
            factor = Math.max(factor, factor(sumsOfGroups(problem, zephyr), groupSums));
        }
        return factor > 0 ? factor : 1;
    }

    /** The problem divided by {@link #factor}, its offset included. */
    public QubitProblem scaled(QubitProblem problem) {
        double factor = factor(problem);
        return new QubitProblem(
                problem.qubits(),
                Arrays.stream(problem.fields()).map(h -> h / factor).toArray(),
                problem.couplers(),
                Arrays.stream(problem.couplings()).map(j -> j / factor).toArray(),
                problem.offset() / factor);
    }

    private static double factor(double[] values, Range range) {
        double low = 0;
        double high = 0;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return Math.max(low < 0 ? low / range.low() : 0, high > 0 ? high / range.high() : 0);
    }

    private static double[] sumsOfQubits(QubitProblem problem) {
        double[] sums = new double[problem.qubits().length];
        for (int c = 0; c < problem.couplings().length; c++) {
            for (int end = 0; end < 2; end++) {
                sums[place(problem, problem.couplers()[2 * c + end])] += problem.couplings()[c];
            }
        }
        return sums;
    }

    private static double[] sumsOfGroups(QubitProblem problem, Zephyr zephyr) {
        double[] sums = new double[2 * problem.qubits().length];
        for (int c = 0; c < problem.couplings().length; c++) {
            int p = problem.couplers()[2 * c];
            int q = problem.couplers()[2 * c + 1];
            sums[2 * place(problem, p) + zephyr.couplerGroup(p, q)] += problem.couplings()[c];
            sums[2 * place(problem, q) + zephyr.couplerGroup(q, p)] += problem.couplings()[c];
        }
        return sums;
    }

    private static int place(QubitProblem problem, int qubit) {
        return Arrays.binarySearch(problem.qubits(), qubit);
    }
}
