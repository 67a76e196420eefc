// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.quantum.Golden;
import tools.jackson.databind.JsonNode;

/** Topologies against D-Wave's own generators. */
final class TopologyTest {
    @ParameterizedTest
    @CsvSource({
        "C2, 32, 80, 3a873854aec3e68f",
        "C4, 128, 352, e8e93a7119dbada8",
        "C16, 2048, 6016, 2edf8b6b853d8456",
        "P2, 40, 164, 9a134c8544dc7641",
        "P3, 128, 704, e163086df7b69d1e",
        "P4, 264, 1604, 6a2b819cce95a72c",
        "P6, 680, 4484, 4703b7d17a042693",
        "P16, 5640, 40484, d8eac0f74904bcc8",
        "P16_nofabric, 5760, 40656, 2e38b56ab48cec91",
        "Z2, 160, 1224, 5f6b01c13bd5e6c2",
        "Z3, 336, 2808, e85ebdcd6f5d1551",
        "Z4, 576, 5032, 1f8184edbb38bbfb",
        "Z6, 1248, 11400, 1d5304b41c9cb750",
        "Z12, 4800, 45864, ef22ee5f62601249",
        "Z15, 7440, 71736, 45f4a6c93290d811",
    })
    void graphsHaveTheKnownQubitsAndCouplers(String name, int qubits, int couplers, String hash) {
        WorkingGraph graph = topology(name).graph();
        assertThat(graph.qubits()).hasSize(qubits);
        assertThat(graph.couplers()).hasSize(2 * couplers);
        assertThat(hash(graph)).startsWith(hash);
    }

