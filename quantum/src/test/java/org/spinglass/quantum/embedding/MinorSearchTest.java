// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.quantum.Golden;
import org.spinglass.quantum.topology.Chimera;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import org.spinglass.quantum.topology.Zephyr;
import tools.jackson.databind.JsonNode;

final class MinorSearchTest {
    private static final WorkingGraph PEGASUS = new Pegasus(6, true).graph();

    /** A random graph of so many pairs. */
    private static SourceGraph random(int variables, int couplings, long seed) {
        Random random = new Random(seed);
        TreeSet<Integer> chosen = new TreeSet<>();
        while (chosen.size() < couplings) {
            int i = random.nextInt(variables);
            int j = random.nextInt(variables);
            if (i < j) {
                chosen.add(i * variables + j);
            }
        }
        return new SourceGraph(
                variables,
                chosen.stream()
                        .flatMapToInt(pair -> IntStream.of(pair / variables, pair % variables))
                        .toArray());
    }

    @ParameterizedTest
    @CsvSource({
        "pegasus, 6, 60, 90, 150",
        "zephyr, 4, 60, 90, 130",
        "chimera, 8, 40, 60, 170",
        "pegasus, 6, 30, 120, 130"
    })
    void randomGraphsAreEmbedded(String type, int size, int variables, int couplings, int qubits) {
        Topology topology = Topology.of(type, List.of(size));
        for (int seed = 1; seed <= 3; seed++) {
            WorkingGraph graph =
                    Faults.random(topology.graph(), 0.03, 0.01, seed).removedFrom(topology.graph());
            SourceGraph source = random(variables, couplings, seed);
            Embedding embedding = MinorSearch.of(seed).find(graph, source).orElseThrow();
            assertThat(embedding.fault(graph, source)).isEmpty();
            assertThat(embedding.variables()).isEqualTo(variables);
            assertThat(embedding.qubits()).isLessThanOrEqualTo(qubits);
        }
    }

    @Test
    void cliquesAreNoLongerThanMinorminers() {
        double worst = 0;
        for (JsonNode run : Golden.dwave("minorminer_P16_cliques.json")) {
            worst = run.get("n").intValue() == 32
                    ? Math.max(worst, run.get("mean").doubleValue())
                    : worst;
        }
        WorkingGraph graph = new Pegasus(16, true).graph();
        Embedding embedding = MinorSearch.of(2)
                .withPatience(3)
                .find(graph, SourceGraph.complete(32))
                .orElseThrow();
        assertThat(embedding.fault(graph, SourceGraph.complete(32))).isEmpty();
        assertThat(embedding.meanLength()).isLessThanOrEqualTo(worst);
        assertThat(embedding.longest()).isLessThanOrEqualTo(7);
    }

    @Test
    void theSeedFixesTheEmbedding() {
        SourceGraph source = random(40, 80, 1);
        Embedding one = MinorSearch.of(5).find(PEGASUS, source).orElseThrow();
        assertThat(MinorSearch.of(5).find(PEGASUS, source)).contains(one);
        assertThat(MinorSearch.of(6).find(PEGASUS, source)).isPresent().get().isNotEqualTo(one);
    }

    @Test
    void variablesWithoutCouplingsGetAQubitToo() {
        SourceGraph source = new SourceGraph(6, new int[] {1, 2});
        Embedding embedding = MinorSearch.of(1).find(PEGASUS, source).orElseThrow();
        assertThat(embedding.fault(PEGASUS, source)).isEmpty();
        assertThat(embedding.qubits()).isEqualTo(6);
    }

    @Test
    void whatCannotFitIsNotFound() {
        WorkingGraph path = new WorkingGraph(6, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 1, 1, 2, 2, 3, 3, 4, 4, 5});
        assertThat(MinorSearch.of(1).find(path, SourceGraph.complete(3))).isEmpty();
        assertThat(MinorSearch.of(1).find(path, SourceGraph.complete(2))).isPresent();
        assertThat(MinorSearch.of(1).find(path, new SourceGraph(7, new int[] {0, 1})))
                .isEmpty();
        WorkingGraph apart = new WorkingGraph(2, new int[] {0, 1}, new int[0]);
        assertThat(MinorSearch.of(1).find(apart, SourceGraph.complete(2))).isEmpty();
    }

    @Test
    void aSearchThatIsStoppedReturnsWhatItHas() {
        SourceGraph source = random(40, 80, 1);
        assertThat(MinorSearch.of(1).find(PEGASUS, source, () -> false)).isEmpty();
        assertThat(MinorSearch.of(1).withTimeLimit(Duration.ofNanos(1)).find(PEGASUS, source))
                .isEmpty();
        AtomicInteger asked = new AtomicInteger();
        assertThat(MinorSearch.of(1).find(PEGASUS, source, () -> asked.incrementAndGet() > 0))
                .isPresent();
        int half = asked.get() / 2;
        asked.set(0);
        Optional<Embedding> stopped = MinorSearch.of(1).find(PEGASUS, source, () -> asked.incrementAndGet() < half);
        assertThat(stopped).isPresent();
        assertThat(stopped.get().fault(PEGASUS, source)).isEmpty();
        assertThat(asked.get()).isLessThan(2 * half);
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> MinorSearch.of(1).withTries(0)).hasMessageContaining("0 tries");
        assertThatThrownBy(() -> MinorSearch.of(1).withPatience(0)).hasMessageContaining("patience of 0");
        assertThatThrownBy(() -> MinorSearch.of(1).withTimeLimit(Duration.ZERO)).hasMessageContaining("time limit");
    }

    @Test
    void problemsTakeTheBetterOfTwoWays() {
        Zephyr zephyr = new Zephyr(4, 4);
        CliqueEmbedder cliques = new CliqueEmbedder(zephyr, zephyr.graph());
        ProblemEmbedder embedder = new ProblemEmbedder(cliques, MinorSearch.of(1));
        assertThat(embedder.find(SourceGraph.complete(20), () -> true)).isEqualTo(cliques.find(20));
        SourceGraph sparse = random(50, 60, 1);
        Embedding found = embedder.find(sparse, () -> true).orElseThrow();
        assertThat(found.fault(zephyr.graph(), sparse)).isEmpty();
        assertThat(found.qubits()).isLessThan(cliques.find(50).orElseThrow().qubits());
        // once stopped, what bent wires give stays
        assertThat(embedder.find(sparse, () -> false)).isEqualTo(cliques.find(50));
        // three variables on two by two coupled qubits fit, though not as bent wires of equal kind
        Chimera chimera = new Chimera(1, 1, 2);
        CliqueEmbedder small = new CliqueEmbedder(chimera, chimera.graph());
        assertThat(small.find(3)).isEmpty();
        assertThat(new ProblemEmbedder(small, MinorSearch.of(1)).find(SourceGraph.complete(3), () -> true))
                .isPresent();
    }
}
