// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import org.spinglass.ising.samplers.DwaveCompatibleAnnealing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;

/** The samplers that have no settings of their own and need nothing open. */
final class PlainSamplers {
    private PlainSamplers() {}

    /**
     * The sampler of a name.
     *
     * @throws IllegalArgumentException when it has settings, or is to be chosen by the model
     */
    static Sampler of(SamplerKind kind) {
        return switch (kind) {
            case SA -> SimulatedAnnealing.singleSpin();
            case SA_RANDOM ->
                new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM);
            case HEAT_BATH -> SimulatedAnnealing.heatBath();
            case PT -> ParallelTempering.standard();
            case PT_CLUSTERS ->
                new ParallelTempering(ParallelTempering.BY_SIZE, ParallelTempering.Clusters.ISOENERGETIC);
            case SB -> SimulatedBifurcation.ballistic();
            case SB_DISCRETE -> SimulatedBifurcation.discrete();
            case SB_GENERALISED -> SimulatedBifurcation.generalised();
            case MEMETIC -> new MemeticSearch();
            case MERGE -> new MergedAnnealing();
            case TABU -> new TabuSearch();
            case EXACT -> new ExactSearch();
            case DESCENT -> new SteepestDescent();
            case DWAVE_COMPATIBLE -> DwaveCompatibleAnnealing.standard();
            case AUTO, SQA, ITEMC, SCHROEDINGER, EMULATOR, DWAVE, DWAVE_HYBRID ->
                throw new IllegalArgumentException("sampler " + kind.text() + " is not to be had without more");
        };
    }
}
