// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.Pegasus;
import org.spinglass.quantum.topology.WorkingGraph;
import tools.jackson.databind.JsonNode;

/** Embedding and unembedding against D-Wave's own. */
final class GoldenEmbeddingTest {
    private static final double CLOSE = 1e-6;

    @Test
    void problemsAreSpreadOverTheirChains() {
        for (JsonNode golden : Golden.dwave("embedding_transforms.json").get("embed")) {
            Terms source = new Terms(golden.get("source"));
            JsonNode given = golden.get("chain_strength_in");
            EmbeddedProblem embedded = EmbeddedProblem.of(
                    source.model(),
                    embedding(golden.get("embedding"), source.names),
                    graph(golden.get("target_edges")),
                    given.isNull() ? ChainStrength.UNIFORM_TORQUE : new ChainStrength.Given(given.doubleValue()));
            String name = golden.get("name").stringValue();
            if (!golden.get("chain_strength_used").isNull()) {
                assertThat(embedded.chainStrength())
                        .as(name)
                        .isCloseTo(golden.get("chain_strength_used").doubleValue(), within(CLOSE));
            }
            Terms target = new Terms(golden.get("target"));
            QubitProblem problem = embedded.problem();
            assertThat(problem.qubits()).hasSize(target.names.size());
            Map<String, Double> expected = target.byName();
            Map<String, Double> found = new TreeMap<>();
            for (int i = 0; i < problem.qubits().length; i++) {
                found.put("" + problem.qubits()[i], problem.fields()[i]);
            }
            for (int c = 0; c < problem.couplings().length; c++) {
                found.put(problem.couplers()[2 * c] + " " + problem.couplers()[2 * c + 1], problem.couplings()[c]);
            }
            assertThat(found.keySet()).as(name).isEqualTo(expected.keySet());
            found.forEach(
                    (key, value) -> assertThat(value).as(name + " " + key).isCloseTo(expected.get(key), within(CLOSE)));
            assertThat(problem.offset()).as(name).isCloseTo(target.offset, within(CLOSE));
        }
    }

    @Test
    void statesAreReadFromTheirChains() {
        JsonNode all = Golden.dwave("embedding_transforms.json");
        Terms source = new Terms(all.get("embed").get(0).get("source"));
        WorkingGraph graph = graph(all.get("embed").get(0).get("target_edges"));
        Map<String, Unembedding> methods = Map.of(
                "majority_vote",
                new Unembedding.MajorityVote(),
                "discard",
                new Unembedding.Discard(),
                "minimize_energy",
                new Unembedding.MinimizeEnergy());
        for (JsonNode golden : all.get("unembed")) {
            String name = golden.get("name").stringValue();
            EmbeddedProblem embedded = EmbeddedProblem.of(
                    source.model(),
                    embedding(golden.get("embedding"), source.names),
                    graph,
                    ChainStrength.UNIFORM_TORQUE);
            int rows = golden.get("target_samples").size();
            byte[] spins = bytes(golden.get("target_samples"));
            QubitAnswer answer = new QubitAnswer(
                    "", graph.qubits(), spins, new double[rows], Golden.ints(golden.get("occurrences")), Map.of());
            ModelAnswer read = embedded.unembed(
                    answer, Objects.requireNonNull(methods.get(name.substring(name.indexOf(':') + 1))));
            assertThat(read.spins()).as(name).isEqualTo(bytes(golden.get("samples")));
            assertThat(read.energies()).as(name).containsExactly(doubles(golden.get("energies")), within(CLOSE));
            assertThat(read.occurrences()).isEqualTo(Golden.ints(golden.get("num_occurrences")));
            assertThat(read.brokenFractions())
                    .as(name)
                    .containsExactly(doubles(golden.get("chain_break_fraction")), within(CLOSE));
        }
    }

    @Test
    void strengthsOfChains() {
        for (JsonNode golden : Golden.dwave("embedding_transforms.json").get("chain_strength")) {
            SparseIsing model = new Terms(golden.get("bqm")).model();
            String name = golden.get("name").stringValue();
            assertThat(ChainStrength.UNIFORM_TORQUE.of(model))
                    .as(name)
                    .isCloseTo(golden.get("uniform_torque_compensation").doubleValue(), within(CLOSE));
            assertThat(new ChainStrength.Scaled(1).of(model))
                    .as(name)
                    .isCloseTo(golden.get("scaled").doubleValue(), within(CLOSE));
        }
    }

