// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.quantum.ChainListener;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.embedding.Embedding;

/**
 * How the chains of a processor held over all calls of a sampler: which were broken, how often, and where on the chip.
 * A chain is that of a variable of the model where the model was annealed as a whole; of a model that was annealed block
 * after block, or several at a time, it is that of a place in a block, whose variables change. Safe for several threads.
 */
public final class ChainBreaks implements ChainListener {
    private final ProcessorProperties processor;
    private final Map<Embedding, Tally> tallies = new LinkedHashMap<>();

    /** Sums of one embedding. */
    private static final class Tally {
        private final double[] broken;
        private long reads;

        Tally(int chains) {
            this.broken = new double[chains];
        }
    }

    /**
     * A chain.
     *
     * @param variable its number among those that were annealed together, from 0
     * @param qubits labels, ascending where the embedding has them so
     * @param broken reads in which its qubits disagreed, as a fraction of all
     * @param reads of it
     */
    public record Chain(int variable, List<Integer> qubits, double broken, long reads) {
        /** Keeps a copy. */
        public Chain {
            qubits = List.copyOf(qubits);
        }
    }

    /** Of a processor; nothing is known yet. */
    ChainBreaks(ProcessorProperties processor) {
        this.processor = processor;
    }

    @Override
    public synchronized void read(Embedding embedding, double[] breaks, int reads) {
        Tally tally = tallies.computeIfAbsent(embedding, one -> new Tally(one.variables()));
        for (int v = 0; v < breaks.length; v++) {
            tally.broken[v] += breaks[v] * reads;
        }
        tally.reads += reads;
    }

    /** What the processor says of itself. */
    public ProcessorProperties processor() {
        return processor;
    }

    /**
     * Whether chains are those of the variables of a model: all of it was annealed at once, each time.
     *
     * @param variables of the model
     */
    public synchronized boolean isOfWhole(int variables) {
        return tallies.keySet().stream().allMatch(embedding -> embedding.variables() == variables);
    }

    /** The embeddings that were used, those of most reads first. */
    public synchronized List<Embedding> embeddings() {
        List<Embedding> all = new ArrayList<>(tallies.keySet());
        all.sort(Comparator.comparingLong((Embedding one) -> -tally(one).reads));
        return Collections.unmodifiableList(all);
    }

    /** The chains of an embedding that was used, in the order of their variables. */
    public synchronized List<Chain> chains(Embedding embedding) {
        Tally tally = tally(embedding);
        List<Chain> chains = new ArrayList<>();
        for (int v = 0; v < embedding.variables(); v++) {
            List<Integer> qubits = Arrays.stream(embedding.chain(v)).boxed().toList();
            chains.add(new Chain(v, qubits, tally.broken[v] / Math.max(1, tally.reads), tally.reads));
        }
        return chains;
    }

    private Tally tally(Embedding embedding) {
        Tally tally = tallies.get(embedding);
        if (tally == null) {
            throw new IllegalArgumentException(embedding + " was not used");
        }
        return tally;
    }

    /** All chains, those broken most often first, of equal ones the longer first. */
    public List<Chain> worst() {
        return embeddings().stream()
                .flatMap(embedding -> chains(embedding).stream())
                .sorted(Comparator.comparingDouble((Chain chain) -> -chain.broken())
                        .thenComparingInt(chain -> -chain.qubits().size()))
                .toList();
    }
}
