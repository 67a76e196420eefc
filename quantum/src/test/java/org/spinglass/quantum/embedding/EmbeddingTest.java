// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.quantum.topology.WorkingGraph;

final class EmbeddingTest {
    /** A square 0-1-2-3 with a tail 3-4-5; label 6 is no qubit. */
    private static final WorkingGraph GRAPH =
            new WorkingGraph(7, new int[] {0, 1, 2, 3, 4, 5}, new int[] {0, 1, 1, 2, 2, 3, 0, 3, 3, 4, 4, 5});

    @Test
    void aTriangleOnASquareIsWhole() {
        Embedding embedding = Embedding.of(new int[][] {{0}, {1}, {3, 2}});
        assertThat(embedding.fault(GRAPH, SourceGraph.complete(3))).isEmpty();
        assertThat(embedding.chain(2)).containsExactly(2, 3);
        assertThat(embedding.qubits()).isEqualTo(4);
        assertThat(embedding.shortest()).isEqualTo(1);
        assertThat(embedding.longest()).isEqualTo(2);
        assertThat(embedding.meanLength()).isEqualTo(4.0 / 3);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Embedding.of(new int[][] {{0}, {}}))
                .hasMessage("the chain of variable 1 is empty; expected qubits");
        assertThatThrownBy(() -> Embedding.of(new int[][] {{0, 4}, {1}, {4}}))
                .hasMessage("qubit 4 is in the chains of variables 0 and 2; expected chains without common qubits");
        assertThatThrownBy(() -> Embedding.of(new int[][] {{0}, {-3}})).hasMessageContaining("has qubit -3");
        assertThatThrownBy(() -> Embedding.of(new int[0][])).hasMessageContaining("expected at least one chain");
        assertThat(Embedding.of(new int[][] {{0}, {2, 4, 5}}).fault(GRAPH))
                .contains(
                        "the chain of variable 1 is not connected: no couplers of its own lead from qubit 2 to qubit 4");
        assertThat(Embedding.of(new int[][] {{0}, {6}}).fault(GRAPH))
                .contains("the chain of variable 1 has qubit 6, which does not work");
        assertThat(Embedding.of(new int[][] {{0}, {900}}).fault(GRAPH))
                .contains("the chain of variable 1 has qubit 900, which does not work");
        assertThat(Embedding.of(new int[][] {{0}, {1}, {4}}).fault(GRAPH, SourceGraph.complete(3)))
                .contains("no coupler joins the chains of variables 0 and 2");
        assertThat(Embedding.of(new int[][] {{0}, {1}}).fault(GRAPH, SourceGraph.complete(3)))
                .contains("variable 2 has no chain: there are 2 chains for 3 variables");
    }

    @Test
    void filesKeepEmbeddings(@TempDir Path folder) throws IOException {
        Embedding embedding = Embedding.of(new int[][] {{0, 7}, {1}, {3, 2}});
        Path file = folder.resolve("chains.json");
        EmbeddingFile.write(file, embedding);
        assertThat(EmbeddingFile.read(file)).isEqualTo(embedding);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(EmbeddingFile.fromJson("{\"1\":[45],\"0\":[30,31]}")).isEqualTo(Embedding.of(new int[][] {
            {30, 31}, {45}
        }));
    }

    @Test
    void textsThatAreNoEmbeddingsAreRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> EmbeddingFile.fromJson("{\"0\":[1],\"2\":[3]}"))
                .hasMessage("no chain of variable 1 among 2 chains; expected variables 0 to 1");
        assertThatThrownBy(() -> EmbeddingFile.fromJson("[[1],[2]]")).hasMessageContaining("no embedding");
        assertThatThrownBy(() -> EmbeddingFile.fromJson("null")).hasMessageContaining("no embedding");
        assertThatThrownBy(() -> EmbeddingFile.fromJson("{\"0\":null}")).hasMessageContaining("variable 0");
        assertThatThrownBy(() -> EmbeddingFile.fromJson("{\"0\":[1")).hasMessageContaining("no embedding");
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"0\":[]}");
        assertThatThrownBy(() -> EmbeddingFile.read(file))
                .hasMessage(file + ": the chain of variable 0 is empty; expected qubits");
    }

    @Test
    void pairsOfASourceAreChecked() {
        assertThat(SourceGraph.complete(4).isComplete()).isTrue();
        assertThat(new SourceGraph(4, new int[] {0, 1, 1, 3}).isComplete()).isFalse();
        assertThatThrownBy(() -> new SourceGraph(3, new int[] {1, 2, 0, 1}))
                .hasMessage("pair (0, 1); expected rising variables below 3, behind the pair before");
        assertThatThrownBy(() -> new SourceGraph(3, new int[] {0, 3})).hasMessageContaining("pair (0, 3)");
    }
}
