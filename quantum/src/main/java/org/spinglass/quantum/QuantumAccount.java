// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.LinkedHashMap;
import java.util.Map;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.quantum.embedding.Embedding;

/**
 * What a processor was used for. Each call of a {@link QuantumSampler} keeps its own and writes it into its provenance; who
 * makes several calls {@linkplain #add(Provenance) adds them up} here. Safe for use from several threads.
 */
public final class QuantumAccount {
    private static final String CALLS = "calls";
    private static final String PROBLEMS = "problems";
    private static final String READS = "readsOfCalls";
    private static final String ACCESS = "accessSeconds";
    private static final String BROKEN = "brokenChains";
    private static final String MEAN_CHAIN = "meanChain";
    private static final String LONGEST_CHAIN = "longestChain";
    private static final String CHAINS = "chains";
    private static final String CHAIN_READS = "chainReads";

    private long calls;
    private long problems;
    private long reads;
    private long chains;
    private long qubits;
    private int longestChain;
    private double accessTime;
    private double broken;
    private double chainReads;

    /** An empty account. */
    public QuantumAccount() {}

    /**
     * The sums at one moment.
     *
     * @param calls problems handed to the processor, each with one or more problems of the sampler side by side
     * @param problems of the sampler
     * @param reads over all calls
     * @param meanChain qubits of a chain on average
     * @param longestChain qubits of the longest chain
     * @param brokenChains broken chains as a fraction of all, over all reads
     * @param accessSeconds seconds of the processor that were charged
     */
    public record Totals(
            long calls,
            long problems,
            long reads,
            double meanChain,
            int longestChain,
            double brokenChains,
            double accessSeconds) {}

    /** The sums so far. */
    public synchronized Totals totals() {
        return new Totals(
                calls,
                problems,
                reads,
                chains == 0 ? 0 : (double) qubits / chains,
                longestChain,
                chainReads == 0 ? 0 : broken / chainReads,
                accessTime * 1e-6);
    }

    /** Adds what one call of a {@link QuantumSampler} used; the provenance of any other sampler adds nothing. */
    public synchronized void add(Provenance call) {
        Map<String, Object> used = call.options();
        if (!used.containsKey(CHAIN_READS)) {
            return;
        }
        calls += (long) number(used, CALLS);
        problems += (long) number(used, PROBLEMS);
        reads += (long) number(used, READS);
        chains += (long) number(used, CHAINS);
        qubits += Math.round(number(used, MEAN_CHAIN) * number(used, CHAINS));
        longestChain = Math.max(longestChain, (int) number(used, LONGEST_CHAIN));
        accessTime += number(used, ACCESS) * 1e6;
        broken += number(used, BROKEN) * number(used, CHAIN_READS);
        chainReads += number(used, CHAIN_READS);
    }

    private static double number(Map<String, Object> used, String name) {
        return ((Number) used.getOrDefault(name, 0)).doubleValue();
    }

    /** The sums, as options of a provenance from which {@link #add(Provenance)} gets them back. */
    synchronized Map<String, Object> options() {
        Totals totals = totals();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put(CALLS, calls);
        options.put(PROBLEMS, problems);
        options.put(READS, reads);
        options.put(ACCESS, totals.accessSeconds());
        options.put(CHAINS, chains);
        options.put(MEAN_CHAIN, totals.meanChain());
        options.put(LONGEST_CHAIN, longestChain);
        options.put(CHAIN_READS, Math.round(chainReads));
        options.put(BROKEN, totals.brokenChains());
        return options;
    }

    synchronized void addCall(QubitAnswer answer) {
        calls++;
        accessTime += answer.accessTime();
        for (int occurrences : answer.occurrences()) {
            reads += occurrences;
        }
    }

    synchronized void addProblem(Embedding embedding, ModelAnswer answer, int readsOfCall) {
        problems++;
        chains += embedding.variables();
        qubits += embedding.qubits();
        longestChain = Math.max(longestChain, embedding.longest());
        broken += answer.meanBroken() * embedding.variables() * readsOfCall;
        chainReads += (double) embedding.variables() * readsOfCall;
    }
}
