// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.formats.FormatException;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.Variable;

/**
 * The files were written by a script that follows {@code ConstrainedQuadraticModel.to_file} of dimod 0.12 step by step,
 * with Python's zipfile, stored and deflated: to minimise is
 * {@code -3 x + 2 s - i - 2 j + s x + 0.5 i^2 + 1.5}, with {@code room: 2 i + j <= 9}, {@code both: x + j + 1 >= 0} and
 * the soft {@code j <= 2}, each unit above which costs 1.5.
 */
final class CqmReaderTest {
    private static byte[] bytes(String file) throws IOException {
        try (InputStream stream = Objects.requireNonNull(CqmReaderTest.class.getResourceAsStream(file))) {
            return stream.readAllBytes();
        }
    }

    private static Model read(byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes), "m", ModelFormat.CQM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.cqm", "deflated.cqm"})
    void variablesObjectiveAndConstraintsAreRead(String file) throws IOException {
        Model model = read(bytes(file));
        assertThat(model.variables().stream().map(v -> v.name() + " " + v.low() + " " + v.high() + " " + v.isSpin()))
                .containsExactly(
                        "x 0 1 false", "s -1 1 true", "(i,1) 0 5 false", "j -2 9 false", "over soft 0 7 false");
        assertThat(model.objective().toString())
                .isEqualTo("-3 x + 2 s - (i,1) - 2 j + s x + 0.5 (i,1) (i,1) + 1.5 over soft + 1.5");
        assertThat(model.constraints().stream().map(c -> c.name() + ": " + c.rule()))
                .containsExactly("room: 2 (i,1) + j <= 9", "both: 0 <= x + j + 1", "soft: j - over soft <= 2");
        ModelSolution found = ModelSolver.solve(model, ModelRequest.of(1));
        assertThat(found.ended()).isEqualTo(ModelSolution.End.OPTIMAL);
        // x = 1, s = -1: -3 - 2 - 1; i is 0 or 1; j of 7 costs -14 + 7.5, of 9 -18 + 10.5, of 8 -16 + 9: 9, i = 0
        assertThat(found.best().objective()).isEqualTo(1.5 - 6 - 7.5);
    }

    /** As dimod's {@code SampleSet.from_serializable} takes them; the soft constraint is broken. */
    @Test
    void answersAreWrittenAsDimodReadsThem() throws IOException {
        CqmFile file = CqmFile.read(new ByteArrayInputStream(bytes("stored.cqm")), "m");
        assertThat(file.variables()).isEqualTo(4);
        assertThat(file.constraints()).isEqualTo(3);
        assertThat(file.biases()).isEqualTo(11); // with products of the objective
        ModelRequest request = ModelRequest.of(1);
        for (Variable variable : file.model().variables()) {
            int value = switch (variable.name()) {
                case "x" -> 1;
                case "s" -> -1;
                case "j" -> 9;
                case "over soft" -> 7;
                default -> 0;
            };
            file.model().fix(variable, value);
        }
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        file.write(List.of(ModelSolver.solve(file.model(), request).best()), Map.of("run_time", 5L), json);
        assertThat(json.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"SampleSet\",\"version\":{\"sampleset_schema\":\"3.2.0\"},"
                        + "\"num_variables\":4,\"num_rows\":1,"
                        + "\"sample_data\":{\"type\":\"array\",\"data\":[[1,-1,0,9]],\"data_type\":\"float64\","
                        + "\"shape\":[1,4],\"use_bytes\":false},"
                        + "\"sample_type\":\"float64\",\"sample_packed\":false,\"vectors\":{"
                        + "\"energy\":{\"type\":\"array\",\"data\":[-22.5],\"data_type\":\"float64\",\"shape\":[1],"
                        + "\"use_bytes\":false},"
                        + "\"num_occurrences\":{\"type\":\"array\",\"data\":[1],\"data_type\":\"int64\",\"shape\":[1],"
                        + "\"use_bytes\":false},"
                        + "\"is_feasible\":{\"type\":\"array\",\"data\":[true],\"data_type\":\"bool\",\"shape\":[1],"
                        + "\"use_bytes\":false},"
                        + "\"is_satisfied\":{\"type\":\"array\",\"data\":[[true,true,false]],\"data_type\":\"bool\","
                        + "\"shape\":[1,3],\"use_bytes\":false}},"
                        + "\"variable_labels\":[\"x\",\"s\",[\"i\",1],\"j\"],\"variable_type\":\"INTEGER\","
                        + "\"info\":{\"constraint_labels\":[\"room\",\"both\",\"soft\"],\"run_time\":5}}");
    }

    /** Whatever is cut off or overwritten, the answer is a message or a model, and never another exception. */
    @Property(tries = 1500)
    void hostileFilesAreRefused(@ForAll @IntRange(max = 100_000) int place, @ForAll byte value, @ForAll boolean isCut)
            throws IOException {
        byte[] bytes = bytes("stored.cqm");
        int at = place % bytes.length;
        if (isCut) {
            bytes = Arrays.copyOf(bytes, at);
        } else {
            bytes[at] = value;
        }
        byte[] hostile = bytes;
        try {
            assertThat(read(hostile).size()).isPositive();
        } catch (FormatException e) {
            assertThat(e.getMessage()).startsWith("m: ");
        }
    }

    @Test
    void faultsSayWhatWasExpected() throws IOException {
        byte[] version = bytes("stored.cqm");
        version[8] = 1;
        assertThatThrownBy(() -> read(version)).hasMessageContaining("m: the version is 1.0; expected 2.0");
        assertThatThrownBy(() -> read("minimise".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("m: the header does not begin with DIMODCQM; expected it");
        byte[] whole = bytes("stored.cqm");
        byte[] header = Arrays.copyOf(whole, 14 + (whole[10] & 0xff) + ((whole[11] & 0xff) << 8));
        assertThatThrownBy(() -> read(header))
                .hasMessage("m: no entry varinfo behind the header; expected one, and the file may be cut off");
        for (int length : new int[] {5, header.length / 2, header.length + 9, 300, whole.length / 2}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .as(length + " bytes")
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith("m: ");
        }
    }
}
