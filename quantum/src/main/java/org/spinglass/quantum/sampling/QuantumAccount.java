package org.spinglass.quantum.sampling;

import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.ModelAnswer;

/** What a sampler has had a processor do, added up over its calls. Safe for use from several threads. */
public final class QuantumAccount {
    private long calls;
    private long problems;
    private long reads;
    private long variables;
    private long qubits;
    private int longestChain;
    private double accessTime;
    private double broken;
    private double chains;

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
                variables == 0 ? 0 : (double) qubits / variables,
                longestChain,
                chains == 0 ? 0 : broken / chains,
                accessTime * 1e-6);
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
        variables += embedding.variables();
        qubits += embedding.qubits();
        longestChain = Math.max(longestChain, embedding.longest());
        broken += answer.meanBroken() * embedding.variables() * readsOfCall;
        chains += (double) embedding.variables() * readsOfCall;
    }
}
