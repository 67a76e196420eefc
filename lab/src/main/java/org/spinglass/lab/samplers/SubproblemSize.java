// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.network.layer.Network;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.training.LayerGroup;
import org.spinglass.training.ResponseSettings;
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

    private SubproblemSize() {}

    /** Layers that share a subproblem, most often one alone, and the weights of it. */
    private record Part(List<Integer> layers, long weights) {
        /** Those of an output of a layer. */
        static Part ofOutput(Network network, int weightLayer) {
            return new Part(List.of(weightLayer), network.columns(weightLayer));
        }

        /** Those of an output, or of all channels of convolutions that are annealed together. */
        static Part ofGroup(Network network, LayerGroup group) {
            return group.form().isJoint()
                    ? new Part(
                            group.layers(),
                            group.layers().stream()
                                    .mapToLong(l -> (long) network.rows(l) * network.columns(l))
                                    .sum())
                    : ofOutput(network, group.first());
        }

        String name() {
            String numbers = layers.stream().map(l -> Integer.toString(l + 1)).collect(Collectors.joining(", "));
            return (layers.size() == 1 ? "the subproblems of weight layer " : "the subproblem of weight layers ")
                    + numbers;
        }
    }

    /** What the layers that are trained are annealed in; {@code responses} are null for other methods than response. */
    private static List<Part> parts(Network network, @Nullable ResponseSettings responses) {
        return responses == null
                ? IntStream.range(0, network.weightLayers())
                        .filter(l -> !network.weightLayer(l).frozen())
                        .mapToObj(l -> Part.ofOutput(network, l))
                        .toList()
                : LayerGroup.of(network, responses, responses.batch()).stream()
                        .map(group -> Part.ofGroup(network, group))
                        .toList();
    }

    /**
     * Refuses a network whose subproblems a sampler cannot take.
     *
     * @param responses the settings of method response; null of other methods
     * @param threads that work on subproblems at the same time, each on couplings of its own
     * @throws TrainingException naming the layer, the size of its subproblems, the limit, and what would fit
     */
    public static void requireFits(
            Network network,
            String method,
            @Nullable ResponseSettings responses,
            int bits,
            SamplerKind sampler,
            int threads) {
        for (Part part : parts(network, responses)) {
            if (!fits(part.weights, bits, sampler, threads)) {
                throw new TrainingException(String.format(
                        Locale.ROOT,
                        "--sampler %s takes %s; %s of %s %s %,d spins (%,d weights of %d bits, --method %s). Expected %sor"
                                + " --sampler sa or heat-bath",
                        sampler.text(),
                        limit(sampler, bits, threads),
                        part.name(),
                        network.name(),
                        part.layers.size() == 1 ? "have" : "has",
                        part.weights * bits,
                        part.weights,
                        bits,
                        method,
                        whatFits(network, method, responses, bits, sampler, threads)));
            }
        }
    }

    private static boolean fits(long weights, int bits, SamplerKind sampler, int threads) {
        long spins = weights * bits;
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

    /** One layer after the other, the most bits, or the method, with which the whole network fits, and a comma. */
    private static String whatFits(
            Network network,
            String method,
            @Nullable ResponseSettings responses,
            int bits,
            SamplerKind sampler,
            int threads) {
        boolean isTogether = responses != null && responses.annealedTogether() > 1;
        ResponseSettings apart = responses == null ? null : responses.withTogether(1);
        List<String> methods =
                Stream.of(method, "difference", "pseudoinverse").distinct().toList();
        for (String way : methods) {
            boolean isSame = way.equals(method);
            for (int fewer = bits; fewer >= 1; fewer--) {
                if (fitsAll(network, isSame ? apart : null, fewer, sampler, threads)) {
                    List<String> options = new ArrayList<>();
                    if (!isSame) {
                        options.add("--method " + way);
                    } else if (isTogether) {
                        options.add("--set together=1");
                    }
                    if (fewer < bits) {
                        options.add("--bits " + fewer);
                    }
                    return String.join(" ", options) + ", ";
                }
            }
        }
        return "a smaller network, ";
    }

    private static boolean fitsAll(
            Network network, @Nullable ResponseSettings responses, int bits, SamplerKind sampler, int threads) {
        return parts(network, responses).stream().allMatch(part -> fits(part.weights, bits, sampler, threads));
    }
}
