// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a page shows of the chains of a quantum annealer.
 *
 * @param solver the annealer's name
 * @param what a chain stands for, such as a variable
 * @param picture of the processor with its chains, a PNG
 * @param chains how many there are
 * @param broken how many were broken in some read
 * @param reads of each
 * @param worst those that were broken most often, in this order
 */
@SuppressWarnings("ArrayRecordComponent")
public record ChainView(
        String solver, String what, byte[] picture, int chains, long broken, long reads, List<Chain> worst) {
    /** Keeps copies. */
    public ChainView {
        picture = picture.clone();
        worst = List.copyOf(worst);
    }

    /**
     * A chain.
     *
     * @param number of what it stands for
     * @param qubits their labels
     * @param broken how often, as a fraction of the reads
     */
    public record Chain(int number, List<Integer> qubits, double broken) {
        /** Keeps a copy. */
        public Chain {
            qubits = List.copyOf(qubits);
        }
    }

    /** As the page takes it. */
    ObjectNode json() {
        ObjectNode view = Tree.object();
        view.put("picture", Base64.getEncoder().encodeToString(picture));
        view.put("solver", solver).put("what", what).put("count", chains);
        view.put("broken", broken).put("reads", reads);
        ArrayNode rows = view.putArray("rows");
        for (Chain chain : worst) {
            rows.addArray()
                    .add(chain.number())
                    .add(chain.qubits().size())
                    .add(chain.broken())
                    .add(chain.qubits().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
        return view;
    }
}
