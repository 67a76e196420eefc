// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.quantum.Golden;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.Zephyr;
import tools.jackson.databind.JsonNode;

final class CliqueEmbedderTest {
    @Test
    void wholeGraphsHaveTheCliquesOfBusclique() {
        for (JsonNode golden : Golden.dwave("clique_embedding_sizes.json").get("rows")) {
            String name = golden.get("graph").stringValue();
            Topology topology = topology(name);
            CliqueEmbedder embedder = new CliqueEmbedder(topology, topology.graph());
            Embedding largest = embedder.largest().orElseThrow();
            assertValid(embedder, largest);
            assertThat(largest.variables())
                    .as(name)
                    .isEqualTo(golden.get("largest_clique").intValue());
            assertThat(largest.longest())
                    .as(name)
                    .isLessThanOrEqualTo(
                            golden.get("largest_clique_chain_len").get(2).intValue());
            golden.get("cliques").forEachEntry((size, known) -> {
                Embedding embedding = embedder.find(Integer.parseInt(size)).orElseThrow();
                assertValid(embedder, embedding);
                assertThat(embedding.variables()).isEqualTo(Integer.parseInt(size));
                assertThat(embedding.longest())
                        .as(name + " " + size)
                        .isEqualTo(known.get("max").intValue());
                // for some sizes as short at its longest, but up to three in a hundred longer on average
                assertThat(embedding.qubits()).as(name + " " + size).isLessThanOrEqualTo((int)
                        (1.03 * known.get("qubits").intValue()));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"P6, 60, 7", "P16, 64, 7", "P16, 42, 5", "P16, 43, 6", "Z6, 88, 7", "Z15, 136, 10", "C4, 16, 5"})
    void chainsAreAsShortAsKnown(String name, int variables, int longest) {
        Topology topology = topology(name);
        CliqueEmbedder embedder = new CliqueEmbedder(topology, topology.graph());
        Embedding embedding = embedder.find(variables).orElseThrow();
        assertValid(embedder, embedding);
        assertThat(embedding.longest()).isEqualTo(longest);
    }

    private static void assertValid(CliqueEmbedder embedder, Embedding embedding) {
        assertThat(embedding.fault(embedder.graph(), SourceGraph.complete(embedding.variables())))
                .isEmpty();
    }

    private static Topology topology(String name) {
        int size = Integer.parseInt(name.substring(1));
        return switch (name.charAt(0)) {
            case 'P' -> new Pegasus(size, true);
            case 'Z' -> new Zephyr(size, 4);
            default -> new Chimera(size, size, 4);
        };
    }
}
