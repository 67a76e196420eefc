// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;

/** Cliques where qubits and couplers are missing, several beside each other, and kept in files. */
final class DamagedGraphsTest {
    private static final Pegasus PEGASUS = new Pegasus(6, true);

    /** Whole graphs have 60, 56 and 32; the search depends on the seeds alone and reaches at least one more than these. */
    @ParameterizedTest
    @CsvSource({
        "pegasus, 6, 0.02, 0, 55",
        "pegasus, 6, 0.02, 0.005, 48",
        "pegasus, 6, 0.1, 0.01, 34",
        "zephyr, 4, 0.02, 0, 53",
        "zephyr, 4, 0.02, 0.01, 46",
        "chimera, 8, 0.02, 0, 28",
        "chimera, 8, 0.05, 0.02, 18",
    })
    void largestCliquesAvoidFaults(String type, int size, double qubits, double couplers, int atLeast) {
        Topology topology = Topology.of(type, List.of(size));
        for (int seed = 1; seed <= 5; seed++) {
            WorkingGraph graph =
                    Faults.random(topology.graph(), qubits, couplers, seed).removedFrom(topology.graph());
            CliqueEmbedder embedder = new CliqueEmbedder(topology, graph);
            Embedding largest = embedder.largest().orElseThrow();
            assertThat(largest.fault(graph, SourceGraph.complete(largest.variables())))
                    .isEmpty();
            assertThat(largest.variables()).isGreaterThanOrEqualTo(atLeast);
            for (int n : new int[] {1, 2, 3, 4, 5, 12, atLeast}) {
                Embedding embedding = embedder.find(n).orElseThrow();
                assertThat(embedding.variables()).isEqualTo(n);
                assertThat(embedding.fault(graph, SourceGraph.complete(n))).isEmpty();
                assertThat(embedder.find(n)).contains(embedding);
            }
        }
    }

    @Test
    void fewVariablesNeedNoChains() {
        CliqueEmbedder pegasus = new CliqueEmbedder(PEGASUS, PEGASUS.graph());
        assertThat(pegasus.find(4).orElseThrow().longest()).isEqualTo(1);
        assertThat(pegasus.find(5).orElseThrow().longest()).isEqualTo(2);
        Chimera chimera = new Chimera(2, 2, 4);
        CliqueEmbedder onChimera = new CliqueEmbedder(chimera, chimera.graph());
        assertThat(onChimera.find(2).orElseThrow().longest()).isEqualTo(1);
        assertThat(onChimera.find(3).orElseThrow().longest()).isEqualTo(2);
        assertThat(onChimera.find(9)).isEmpty();
        assertThatThrownBy(() -> pegasus.find(0)).hasMessage("0 variables; expected at least 1");
    }

    @Test
    void chimeraNeedNotBeSquare() {
        Chimera chimera = new Chimera(3, 5, 4);
        CliqueEmbedder embedder = new CliqueEmbedder(chimera, chimera.graph());
        Embedding largest = embedder.largest().orElseThrow();
        assertThat(largest.variables()).isEqualTo(12);
        assertThat(largest.fault(chimera.graph(), SourceGraph.complete(12))).isEmpty();
    }

    @Test
    void aCouplerThatIsMissedAtACrossingIsWorkedRound() {
        Chimera chimera = new Chimera(1, 1, 4);
        WorkingGraph graph = new Faults(new int[0], new int[] {0, 4, 1, 5}).removedFrom(chimera.graph());
        CliqueEmbedder embedder = new CliqueEmbedder(chimera, graph);
        Embedding largest = embedder.largest().orElseThrow();
        assertThat(largest.fault(graph, SourceGraph.complete(largest.variables())))
                .isEmpty();
        // two faults cost at most two of four chains
        assertThat(largest.variables()).isBetween(2, 4);
    }

    @Test
    void copiesShareNoQubit() {
        WorkingGraph graph = Faults.random(PEGASUS.graph(), 0.02, 0, 9).removedFrom(PEGASUS.graph());
        CliqueEmbedder embedder = new CliqueEmbedder(PEGASUS, graph);
        List<Embedding> copies = embedder.copies(16, 1000);
        // a whole P6 has room for 8
        assertThat(copies).hasSize(7);
        Set<Integer> used = new HashSet<>();
        for (Embedding copy : copies) {
            assertThat(copy.fault(graph, SourceGraph.complete(16))).isEmpty();
            for (int v = 0; v < 16; v++) {
                for (int q : copy.chain(v)) {
                    assertThat(used.add(q)).isTrue();
                }
            }
        }
        assertThat(embedder.copies(16, 2)).isEqualTo(copies.subList(0, 2));
        assertThat(embedder.copies(100, 2)).isEmpty();
    }

