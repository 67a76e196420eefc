// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.Spins;

/** Text files as programs and people leave them, with the best value of each, found among all states. */
class PeoplesFilesTest {
    private final List<String> notes = new ArrayList<>();
    private final ReadOptions options = ReadOptions.standard().withNotes(notes::add);

    /** The best value of a problem in its own sense. */
    static double best(Problem problem) {
        double best = problem.sense().isMaximised() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (int bits = 0; bits < 1 << problem.variables(); bits++) {
            Spins state = Spins.ofWords(problem.variables(), new long[] {bits});
            double value = problem.value(problem.model().energy(0, state));
            best = problem.sense().isMaximised() ? Math.max(best, value) : Math.min(best, value);
        }
        return best;
    }

    private static byte[] bytes(String text) {
        return unescaped(text).getBytes(StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    }

    private Problem read(String name, byte[] bytes, ReadOptions how) throws IOException {
        return ProblemFile.read(new ByteArrayInputStream(bytes), name, how);
    }

    private Problem read(String name, String text) throws IOException {
        return read(name, bytes(text), options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a.qubo | 'p qubo unconstrained 4 2 1\n0 0 -3\n1 1 -2\n0 1 4'                 | -3
        a.qubo | 'C made by hand\nP qubo 0 2 2 1\nC nodes\n0 0 -1\n1 1 -1\nC couplers\n0 1 3' | -1
        a.qubo | 'P QUBO target 2 2 1 from a tool\n0 0 -1 node a\n1 1 -2.5e0 // b\n0 1 3 pair' | -2.5
        a.qubo | '# as MQLib has it\np qubo 0 2 2 1\n0 0 -1 # one\n1 1 -1\n1 0 -3'     | -5
        a.qubo | 'c offset 4.5\np qubo 0 1 1 0\n0 0 -1'                              | 3.5
        a.coo  | '# vartype=SPIN\n0 1 1 # a pair\n1 1 0.5# a field'                  | -1.5
        a.txt  | '3 3 # sizes\r\n1 2 1\t\r\n\r\n2\t3 +1e0 % note\r\n1 3 1   \r\n'     | 2
        a.txt  | '3 5\n1 1 5\n2 2 3\n3 3 1\n1 2 -6\n2 3 -1'                          | -5
        a.txt  | '2 3\n0 0 -1\n0 1 -1\n1 1 2'                                        | -1
        a.txt  | '3 4\n1 2 5\n2 1 5\n2 3 1\n3 2 1'                                   | 6
        a.txt  | '3 5\n1 1 -1\n1 2 -3\n2 1 -3\n2 3 2\n3 2 2'                         | -7
        a.txt  | '1.000000e+00 1.0e0 -2\n'                                           | -2
        """)
    void textFilesOfPeopleHaveTheirBestValue(String name, String text, double best) throws IOException {
        boolean isList = text.startsWith("1.0");
        assertThat(best(read(name, bytes(text), isList ? options.withVartype(Vartype.BINARY) : options)))
                .isEqualTo(best);
    }

    @Test
    void aListOfEdgesOrCoefficientsSaysWhatItWasTakenFor() throws IOException {
        assertThat(best(read("a.txt", "3 3\\n1 2 -4\\n1 3 3\\n2 3 -1"))).isEqualTo(2);
        assertThat(notes)
                .containsExactly("a.txt: taken for a graph whose cut is to be maximised (--format rudy);"
                        + " --format sparse reads it as a QUBO");
        notes.clear();
        read("a.txt", "2 2\\n1 1 5\\n1 2 1");
        assertThat(notes)
                .containsExactly(
                        "a.txt: taken for a QUBO to minimise (--format sparse), as it has entries on the diagonal");
        notes.clear();
        read("a.txt", "2 1\\n1 2");
        read("a.rudy", "2 1\\n1 2 3");
        read("a.sparse", "2 1\\n1 2 3");
        assertThat(notes).isEmpty();
        Problem asked = ProblemFile.read(
                new ByteArrayInputStream(bytes("3 3\\n1 2 -4\\n1 3 3\\n2 3 -1")), "a", ProblemFormat.SPARSE, options);
        assertThat(best(asked)).isEqualTo(-8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '# Constant term of objective = 4.5' | 4.5
        '# constant 4.5'                     | 4.5
        '# Offset: -2e0'                     | -2
        '% energy offset = +.5;'             | 0.5
        '# The constant term is: 3'          | 3
        '# ising_offset 7'                   | 7
        '# 3 vertices'                       | 0
        '# constant weights of 5 and more'   | 0
        '# vertices have an offset of vertex numbers of 1' | 0
        """)
    void aConstantInAComment(String comment, double constant) throws IOException {
        Problem problem = read("a.coo", "# vartype=BINARY\\n" + comment + "\\n0 0 -1\\n1 1 2");
        assertThat(best(problem)).isEqualTo(constant - 1);
        boolean isSuspect = constant == 0 && comment.matches(".*(constant|offset).*");
        assertThat(notes).hasSize(constant != 0 || isSuspect ? 1 : 0);
        assertThat(notes).allMatch(note -> note.startsWith("a.coo:2: "));
    }

    @Test
    void aCutHasNoConstantAndSaysSo() throws IOException {
        assertThat(best(read("a.rudy", "# offset = 3\\n2 1\\n1 2 5"))).isEqualTo(5);
        assertThat(notes).containsExactly("a.rudy:1: the constant 3 of this comment does not count, as a cut has none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoContent(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        assertThat(best(read("a.txt", "\ufeff3 3\n1 2 1\n2 3 1\n1 3 1\n".getBytes(charset), options)))
                .isEqualTo(2);
        String json = new String(SeedFiles.of(ProblemFormat.JSON).getFirst(), StandardCharsets.US_ASCII);
        assertThat(best(read("a.txt", ("\ufeff" + json).getBytes(charset), options)))
                .isEqualTo(best(read("a", json)));
        assertThat(best(read("a.csv", "\ufeff-1,2\n0,-1\n".getBytes(charset), options.withVartype(Vartype.BINARY))))
                .isEqualTo(-1);
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void everyFormatMayBeGzip() throws IOException {
        ReadOptions how = options.withVartype(Vartype.SPIN);
        for (ProblemFormat format : ProblemFormat.values()) {
            boolean saysNothing = format != ProblemFormat.COO;
            for (byte[] file : SeedFiles.of(format)) {
                ReadOptions each = saysNothing ? how : options;
                String name = "a." + format.formatName();
                Problem plain = read(name, file, each);
                Problem packed = read(name + ".gz", gzip(file), each);
                assertThat(packed.model()).isEqualTo(plain.model());
                assertThat(packed.labels()).isEqualTo(plain.labels());
            }
        }
    }

    @Test
    void damagedAndExcessiveGzipIsRefused() throws IOException {
        byte[] good = gzip(bytes("3 3\\n1 2 1\\n2 3 1\\n1 3 1\\n"));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.txt.gz", Arrays.copyOf(good, good.length - 9), options))
                .withMessageStartingWith("a.txt.gz: the gzip data is damaged or cut off after ");
        byte[] bomb = gzip(new String(new char[20_000_000]).replace('\0', '\n').getBytes(StandardCharsets.US_ASCII));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ProblemFile.read(
                        new ByteArrayInputStream(bomb), "a.txt", ProblemFormat.RUDY, options.withMaximumBytes(1 << 20)))
                .withMessage(
                        "a.txt: the gzip data expands to more than 16777216 bytes, which is the most that is read");
    }

    @Test
    void valuesMayBeMaximised() throws IOException {
        ReadOptions most = options.maximised();
        Problem qubo = read("a.qubo", bytes("p qubo 0 2 2 1\\n0 0 1\\n1 1 2.5\\n0 1 -3\\n"), most);
        assertThat(qubo.sense()).isEqualTo(Sense.MAX_QUBO);
        assertThat(best(qubo)).isEqualTo(2.5);
        assertThat(qubo.value(qubo.energy(2.5))).isEqualTo(2.5);
        assertThat(best(read("a.coo", bytes("# vartype=SPIN\\n# offset 1\\n0 1 2\\n0 0 0.5"), most)))
                .isEqualTo(3.5);
        assertThat(best(read("a.csv", bytes("1,2\\n2,-1"), most.withVartype(Vartype.SPIN))))
                .isEqualTo(4);
        assertThat(best(read("a.rudy", bytes("3 3\\n1 2 1\\n2 3 1\\n1 3 1"), most)))
                .isEqualTo(2);
        for (ProblemFormat format : new ProblemFormat[] {ProblemFormat.BQM, ProblemFormat.JSON, ProblemFormat.COO}) {
            Problem again = read("a." + format.formatName(), SeedFiles.written(qubo, format), most);
            assertThat(again.model()).isEqualTo(qubo.model());
        }
    }

    @Test
    void repeatedCoefficientsAddUpOrAreRefusedAsAsked() throws IOException {
        String twice = "3 3\\n1 2 1\\n1 2 2\\n2 3 -1\\n";
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.rudy", twice))
                .withMessage("a.rudy:3: variables 1 and 2 are paired twice; --duplicates sum adds them up");
        assertThat(best(read("a.rudy", bytes(twice), options.withDuplicates(Duplicates.SUM))))
                .isEqualTo(3);
        String list = "# vartype=BINARY\\n0 0 -1\\n0 0 -2\\n";
        assertThat(best(read("a.coo", list))).isEqualTo(-3);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.coo", bytes(list), options.withDuplicates(Duplicates.REJECT)))
                .withMessageContaining("has two linear coefficients");
        String both = "2 2\\n1 2 3\\n2 1 3";
        assertThat(best(read("a.rudy", both))).isEqualTo(3);
        assertThat(notes).containsExactly("a.rudy: every edge is given in both directions, and counts once");
        assertThat(best(read("a.rudy", bytes(both), options.withDuplicates(Duplicates.SUM))))
                .isEqualTo(6);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.rudy", "2 2\\n1 2 3\\n2 1 4"))
                .withMessageContaining("paired twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'source,target,weight\na,b,3\nb,c,1\na,c,2'  |        | 5
        'i;j\n1;2\n2;3'                              |        | 2
        '4,7,1\n7,9,2\n9,4,1.5\n4,12,-1'             |        | 3.5
        '4,7,1\n7,4,1\n7,9,2\n9,7,2'                 |        | 3
        'u,v,w\n0,0,-2\n0,1,3\n1,1,-1'               | BINARY | -2
        '0,0,-2\n0,1,3\n1,1,-1\n2,2,-4'              | BINARY | -6
        """)
    void edgesInCsv(String text, Vartype vartype, double best) throws IOException {
        ReadOptions how = vartype == null ? options : options.withVartype(vartype);
        assertThat(best(read("a.csv", bytes(text), how))).isEqualTo(best);
    }

    @Test
    void aSquareOfNumbersIsAMatrixAndNoListOfEdges() throws IOException {
        Problem matrix = read("a.csv", bytes("0,0,-2\\n0,1,3\\n1,1,-1"), options.withVartype(Vartype.BINARY));
        assertThat(matrix.labels()).isEqualTo(VariableLabels.range(0, 3));
        assertThat(best(matrix)).isEqualTo(-2);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.csv", "0,1,2\\n1,0,3\\n2,3,0"))
                .withMessageContaining("--vartype spin or --vartype binary");
    }

    @Test
    void badEdgesInCsvAreRefused() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.csv", "source,target,weight\\na,b,3\\nb,c"))
                .withMessage("a.csv:3: a row of 2 words; the first one has 3");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.csv", "source,target,weight\\na,b,c"))
                .withMessage("a.csv:2: a weight is 'c'; expected a finite number");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.csv", "source,target,weight\\na,a,1"))
                .withMessageContaining("a.csv:2: an edge joins \"a\" with itself");
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.csv", "weight,source,target\\n1,2,3\\n"))
                .withMessageContaining("an element is 'weight'");
    }
}
