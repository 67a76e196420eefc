// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.network.layer.Network;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.training.TrainingException;

/** How many spins the subproblems of a network have, and which samplers they fit. */
public final class SubproblemSize {
    /**
     * The most weights that {@code exact} goes through by branch and bound; of 64 some subproblems have no end in
     * sight.
     */
    static final int MOST_WEIGHTS = 40;

    /** The most spins whose couplings fit in one array. */
    private static final int MOST_IN_ARRAY = 46_340;

    private static final String CHANNELS = "response";

    private SubproblemSize() {}

    /**
     * Weights of a subproblem of one layer: those of an output, or of all channels of a convolution that are annealed
     * together.
     */
    static int weights(Network network, int weightLayer, String method) {
        boolean isTogether = method.equals(CHANNELS) && !network.isFullyConnected(weightLayer);
        return isTogether
                ? Math.multiplyExact(network.rows(weightLayer), network.columns(weightLayer))
                : network.columns(weightLayer);
    }

    /**
     * Refuses a network whose subproblems a sampler cannot take.
     *
     * @param threads that work on subproblems at the same time, each on couplings of its own
     * @throws TrainingException naming the layer, the size of its subproblems, the limit, and what would fit
     */
    public static void requireFits(Network network, String method, int bits, SamplerKind sampler, int threads) {
        for (int l = 0; l < network.weightLayers(); l++) {
            int weights = weights(network, l, method);
            if (!fits(weights, bits, sampler, threads)) {
                throw new TrainingException(String.format(
                        Locale.ROOT,
                        "--sampler %s takes %s; the subproblems of weight layer %d of %s have %,d spins (%,d weights of %d"
                                + " bits, --method %s). Expected %sor --sampler sa or heat-bath",
                        sampler.text(),
                        limit(sampler, bits, threads),
                        l + 1,
                        network.name(),
                        (long) weights * bits,
                        weights,
                        bits,
                        method,
                        whatFits(network, method, bits, sampler, threads)));
            }
        }
    }

    private static boolean fits(int weights, int bits, SamplerKind sampler, int threads) {
        long spins = (long) weights * bits;
        return switch (sampler) {
            case AUTO, SA, SA_RANDOM, HEAT_BATH, EMULATOR, DWAVE, DWAVE_HYBRID -> true;
            case EXACT -> spins <= ExactSearch.MOST_SPINS || weights <= MOST_WEIGHTS;
            case SCHROEDINGER -> spins <= SchroedingerEvolution.MOST_SPINS;
            case SQA,
                    PT,
                    PT_CLUSTERS,
                    TABU,
                    MEMETIC,
                    MERGE,
                    SB,
                    SB_DISCRETE,
                    SB_GENERALISED,
                    DESCENT,
                    DWAVE_COMPATIBLE,
                    ITEMC -> spins <= mostExpanded(sampler, threads);
        };
    }

    /** The most spins whose couplings, one by one, take less memory than this process may use. */
    private static int mostExpanded(SamplerKind sampler, int threads) {
        boolean isOneByOne = switch (sampler) {
            case MEMETIC, MERGE, SB, SB_DISCRETE, SB_GENERALISED, DWAVE_COMPATIBLE -> true;
            default -> false;
        };
        int bytes = sampler == SamplerKind.DWAVE_COMPATIBLE ? 16 : 4; // its own copy has doubles and neighbours
        long subproblems = isOneByOne ? 1 : threads;
        double most = Math.sqrt(0.75 * Runtime.getRuntime().maxMemory() / ((double) bytes * subproblems));
        return (int) Math.min(MOST_IN_ARRAY, most);
    }

    private static String limit(SamplerKind sampler, int bits, int threads) {
        return switch (sampler) {
            case EXACT ->
                String.format(
                        Locale.ROOT,
                        "subproblems of up to %d spins, or of up to %d weights",
                        ExactSearch.MOST_SPINS,
                        MOST_WEIGHTS);
            case SCHROEDINGER ->
                String.format(Locale.ROOT, "subproblems of up to %d spins", SchroedingerEvolution.MOST_SPINS);
            default ->
                String.format(
                        Locale.ROOT,
                        "subproblems of up to %,d spins, as it needs all their couplings in memory (%,d MB, %d threads;"
                                + " SPINGLASS_OPTS=-Xmx... allows more)",
                        mostExpanded(sampler, threads),
                        Runtime.getRuntime().maxMemory() >> 20,
                        threads);
        };
    }

    /** The most bits, or the method, with which the whole network fits; ends in a comma where there is such. */
    private static String whatFits(Network network, String method, int bits, SamplerKind sampler, int threads) {
        List<String> methods =
                Stream.of(method, "difference", "pseudoinverse").distinct().toList();
        for (String way : methods) {
            for (int fewer = bits; fewer >= 1; fewer--) {
                if (fitsAll(network, way, fewer, sampler, threads)) {
                    String same = way.equals(method) ? "" : "--method " + way;
                    String less = fewer == bits ? "" : "--bits " + fewer;
                    return (same + " " + less).strip() + ", ";
                }
            }
        }
        return "a smaller network, ";
    }

    private static boolean fitsAll(Network network, String method, int bits, SamplerKind sampler, int threads) {
        for (int l = 0; l < network.weightLayers(); l++) {
            if (!fits(weights(network, l, method), bits, sampler, threads)) {
                return false;
            }
        }
        return true;
    }
}
