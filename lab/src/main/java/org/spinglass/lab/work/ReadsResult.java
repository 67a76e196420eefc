// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;

/**
 * What a {@link ReadsTask} came to.
 *
 * @param spins of a state
 * @param states the different ones, the best first, their bits in words
 * @param energies of them, by the model
 * @param occurrences reads that found each
 * @param bound lower bound of the energy; NaN for none
 * @param provenance of these reads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReadsResult(
        int spins, List<long[]> states, double[] energies, int[] occurrences, double bound, Provenance provenance) {

    static ReadsResult of(int spins, SampleSet found) {
        List<Sample> samples = found.samples(0);
        List<long[]> states = new ArrayList<>();
        double[] energies = new double[samples.size()];
        int[] occurrences = new int[samples.size()];
        for (int k = 0; k < occurrences.length; k++) {
            states.add(samples.get(k).spins().toWords());
            energies[k] = samples.get(k).energy();
            occurrences[k] = samples.get(k).occurrences();
        }
        return new ReadsResult(
                spins, states, energies, occurrences, found.lowerBound(0).orElse(Double.NaN), found.provenance());
    }

    /** The state of a rank, from 0, the best. */
    Spins state(int rank) {
        return Spins.ofWords(spins, states.get(rank));
    }

    /** One state for each read. */
    List<Spins> reads() {
        List<Spins> reads = new ArrayList<>();
        for (int k = 0; k < occurrences.length; k++) {
            Spins state = state(k);
            for (int read = 0; read < occurrences[k]; read++) {
                reads.add(state);
            }
        }
        return reads;
    }
}