    @Test
    void aRealRunIsSpreadAsItWas() {
        JsonNode golden = Golden.dwave("embedding_composite_run.json");
        int n = golden.get("h").size();
        float[] fields = new float[n];
        float[] couplings = new float[n * n];
        double offset = 0;
        for (int i = 0; i < n; i++) {
            fields[i] = golden.get("h").get(i).floatValue();
            offset += golden.get("J").get(i).get(i).doubleValue();
            for (int j = 0; j < n; j++) {
                couplings[i * n + j] = i == j
                        ? 0
                        : (float) (golden.get("J").get(i).get(j).doubleValue()
                                + golden.get("J").get(j).get(i).doubleValue());
            }
        }
        DenseIsing model = DenseIsing.of(couplings, fields, offset);
        Embedding embedding = EmbeddingFile.fromJson(golden.get("embedding").toString());
        WorkingGraph graph = new Pegasus(2, true).graph();
        for (int size = 3;
                size <= 16 && embedding.fault(graph, SourceGraph.of(model)).isPresent();
                size++) {
            graph = new Pegasus(size, true).graph();
        }
        EmbeddedProblem embedded = EmbeddedProblem.of(model, embedding, graph, ChainStrength.UNIFORM_TORQUE);
        assertThat(embedded.chainStrength())
                .isCloseTo(golden.get("chain_strength").doubleValue(), within(CLOSE));
        // all states without broken chains have the energy of the model; the lowest is the known ground energy
        byte[] spins = new byte[embedded.problem().qubits().length];
        double lowest = Double.POSITIVE_INFINITY;
        for (int state = 0; state < 1 << n; state++) {
            for (int v = 0; v < n; v++) {
                for (int q : embedding.chain(v)) {
                    spins[Arrays.binarySearch(embedded.problem().qubits(), q)] = (byte) ((state >> v & 1) * 2 - 1);
                }
            }
            lowest = Math.min(lowest, embedded.problem().energy(spins, 0));
        }
        assertThat(lowest).isCloseTo(golden.get("exact_ground_energy").doubleValue(), within(CLOSE));
    }

    private static WorkingGraph graph(JsonNode edges) {
        int[] ends = new int[2 * edges.size()];
        for (int e = 0; e < edges.size(); e++) {
            ends[2 * e] = edges.get(e).get(0).intValue();
            ends[2 * e + 1] = edges.get(e).get(1).intValue();
        }
        return new WorkingGraph(6, new int[] {0, 1, 2, 3, 4, 5}, ends);
    }

    private static Embedding embedding(JsonNode chains, List<String> names) {
        int[][] sets = new int[names.size()][];
        Arrays.setAll(sets, v -> Golden.ints(chains.get(names.get(v))));
        return Embedding.of(sets);
    }

    private static byte[] bytes(JsonNode rows) {
        List<Byte> found = new ArrayList<>();
        for (JsonNode row : rows) {
            row.forEach(spin -> found.add((byte) spin.intValue()));
        }
        byte[] bytes = new byte[found.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = found.get(i);
        }
        return bytes;
    }

    private static double[] doubles(JsonNode list) {
        double[] values = new double[list.size()];
        Arrays.setAll(values, i -> list.get(i).doubleValue());
        return values;
    }

    /** A quadratic model with named variables; binary ones are converted to spins, x = (1 + s) / 2. */
    private static final class Terms {
        final List<String> names = new ArrayList<>();
        final double[] fields;
        final int[] from;
        final int[] to;
        final double[] couplings;
        double offset;

        Terms(JsonNode json) {
            json.get("linear").forEach(term -> names.add(term.get(0).asString()));
            JsonNode quadratic = json.get("quadratic");
            fields = new double[names.size()];
            from = new int[quadratic.size()];
            to = new int[quadratic.size()];
            couplings = new double[quadratic.size()];
            offset = json.get("offset").doubleValue();
            boolean isBinary = json.get("vartype").stringValue().equals("BINARY");
            for (int v = 0; v < fields.length; v++) {
                double value = json.get("linear").get(v).get(1).doubleValue();
                fields[v] += isBinary ? value / 2 : value;
                offset += isBinary ? value / 2 : 0;
            }
            for (int e = 0; e < couplings.length; e++) {
                JsonNode term = quadratic.get(e);
                from[e] = names.indexOf(term.get(0).asString());
                to[e] = names.indexOf(term.get(1).asString());
                double value = term.get(2).doubleValue();
                couplings[e] = isBinary ? value / 4 : value;
                if (isBinary) {
                    fields[from[e]] += value / 4;
                    fields[to[e]] += value / 4;
                    offset += value / 4;
                }
            }
        }

        SparseIsing model() {
            float[] values = new float[couplings.length];
            float[] linear = new float[fields.length];
            for (int e = 0; e < values.length; e++) {
                values[e] = (float) couplings[e];
            }
            for (int v = 0; v < linear.length; v++) {
                linear[v] = (float) fields[v];
            }
            return SparseIsing.of(from, to, values, linear, offset);
        }

        Map<String, Double> byName() {
            Map<String, Double> terms = new TreeMap<>();
            for (int v = 0; v < fields.length; v++) {
                terms.put(names.get(v), fields[v]);
            }
            for (int e = 0; e < couplings.length; e++) {
                int p = Integer.parseInt(names.get(from[e]));
                int q = Integer.parseInt(names.get(to[e]));
                terms.put(Math.min(p, q) + " " + Math.max(p, q), couplings[e]);
            }
            return terms;
        }
    }
}
