// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.SplittableRandom;
import org.spinglass.quantum.QubitProblem;

/**
 * What is wrong with a chip, the same for every problem, and how it changes. All strengths are in units of the
 * programmed h and J.
 *
 * @param fields standard deviation of the error of h, drawn once for each qubit
 * @param couplings the same of J, drawn once for each coupler
 * @param drift standard deviation of a field of each qubit that changes as time goes on, with periods of one to twelve hours of
 *     access time. A processor that compensates for it takes back, at the beginning of every hour, what it is then
 * @param polarization how strongly each qubit is drawn to what it was in the read before, through the spins of its
 *     surroundings; 0 for reads that are independent of each other. A pause of t microseconds after a read leaves {@code exp(-t / 500)} of it
 * @param seed fixes what is drawn
 */
public record ChipErrors(double fields, double couplings, double drift, double polarization, long seed) {
    /** A chip without errors. */
    public static final ChipErrors NONE = new ChipErrors(0, 0, 0, 0, 0);

    /** Microseconds in which the polarization of the surroundings decays. */
    private static final double MEMORY = 500;

    private static final double MICROSECONDS_PER_HOUR = 3.6e9;
    private static final int WAVES = 5;
    private static final double LONGEST = 12;
    private static final double MOST = 10;
    private static final long OF_COUPLERS = 0x5851f42d4c957f2dL;
    private static final long OF_DRIFT = 0x14057b7ef767814fL;

    /** Checks the ranges. */
    public ChipErrors {
        require("fields", fields);
        require("couplings", couplings);
        require("drift", drift);
        require("polarization", polarization);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < MOST)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected 0 to below " + MOST);
        }
    }

    /**
     * A problem as this chip has it.
     *
     * @param microseconds access time that the chip has been in use
     * @param compensates whether drift is taken back at the beginning of every hour
     */
    QubitProblem on(QubitProblem problem, double microseconds, boolean compensates) {
        if (fields == 0 && couplings == 0 && drift == 0) {
            return problem;
        }
        double hours = microseconds / MICROSECONDS_PER_HOUR;
        double[] h = problem.fields().clone();
        for (int i = 0; i < h.length; i++) {
            int qubit = problem.qubits()[i];
            h[i] += fields * drawn(qubit);
            h[i] += drift(qubit, hours) - (compensates ? drift(qubit, Math.floor(hours)) : 0);
        }
        double[] j = problem.couplings().clone();
        for (int c = 0; c < j.length; c++) {
            long pair = (long) problem.couplers()[2 * c] << 32 | problem.couplers()[2 * c + 1];
            j[c] += couplings * drawn(OF_COUPLERS + pair);
        }
        return new QubitProblem(problem.qubits(), h, problem.couplers(), j, problem.offset());
    }

    /** A number from the normal distribution that is always the same. */
    private double drawn(long key) {
        return random(key).nextGaussian();
    }

    private SplittableRandom random(long key) {
        return new SplittableRandom(new SplittableRandom(seed + key * 0x9e3779b97f4a7c15L).nextLong());
    }

    /** The drift of a qubit: waves of different periods with random phases. */
    private double drift(int qubit, double hours) {
        if (drift == 0) {
            return 0;
        }
        SplittableRandom random = random(OF_DRIFT + qubit);
        double sum = 0;
        for (int wave = 0; wave < WAVES; wave++) {
            double period = Math.pow(LONGEST, random.nextDouble());
            sum += Math.sin(2 * Math.PI * (hours / period + random.nextDouble()));
        }
        return drift * sum * Math.sqrt(2.0 / WAVES);
    }

    /**
     * The part of the polarization that is left.
     *
     * @param pause microseconds after each read
     */
    double polarizationAfter(double pause) {
        return polarization * Math.exp(-pause / MEMORY);
    }
}