    @Test
    void graphsOfAnotherTopologyAreRefused() {
        assertThatThrownBy(() -> new CliqueEmbedder(PEGASUS, new Pegasus(7, true).graph()))
                .hasMessageContaining("labels; expected at most 720");
        assertThatThrownBy(() -> new CliqueEmbedder(PEGASUS, new Pegasus(6, false).graph()))
                .hasMessage("qubit 0 is none of " + PEGASUS);
        WorkingGraph strange = new WorkingGraph(720, new int[] {30, 40}, new int[] {30, 40});
        assertThatThrownBy(() -> new CliqueEmbedder(PEGASUS, strange))
                .hasMessage("coupler (30, 40) is none of " + PEGASUS);
    }

    @Test
    void faultsAreDrawnBySeed() {
        WorkingGraph whole = new Zephyr(3, 4).graph();
        Faults faults = Faults.random(whole, 0.05, 0.1, 4);
        assertThat(faults.qubits()).hasSize(17);
        assertThat(faults.qubits()).isEqualTo(Faults.random(whole, 0.05, 0.1, 4).qubits());
        assertThat(faults.couplers())
                .isEqualTo(Faults.random(whole, 0.05, 0.1, 4).couplers());
        assertThat(faults.qubits())
                .isNotEqualTo(Faults.random(whole, 0.05, 0.1, 5).qubits());
        WorkingGraph left = faults.removedFrom(whole);
        assertThat(left.qubits()).hasSize(336 - 17);
        assertThat(Arrays.stream(faults.qubits()).noneMatch(left::has)).isTrue();
        assertThat(left.isCoupled(faults.couplers()[0], faults.couplers()[1])).isFalse();
        assertThat(whole.isCoupled(faults.couplers()[0], faults.couplers()[1])).isTrue();
        assertThatThrownBy(() -> Faults.random(whole, 1, 0, 1))
                .hasMessageContaining("the part of missing qubits is 1.0");
        assertThatThrownBy(() -> new Faults(new int[] {9999}, new int[0]).removedFrom(whole))
                .hasMessage("missing qubit 9999; expected a qubit of the graph");
        assertThatThrownBy(() -> new Faults(new int[0], new int[] {0, 335}).removedFrom(whole))
                .hasMessageContaining("missing coupler (0, 335)");
    }

    @Test
    void foundEmbeddingsAreKept(@TempDir Path folder) throws IOException {
        WorkingGraph graph = PEGASUS.graph();
        CliqueEmbedder embedder = new CliqueEmbedder(PEGASUS, graph);
        EmbeddingCache cache = new EmbeddingCache(folder.resolve("new"));
        SourceGraph twelve = SourceGraph.complete(12);
        Embedding found = cache.get(graph, twelve, () -> embedder.find(12)).orElseThrow();
        Path file = cache.file(graph, SourceGraph.complete(12));
        assertThat(file.getFileName().toString()).isEqualTo(graph.fingerprint().substring(0, 16) + "-K12.json");
        assertThat(cache.get(graph, SourceGraph.complete(12), Optional::empty)).contains(found);
        // a damaged file, or one of chains that do not work here, is found anew
        Files.writeString(file, "{\"0\":[1]");
        assertThat(cache.get(graph, SourceGraph.complete(12), Optional::empty)).isEmpty();
        assertThat(cache.get(graph, twelve, () -> embedder.find(12))).contains(found);
        WorkingGraph damaged = new Faults(found.chain(3), new int[0]).removedFrom(graph);
        assertThat(damaged.fingerprint()).isNotEqualTo(graph.fingerprint());
        EmbeddingFile.write(cache.file(damaged, SourceGraph.complete(12)), found);
        assertThat(cache.get(damaged, SourceGraph.complete(12), Optional::empty))
                .isEmpty();
        SourceGraph sparse = new SourceGraph(3, new int[] {0, 1, 1, 2});
        assertThat(cache.file(graph, sparse)).isNotEqualTo(cache.file(graph, SourceGraph.complete(3)));
    }
}
