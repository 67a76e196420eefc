// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.spinglass.formats.JsonTree.list;
import static org.spinglass.formats.JsonTree.map;
import static org.spinglass.formats.JsonTree.number;
import static org.spinglass.formats.JsonTree.string;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Spins;

/** Files that dimod 0.12.21 wrote and read: ours are the same bytes, and say the same when read. */
class DimodGoldenTest {
    /** Of all states of the model as dimod states it, the problem has the same values. */
    private static void requireSame(Problem problem, Map<String, Object> bqm) {
        boolean isSpin = "SPIN".equals(bqm.get("vartype"));
        assertThat(problem.sense()).isEqualTo(isSpin ? Sense.MIN_ISING : Sense.MIN_QUBO);
        List<Object> variables = list(bqm.get("variables"));
        assertThat(problem.variables()).isEqualTo(variables.size());
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < problem.variables(); i++) {
            numbers.put(problem.labels().text(i), i);
        }
        for (int bits = 0; bits < 1 << variables.size(); bits++) {
            double expected = number(bqm.get("offset"));
            for (Object term : list(bqm.get("linear"))) {
                expected += number(list(term).get(1))
                        * value(bits, numbers, list(term).get(0), isSpin);
            }
            for (Object term : list(bqm.get("quadratic"))) {
                expected += number(list(term).get(2))
                        * value(bits, numbers, list(term).get(0), isSpin)
                        * value(bits, numbers, list(term).get(1), isSpin);
            }
            Spins state = Spins.ofWords(variables.size(), new long[] {bits});
            assertThat(problem.value(problem.model().energy(0, state))).isEqualTo(expected);
        }
    }

    private static int value(int bits, Map<String, Integer> numbers, Object label, boolean isSpin) {
        String name = label instanceof JsonTree.Number number ? number.text() : (String) label;
        int bit = bits >> Objects.requireNonNull(numbers.get(name)) & 1;
        return isSpin ? 2 * bit - 1 : bit;
    }

    private static Problem read(byte[] bytes, ProblemFormat format, ReadOptions options) throws IOException {
        return ProblemFile.read(new ByteArrayInputStream(bytes), "golden", format, options);
    }

    private static byte[] written(Problem problem, ProblemFormat format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProblemFile.write(problem, bytes, format);
        return bytes.toByteArray();
    }

    @Test
    void bqmFilesAreReadAndWrittenByteByByte() throws Exception {
        Map<String, Object> golden = map(JsonTree.read(KnownFiles.file("golden/dwave/dimod_bqm_files.json")));
        List<String> equal = new ArrayList<>();
        for (Object entry : list(golden.get("files"))) {
            Map<String, Object> file = map(entry);
            byte[] bytes = Base64.getDecoder().decode(string(file.get("base64")));
            if ("empty".equals(file.get("name"))) {
                assertThatExceptionOfType(FormatException.class)
                        .isThrownBy(() -> read(bytes, ProblemFormat.BQM, ReadOptions.standard()))
                        .withMessage("golden: it has no variables; expected at least one");
                continue;
            }
            Problem problem = read(bytes, ProblemFormat.BQM, ReadOptions.standard());
            requireSame(problem, map(file.get("bqm")));
            if (bytes[8] == 2 && !"spin_float32".equals(file.get("name"))) {
                byte[] ours = written(problem, ProblemFormat.BQM);
                assertThat(ours).isEqualTo(bytes);
                byte[] digest = MessageDigest.getInstance("MD5").digest(ours);
                assertThat(Base64.getEncoder().encodeToString(digest)).isEqualTo(file.get("md5_b64"));
                equal.add(string(file.get("name")));
            }
        }
        assertThat(equal)
                .containsExactly(
                        "docs_xy_binary_labels",
                        "spin_4_index_labelled",
                        "spin_4_ignore_labels",
                        "labels_7_3_5",
                        "isolated_vars");
    }

    @Test
    void coordinateListsAreReadAndWrittenAsText() throws IOException {
        Map<String, Object> golden = map(JsonTree.read(KnownFiles.file("golden/dwave/dimod_coo.json")));
        List<String> equal = new ArrayList<>();
        for (Object entry : list(golden.get("cases"))) {
            Map<String, Object> example = map(entry);
            String name = string(example.get("name"));
            byte[] text = string(example.get("text")).getBytes(StandardCharsets.US_ASCII);
            ReadOptions options = ReadOptions.standard();
            if (name.equals("qubo_no_header")) {
                options = options.withVartype(Vartype.BINARY);
            } else if (example.get("vartype") instanceof String vartype) {
                options = options.withVartype(Vartype.valueOf(vartype));
            }
            if (name.equals("load_empty_bias")) {
                assertThatExceptionOfType(FormatException.class)
                        .isThrownBy(() -> read(text, ProblemFormat.COO, ReadOptions.standard()))
                        .withMessage("golden:2: a bias is ''; expected a finite number");
                continue;
            }
            Problem problem = read(text, ProblemFormat.COO, options);
            if (name.equals("load_sci_notation_line_is_silently_ignored")) {
                // dimod reads 0 here
                assertThat(problem.model().field(0)).isEqualTo(1e-3);
                continue;
            }
            if (!name.equals("precision_6_decimals_lost")) {
                requireSame(
                        problem, map(example.containsKey("reloaded") ? example.get("reloaded") : example.get("bqm")));
            }
            if (name.startsWith("qubo_") || name.startsWith("spin_")) {
                String header = name.equals("qubo_no_header") ? "# vartype=BINARY\n" : "";
                assertThat(new String(written(problem, ProblemFormat.COO), StandardCharsets.US_ASCII))
                        .isEqualTo(header + example.get("text") + "\n");
                equal.add(name);
            }
        }
        assertThat(equal).containsExactly("qubo_no_header", "qubo_header", "spin_header_offset_lost");
    }

    @Test
    void coordinateListsKeepSmallNumbers() throws IOException {
        byte[] text = "# vartype=SPIN\n0 0 1e-7\n0 1 -2e-7\n2 2 0\n".getBytes(StandardCharsets.US_ASCII);
        Problem problem = read(text, ProblemFormat.COO, ReadOptions.standard());
        Problem again = read(written(problem, ProblemFormat.COO), ProblemFormat.COO, ReadOptions.standard());
        assertThat(again.model()).isEqualTo(problem.model());
        assertThat(problem.model().field(0)).isEqualTo(1e-7);
        assertThat(problem.model().energy(0, Spins.of((byte) -1, (byte) 1, (byte) 1)))
                .isEqualTo(1e-7);
    }

    @Test
    void modelsAsJsonAreReadAndWrittenCharacterByCharacter() throws IOException {
        Map<String, Object> golden = map(JsonTree.read(KnownFiles.file("golden/dwave/dimod_serializable.json")));
        Map<String, Object> example = map(golden.get("bqm"));
        String text = JsonTree.text(example.get("serializable"));
        Problem problem = read(text.getBytes(StandardCharsets.US_ASCII), ProblemFormat.JSON, ReadOptions.standard());
        requireSame(problem, map(example.get("bqm")));
        assertThat(new String(written(problem, ProblemFormat.JSON), StandardCharsets.US_ASCII))
                .isEqualTo(text);
    }

    @Test
    void sampleSetsAreWrittenCharacterByCharacter() throws IOException {
        Map<String, Object> golden = map(JsonTree.read(KnownFiles.file("golden/dwave/dimod_serializable.json")));
        for (String name : new String[] {"sampleset", "sampleset_40_vars"}) {
            Map<String, Object> example = map(golden.get(name));
            Map<String, Object> serializable = map(example.get("serializable"));
            List<Spins> states = new ArrayList<>();
            for (Object row : list(example.get("samples"))) {
                byte[] sigma = new byte[list(row).size()];
                for (int i = 0; i < sigma.length; i++) {
                    sigma[i] = (byte) number(list(row).get(i));
                }
                states.add(Spins.of(sigma));
            }
            Map<String, Object> vectors = new LinkedHashMap<>();
            map(serializable.get("vectors")).forEach((key, value) -> {
                double[] data = list(map(value).get("data")).stream()
                        .mapToDouble(JsonTree::number)
                        .toArray();
                boolean isWhole = "int64".equals(map(value).get("data_type"));
                vectors.put(
                        key,
                        isWhole
                                ? Arrays.stream(data)
                                        .mapToLong(element -> (long) element)
                                        .toArray()
                                : data);
            });
            Map<String, Object> info =
                    name.equals("sampleset") ? Map.of("timing", Map.of("qpu_access_time", 12.5)) : Map.of();
            StringWriter text = new StringWriter();
            new SampleSetJson(
                            Vartype.SPIN,
                            VariableLabels.range(0, states.getFirst().size()),
                            states,
                            vectors,
                            info)
                    .write(text);
            assertThat(text).hasToString(JsonTree.text(serializable));
            assertThat(serializable.keySet()).containsAll(Set.of("sample_data", "vectors", "info"));
        }
    }
}
