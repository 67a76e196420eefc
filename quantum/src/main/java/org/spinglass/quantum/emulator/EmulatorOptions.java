// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

/**
 * How an emulated processor behaves. Immutable; {@code with...} methods return changed copies.
 *
 * @param functions energy scales along the anneal
 * @param temperature in mK, positive
 * @param sweepsPerMicrosecond how often every qubit's path is drawn anew in a microsecond: how fast the qubits and their
 *     surroundings come to equilibrium; at least one sweep is done an anneal
 * @param fieldNoise standard deviation of what is added to each h, in units of the programmed h, once a problem
 * @param couplingNoise the same of each J
 * @param readoutError probability that a qubit is read wrongly, 0 to 0.5
 * @param errors of the chip, which are the same for all problems
 * @param seed fixes every other random number
 */
public record EmulatorOptions(
        AnnealingFunctions functions,
        double temperature,
        double sweepsPerMicrosecond,
        double fieldNoise,
        double couplingNoise,
        double readoutError,
        ChipErrors errors,
        long seed) {
    private static final double TEMPERATURE = 16;
    private static final double SWEEPS = 20;
    private static final double NOISE = 0.01;

    public EmulatorOptions {
        require(temperature > 0 && temperature < 1e6, "temperature", temperature, "mK above 0");
        require(sweepsPerMicrosecond > 0, "sweepsPerMicrosecond", sweepsPerMicrosecond, "a number above 0");
        require(fieldNoise >= 0 && fieldNoise < 10, "fieldNoise", fieldNoise, "0 to 10");
        require(couplingNoise >= 0 && couplingNoise < 10, "couplingNoise", couplingNoise, "0 to 10");
        require(readoutError >= 0 && readoutError <= 0.5, "readoutError", readoutError, "0 to 0.5");
    }

    private static void require(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; expected " + expected);
        }
    }

    /** 16 mK, 20 sweeps a microsecond, noise of 0.01 on h and J, no errors of reading. */
    public static EmulatorOptions standard(long seed) {
        return new EmulatorOptions(
                AnnealingFunctions.standard(), TEMPERATURE, SWEEPS, NOISE, NOISE, 0, ChipErrors.NONE, seed);
    }

    /** With other energy scales. */
    public EmulatorOptions withFunctions(AnnealingFunctions value) {
        return new EmulatorOptions(
                value, temperature, sweepsPerMicrosecond, fieldNoise, couplingNoise, readoutError, errors, seed);
    }

    /** At another temperature. */
    public EmulatorOptions withTemperature(double value) {
        return new EmulatorOptions(
                functions, value, sweepsPerMicrosecond, fieldNoise, couplingNoise, readoutError, errors, seed);
    }

    /** With another speed. */
    public EmulatorOptions withSweepsPerMicrosecond(double value) {
        return new EmulatorOptions(
                functions, temperature, value, fieldNoise, couplingNoise, readoutError, errors, seed);
    }

    /** With other noise on fields and couplings. */
    public EmulatorOptions withNoise(double fields, double couplings) {
        return new EmulatorOptions(
                functions, temperature, sweepsPerMicrosecond, fields, couplings, readoutError, errors, seed);
    }

    /** With errors of reading. */
    public EmulatorOptions withReadoutError(double value) {
        return new EmulatorOptions(
                functions, temperature, sweepsPerMicrosecond, fieldNoise, couplingNoise, value, errors, seed);
    }

    /** With other errors of the chip. */
    public EmulatorOptions withErrors(ChipErrors value) {
        return new EmulatorOptions(
                functions, temperature, sweepsPerMicrosecond, fieldNoise, couplingNoise, readoutError, value, seed);
    }

    /** With other random numbers. */
    public EmulatorOptions withSeed(long value) {
        return new EmulatorOptions(
                functions, temperature, sweepsPerMicrosecond, fieldNoise, couplingNoise, readoutError, errors, value);
    }
}
