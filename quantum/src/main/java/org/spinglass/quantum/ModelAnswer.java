// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

/**
 * States of a model as a processor's answer has them. Arrays are taken over and must not change afterwards.
 *
 * @param variables spins of the model
 * @param spins +1 or -1, row after row
 * @param energies of the model, one a row
 * @param occurrences reads of each row
 * @param brokenFractions broken chains of each row as a fraction of all chains
 * @param breaksOfChains how often each chain was broken, as a fraction of all reads, discarded ones included
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelAnswer(
        int variables,
        byte[] spins,
        double[] energies,
        int[] occurrences,
        double[] brokenFractions,
        double[] breaksOfChains) {
    public ModelAnswer {
        if (spins.length != energies.length * variables
                || occurrences.length != energies.length
                || brokenFractions.length != energies.length
                || breaksOfChains.length != variables) {
            throw new IllegalArgumentException(spins.length + " spins of " + variables + " variables, "
                    + energies.length + " energies, " + occurrences.length + " numbers of reads, "
                    + brokenFractions.length + " rows and " + breaksOfChains.length + " chains with breaks");
        }
    }

    /** Rows; those of equal states are not merged. */
    public int rows() {
        return energies.length;
    }

    /** The row of the lowest energy, the first of several; -1 where all rows were discarded. */
    public int best() {
        int best = energies.length == 0 ? -1 : 0;
        for (int row = 1; row < energies.length; row++) {
            if (energies[row] < energies[best]) {
                best = row;
            }
        }
        return best;
    }

    /** Broken chains as a fraction of all chains of all reads, discarded ones included. */
    public double meanBroken() {
        double sum = 0;
        for (double fraction : breaksOfChains) {
            sum += fraction;
        }
        return sum / variables;
    }
}