    @Test
    void graphsAreThoseOfTheGenerators() {
        int checked = 0;
        for (JsonNode golden : Golden.dwave("topology_counts.json").get("graphs")) {
            WorkingGraph graph = topology(golden.get("name").stringValue()).graph();
            assertThat(graph.qubits())
                    .as(golden.get("name").stringValue())
                    .hasSize(golden.get("nodes").intValue());
            assertThat(graph.couplers()).hasSize(2 * golden.get("edges").intValue());
            assertThat(graph.qubits()[0]).isEqualTo(golden.get("min_node").intValue());
            assertThat(graph.qubits()[graph.qubits().length - 1])
                    .isEqualTo(golden.get("max_node").intValue());
            assertThat(hash(graph)).isEqualTo(golden.get("sha256_sorted_edges").stringValue());
            TreeMap<Integer, Integer> degrees = new TreeMap<>();
            for (int q : graph.qubits()) {
                degrees.merge(graph.start(q + 1) - graph.start(q), 1, Integer::sum);
            }
            TreeMap<Integer, Integer> expected = new TreeMap<>();
            golden.get("degree_hist").forEachEntry((k, v) -> expected.put(Integer.parseInt(k), v.intValue()));
            assertThat(degrees).isEqualTo(expected);
            checked++;
        }
        assertThat(checked).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C2", "P2", "P2_nofabric", "P3", "Z2"})
    void smallGraphsHaveTheKnownEdges(String name) {
        JsonNode golden = Golden.dwave("graph_" + name + ".json");
        WorkingGraph graph = topology(name).graph();
        assertThat(graph.qubits()).isEqualTo(Golden.ints(golden.get("nodes")));
        Set<List<Integer>> edges = new HashSet<>();
        for (JsonNode edge : golden.get("edges")) {
            edges.add(List.of(
                    Math.min(edge.get(0).intValue(), edge.get(1).intValue()),
                    Math.max(edge.get(0).intValue(), edge.get(1).intValue())));
        }
        Set<List<Integer>> found = new HashSet<>();
        for (int c = 0; c < graph.couplers().length; c += 2) {
            found.add(List.of(graph.couplers()[c], graph.couplers()[c + 1]));
        }
        assertThat(found).isEqualTo(edges);
    }

    @Test
    void coordinatesAreThoseOfTheGenerators() {
        JsonNode golden = Golden.dwave("coordinates.json");
        Pegasus pegasus = new Pegasus(16, true);
        for (JsonNode qubit : golden.get("pegasus_16")) {
            int label = qubit.get("linear").intValue();
            int[] at = Golden.ints(qubit.get("pegasus"));
            assertThat(pegasus.coordinates(label)).isEqualTo(new Pegasus.Coordinates(at[0], at[1], at[2], at[3]));
            int[] nice = Golden.ints(qubit.get("nice"));
            assertThat(pegasus.niceCoordinates(label))
                    .isEqualTo(new Pegasus.NiceCoordinates(nice[0], nice[1], nice[2], nice[3], nice[4]));
        }
        Chimera chimera = new Chimera(16, 16, 4);
        for (JsonNode qubit : golden.get("chimera_16")) {
            int[] at = Golden.ints(qubit.get("chimera"));
            assertThat(chimera.coordinates(qubit.get("linear").intValue()))
                    .isEqualTo(new Chimera.Coordinates(at[0], at[1], at[2], at[3]));
        }
        for (int size : new int[] {12, 15}) {
            Zephyr zephyr = new Zephyr(size, 4);
            for (JsonNode qubit : golden.get("zephyr_" + size + "_4")) {
                int[] at = Golden.ints(qubit.get("zephyr"));
                assertThat(zephyr.coordinates(qubit.get("linear").intValue()))
                        .isEqualTo(new Zephyr.Coordinates(at[0], at[1], at[2], at[3], at[4]));
            }
        }
    }

    @Test
    void labelsAndCoordinatesBelongTogether() {
        Pegasus pegasus = new Pegasus(5, true);
        for (int label = 0; label < pegasus.labels(); label++) {
            Pegasus.Coordinates at = pegasus.coordinates(label);
            assertThat(pegasus.label(at.orientation(), at.tile(), at.wire(), at.place()))
                    .isEqualTo(label);
            assertThat(pegasus.label(pegasus.niceCoordinates(label))).isEqualTo(label);
        }
        Chimera chimera = new Chimera(2, 3, 5);
        for (int label = 0; label < chimera.labels(); label++) {
            Chimera.Coordinates at = chimera.coordinates(label);
            assertThat(chimera.label(at.row(), at.column(), at.orientation(), at.wire()))
                    .isEqualTo(label);
        }
        Zephyr zephyr = new Zephyr(3, 2);
        for (int label = 0; label < zephyr.labels(); label++) {
            Zephyr.Coordinates at = zephyr.coordinates(label);
            assertThat(zephyr.label(at.orientation(), at.tile(), at.wire(), at.half(), at.place()))
                    .isEqualTo(label);
        }
        assertThatThrownBy(() -> zephyr.coordinates(zephyr.labels())).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void everyCouplerOfZephyrIsInOneGroupOfEachEnd() {
        Zephyr zephyr = new Zephyr(2, 4);
        WorkingGraph graph = zephyr.graph();
        int[] sizes = new int[2 * zephyr.labels()];
        for (int q : graph.qubits()) {
            for (int e = graph.start(q); e < graph.start(q + 1); e++) {
                sizes[2 * q + zephyr.couplerGroup(q, graph.neighbours()[e])]++;
            }
        }
        JsonNode golden = Golden.dwave("embedding_transforms.json").get("zephyr2_coupling_groups");
        JsonNode first = golden.get("groups_first_16");
        for (int group = 0; group < first.size(); group++) {
            assertThat(sizes[group]).isEqualTo(first.get(group).size());
            for (JsonNode coupler : first.get(group)) {
                int[] ends = Golden.ints(coupler);
                int other = ends[0] == group / 2 ? ends[1] : ends[0];
                assertThat(ends).contains(group / 2);
                assertThat(zephyr.couplerGroup(group / 2, other)).isEqualTo(group % 2);
            }
        }
        Arrays.sort(sizes);
        assertThat(sizes).isEqualTo(Golden.ints(golden.get("sizes")));
    }

    @Test
    void shapesOfProcessorsAreRead() {
        assertThat(Topology.of("pegasus", List.of(16))).isEqualTo(new Pegasus(16, true));
        assertThat(Topology.of("zephyr", List.of(12, 4))).isEqualTo(new Zephyr(12, 4));
        assertThat(Topology.of("chimera", List.of(16, 12, 4))).isEqualTo(new Chimera(16, 12, 4));
        assertThatThrownBy(() -> Topology.of("zephyr", List.of(1, 2, 3)))
                .hasMessageContaining("topology zephyr of shape [1, 2, 3]; expected pegasus [m]");
    }

    private static Topology topology(String name) {
        String[] parts = name.substring(1).split("_");
        return switch (name.charAt(0)) {
            case 'P' -> new Pegasus(Integer.parseInt(parts[0]), parts.length == 1);
            case 'Z' ->
                new Zephyr(Integer.parseInt(parts[0]), parts.length == 1 ? 4 : Integer.parseInt(parts[1].substring(1)));
            default ->
                parts.length == 1
                        ? Topology.of("chimera", List.of(Integer.parseInt(parts[0])))
                        : new Chimera(
                                Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer.parseInt(parts[3]));
        };
    }

    private static String hash(WorkingGraph graph) {
        StringBuilder lines = new StringBuilder();
        for (int p : graph.qubits()) {
            for (int e = graph.start(p); e < graph.start(p + 1); e++) {
                if (graph.neighbours()[e] > p) {
                    lines.append(p).append(' ').append(graph.neighbours()[e]).append('\n');
                }
            }
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(lines.toString().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
