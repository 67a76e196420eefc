// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.lab.settings.Records;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.GraphFile;

/**
 * What {@code qpu embed --json} prints.
 *
 * @param topology of the chip
 * @param shape of the chip
 * @param chipQubits that work
 * @param wholeQubits that would work on a chip without faults
 * @param chipCouplers that work
 * @param variables of the problem
 * @param couplings of the problem
 * @param isComplete whether all variables are coupled with each other
 * @param shortest chain, in qubits
 * @param longest chain, in qubits
 * @param meanLength of the chains
 * @param qubits of all chains
 * @param copies that find room side by side; of complete graphs alone, else 1
 * @param seconds that it took
 * @param chains qubits of each variable
 */
record EmbeddingAnswer(
        String topology,
        List<Integer> shape,
        int chipQubits,
        int wholeQubits,
        int chipCouplers,
        int variables,
        int couplings,
        boolean isComplete,
        int shortest,
        int longest,
        double meanLength,
        int qubits,
        int copies,
        double seconds,
        Map<String, List<Integer>> chains) {
    /** Keeps copies. */
    EmbeddingAnswer {
        shape = List.copyOf(shape);
        chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
    }

    /** Of an embedding that was found. */
    static EmbeddingAnswer of(GraphFile chip, SourceGraph source, Embedding found, int copies, double seconds) {
        Map<String, List<Integer>> chains = new LinkedHashMap<>();
        for (int v = 0; v < found.variables(); v++) {
            chains.put(
                    Integer.toString(v), Arrays.stream(found.chain(v)).boxed().toList());
        }
        return new EmbeddingAnswer(
                chip.topology().type(),
                chip.topology().shape(),
                chip.graph().qubits().length,
                chip.topology().graph().qubits().length,
                chip.graph().couplers().length / 2,
                source.variables(),
                source.couplings(),
                source.isComplete(),
                found.shortest(),
                found.longest(),
                found.meanLength(),
                found.qubits(),
                copies,
                seconds,
                chains);
    }

    /** As one line of JSON. */
    String toJson() {
        return Records.json(this);
    }
}
