// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

class ProblemFileTest {
    @TempDir
    Path folder;

    private static Problem again(Problem problem, ProblemFormat format) throws IOException {
        byte[] bytes = SeedFiles.written(problem, format);
        return ProblemFile.read(new ByteArrayInputStream(bytes), "again", format, ReadOptions.standard());
    }

    @Property(tries = 60)
    void spinsAreTheSameAfterWritingAndReading(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 100) int density,
            @ForAll long seed)
            throws IOException {
        PlainIsing whole = SeedFiles.model(n, density / 100.0, true, seed);
        PlainIsing any = SeedFiles.real(n, seed);
        for (PlainIsing model : List.of(whole, any)) {
            for (ProblemFormat format : List.of(ProblemFormat.BQM, ProblemFormat.JSON)) {
                Problem again = again(Problem.of(model), format);
                assertThat(again.model()).isEqualTo(model);
                assertThat(again.sense()).isEqualTo(Sense.MIN_ISING);
                assertThat(again.labels().areIndices()).isTrue();
            }
        }
        PlainIsing model = SeedFiles.model(n, density / 100.0, false, seed);
        assertThat(again(Problem.of(model), ProblemFormat.COO).model()).isEqualTo(model);
    }

    @Property(tries = 60)
    void binariesAreTheSameAfterWritingAndReading(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 0, max = 100) int density,
            @ForAll long seed)
            throws IOException {
        Problem problem = Problem.of(Qubo.of(SeedFiles.model(n, density / 100.0, true, seed)));
        assertThat(problem.sense()).isEqualTo(Sense.MIN_QUBO);
        for (ProblemFormat format : List.of(ProblemFormat.BQM, ProblemFormat.JSON)) {
            Problem again = again(problem, format);
            assertThat(again.model()).isEqualTo(problem.model());
            assertThat(again.sense()).isEqualTo(Sense.MIN_QUBO);
        }
    }

    @Test
    void goodFilesOfAllListsAreTheSameAfterWritingAndReading() throws IOException {
        int compared = 0;
        for (ProblemFormat format : List.of(
                ProblemFormat.RUDY, ProblemFormat.SPARSE, ProblemFormat.COO, ProblemFormat.BQM, ProblemFormat.JSON)) {
            for (byte[] bytes : SeedFiles.of(format)) {
                Problem problem =
                        ProblemFile.read(new ByteArrayInputStream(bytes), "seed", format, ReadOptions.standard());
                assertThat(again(problem, format)).isEqualTo(problem);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        G1           | '800 19176\n1 2 1'              |
        G1.txt       | '# a comment\n\n 5 0 # no edge\n' |
        a.txt        | 'DIMODBQM...'                   | BQM
        a.sparse     | '3 1\n1 2 1'                     | SPARSE
        A.SPARSE     | ''                              | SPARSE
        a.bits       | '1 1'                           | BITS
        a.qubo       | '3 2'                           |
        a.rudy       | '3 2'                           | RUDY
        a.qubo       | 'C by hand'                     | QBSOLV
        a            | 'P qubo unconstrained 3 1 1'    | QBSOLV
        a            | 'PK\u0003\u0004'               | NPZ
        a            | '%%matrixmarket matrix'         | MTX
        a.json       | '%%MatrixMarket matrix'         | MTX
        a            | '1,2.5e3,-3'                    | CSV
        a            | '1 2 3 4'                       | CSV
        a            | 'c generated\np qubo 0 3 1 1'   | QBSOLV
        a            | 'p qubo 0 3 1 1'                | QBSOLV
        a            | '# vartype=SPIN\n0 0 1'         | COO
        a            | '0 0 -1.5e3\n'                  | COO
        a            | '  { "type": 1'                 | JSON
        a.csv        | '1 2'                           | CSV
        a.npy        | ''                              | NPY
        """)
    void formatsAreRecognised(String name, String head, @Nullable ProblemFormat format) {
        byte[] bytes = head.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
        Recognition known = Recognition.of(name, bytes);
        assertThat(known.known()).isEqualTo(format);
        assertThat(known.isGraphOrQubo()).isEqualTo(format == null);
        if (format != null) {
            assertThat(ProblemFormat.named(format.formatName())).isEqualTo(format);
        }
    }

    @Test
    void numpyIsRecognisedByItsContent() throws IOException {
        Path file = folder.resolve("matrix");
        Files.write(file, Npy.of(1, "<f8", false, new double[][] {{1, 2}, {0, 3}}));
        Problem problem = ProblemFile.read(file, ReadOptions.standard().withVartype(Vartype.BINARY));
        assertThat(problem.sense()).isEqualTo(Sense.MIN_QUBO);
    }

    @Test
    void whatIsNotRecognisedIsSaid() throws IOException {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "Dear reader,\n1 2\n");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ProblemFile.read(file))
                .withMessage(file
                        + ": its format is not recognised; name it with --format, one of rudy, sparse,"
                        + " bits, qubo, coo, bqm, json, npy, npz, mtx, csv");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ProblemFile.read(file, ProblemFormat.QBSOLV))
                .satisfies(exception -> assertThat(exception.line()).isEqualTo(1))
                .satisfies(exception -> assertThat(exception.source()).isEqualTo(file.toString()))
                .withMessageEndingWith("expected 'p qubo 0 maxNodes nNodes nCouplers'");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> ProblemFile.read(folder.resolve("none")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemFormat.named("xml"))
                .withMessage(
                        "no problem format is called 'xml'; there are rudy, sparse, bits, qubo, coo, bqm, json, npy,"
                                + " npz, mtx, csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        QBSOLV | 'p qubo 0 3 1 1\n0 0 1\n'               | 'x: 1 nodes and 0 couplers; the line that begins with p announces 1 and 1'
        QBSOLV | 'p qubo 0 3 0 2\n0 1 1\n0 1 1'          | 'x:3: variables 0 and 1 are paired twice; --duplicates sum adds them up'
        QBSOLV | 'p qubo 0 3 2 0\n1 1 1\n1 1 1'          | 'x:3: variable 1 has two linear coefficients; --duplicates sum adds them up'
        QBSOLV | 'p qubo 0 3 0 1\n2 3 1'                 | 'x:2: a variable is ''3''; expected a whole number from 0 to 2'
        QBSOLV | 'p qubo'                                | 'x:1: expected ''p qubo 0 maxNodes nNodes nCouplers'''
        QBSOLV | 'p cnf 3 2'                             | 'x:1: expected ''p qubo 0 maxNodes nNodes nCouplers'''
        QBSOLV | 'p qubo 0 2 1 0\n0 one'                 | 'x:2: a variable is ''one''; expected a whole number from 0 to 1'
        COO    | '0 0 1'                                 | 'x: a coordinate list without a comment such as ''# vartype=SPIN'' does not say whether variables are spins or binary; name the one that is meant: --vartype spin or --vartype binary'
        COO    | '# vartype=SPIN\n# vartype=BINARY'      | 'x:2: vartype is BINARY; it was said to be SPIN before'
        COO    | '# vartype=INTEGER\n'                   | 'x:1: vartype is ''INTEGER''; expected SPIN or BINARY'
        COO    | '# vartype=SPIN\n0 -1 2'                | 'x:2: a variable is ''-1''; expected a whole number from 0 to 2147483647'
        COO    | '# vartype=SPIN\n'                      | 'x: it has no variables; expected at least one'
        """)
    void badListsAreRefused(ProblemFormat format, String text, String message) {
        byte[] bytes = text.replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(
                        () -> ProblemFile.read(new ByteArrayInputStream(bytes), "x", format, ReadOptions.standard()))
                .withMessage(message);
    }

    @Test
    void bitsThatFillNoGraphAreRefused() {
        for (byte[] bytes : List.of(new byte[0], new byte[8], new byte[] {0, 1})) {
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> ProblemFile.read(
                            new ByteArrayInputStream(bytes), "x", ProblemFormat.BITS, ReadOptions.standard()));
        }
    }

    @Test
    void whatAFormatCannotHoldIsNotWritten() throws IOException {
        Path file = folder.resolve("model.coo");
        Problem withOffset = Problem.of(SeedFiles.model(5, 0.5, true, 1));
        assertThat(withOffset.model().offset()).isNotZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemFile.write(withOffset, file, ProblemFormat.COO))
                .withMessageContaining("which a coordinate list cannot hold; bqm and json can");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemFile.write(withOffset, file, ProblemFormat.RUDY))
                .withMessage("a problem of MIN_ISING is no graph; rudy holds MAX_CUT");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemFile.write(withOffset, file, ProblemFormat.SPARSE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProblemFile.write(withOffset, file, ProblemFormat.NPY))
                .withMessage("files of format npy are not written; rudy, sparse, coo, bqm and json are");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void samplesAreWrittenAsDimodReadsThem() throws IOException {
        Problem problem = ProblemFile.read(
                new ByteArrayInputStream("3 3\n1 2 1\n2 3 1\n1 3 -1\n".getBytes(StandardCharsets.US_ASCII)),
                "triangle",
                ProblemFormat.RUDY,
                ReadOptions.standard());
        SampleSet found = SimulatedAnnealing.singleSpin()
                .sample(problem.model(), SamplingRequest.of(50, 3).withReads(4));
        Path file = folder.resolve("samples.json");
        SampleSetFile.write(problem, found, file);
        Map<String, Object> tree = JsonTree.map(JsonTree.read(file));
        assertThat(JsonTree.text(tree.get("variable_labels"))).isEqualTo("[1, 2, 3]");
        Map<String, Object> vectors = JsonTree.map(tree.get("vectors"));
        List<Object> energies =
                JsonTree.list(JsonTree.map(vectors.get("energy")).get("data"));
        List<Object> values = JsonTree.list(JsonTree.map(vectors.get("value")).get("data"));
        List<Object> counts =
                JsonTree.list(JsonTree.map(vectors.get("num_occurrences")).get("data"));
        List<Object> rows = JsonTree.list(JsonTree.map(tree.get("sample_data")).get("data"));
        assertThat(JsonTree.number(energies.getFirst())).isEqualTo(-3);
        assertThat(JsonTree.number(values.getFirst())).isEqualTo(2);
        assertThat(counts.stream().mapToDouble(JsonTree::number).sum()).isEqualTo(4);
        for (int k = 0; k < rows.size(); k++) {
            int word = (int) JsonTree.number(JsonTree.list(rows.get(k)).getFirst());
            for (int i = 0; i < 3; i++) {
                assertThat(word >> i & 1)
                        .isEqualTo((found.samples(0).get(k).spins().get(i) + 1) / 2);
            }
        }
        Map<String, Object> info = JsonTree.map(tree.get("info"));
        assertThat(info).containsEntry("sense", "MAX_CUT").containsEntry("sampler", "sa");
        assertThat(JsonTree.text(info.get("seed"))).isEqualTo("3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSetFile.write(Problem.of(SeedFiles.model(4, 1, false, 1)), found, file));
    }
}
