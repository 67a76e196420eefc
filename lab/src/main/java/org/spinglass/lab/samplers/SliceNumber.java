// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import org.spinglass.ising.samplers.SimulatedQuantumAnnealing.ImaginaryTime;

/**
 * How imaginary time is held, as it is typed: {@code continuous}, or a number of slices.
 *
 * @param number of slices; 0 for continuous
 */
record SliceNumber(int number) {
    static final SliceNumber CONTINUOUS = new SliceNumber(0);

    /** What {@link #parse} takes. */
    static final String EXPECTED = "continuous or a whole number from 2 to " + ImaginaryTime.Trotter.MOST;

    private static final String WORD = "continuous";

    SliceNumber {
        if (number != 0 && !(number >= 2 && number <= ImaginaryTime.Trotter.MOST)) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
    }

    /**
     * Of a text.
     *
     * @throws IllegalArgumentException when it is no such number or word
     */
    static SliceNumber parse(String text) {
        if (text.equals(WORD)) {
            return CONTINUOUS;
        }
        if (!text.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("expected " + EXPECTED);
        }
        return new SliceNumber(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        return this.equals(CONTINUOUS) ? WORD : Integer.toString(number);
    }
}
