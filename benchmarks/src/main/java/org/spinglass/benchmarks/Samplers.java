// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.MergedAnnealing;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;

/** The samplers that are compared, by the names that {@code solve --sampler} takes. */
final class Samplers {
    /** The one that is chosen by itself. */
    static final String AUTO = "auto";

    static final List<String> ALL = List.of(
            AUTO,
            "sa",
            "sa-random",
            "heat-bath",
            "merge",
            "memetic",
            "tabu",
            "pt",
            "pt-clusters",
            "sqa",
            "sb",
            "sb-discrete",
            "sb-generalised");

    private Samplers() {}

    /** A sampler, or null for the one that is chosen by itself. */
    static @Nullable Sampler named(String name) {
        return switch (name) {
            case AUTO -> null;
            case "sa" -> SimulatedAnnealing.singleSpin();
            case "sa-random" ->
                new SimulatedAnnealing(SimulatedAnnealing.Move.SINGLE_SPIN, SimulatedAnnealing.Order.RANDOM);
            case "heat-bath" -> SimulatedAnnealing.heatBath();
            case "merge" -> new MergedAnnealing();
            case "memetic" -> new MemeticSearch();
            case "tabu" -> new TabuSearch();
            case "pt" -> ParallelTempering.standard();
            case "pt-clusters" ->
                new ParallelTempering(ParallelTempering.BY_SIZE, ParallelTempering.Clusters.ISOENERGETIC);
            case "sqa" -> SimulatedQuantumAnnealing.automatic();
            case "sb" -> SimulatedBifurcation.ballistic();
            case "sb-discrete" -> SimulatedBifurcation.discrete();
            case "sb-generalised" -> SimulatedBifurcation.generalised();
            default ->
                throw new IllegalArgumentException(
                        "the sampler is " + name + "; expected one of " + String.join(", ", ALL));
        };
    }
}
