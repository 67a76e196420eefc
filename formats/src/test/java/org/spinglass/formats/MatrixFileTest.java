// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

class MatrixFileTest {
    private static final double[][] WHOLE = {{1, 2, 0}, {4, 0, 100}, {0, 3, 1}};
    private static final double[][] TRUTH = {{1, 1, 0}, {0, 0, 1}, {1, 1, 1}};

    private static Problem read(byte[] bytes, ProblemFormat format, Vartype vartype) throws IOException {
        return ProblemFile.read(
                new ByteArrayInputStream(bytes),
                "matrix",
                format,
                ReadOptions.standard().withVartype(vartype).withMaximumBytes(1 << 20));
    }

    /** {@code x' M x}. */
    private static double form(double[][] matrix, Spins state, Vartype vartype) {
        int low = vartype == Vartype.SPIN ? -1 : 0;
        double sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                sum += matrix[i][j] * (state.get(i) > 0 ? 1 : low) * (state.get(j) > 0 ? 1 : low);
            }
        }
        return sum;
    }

    private static void requireForm(Problem problem, double[][] matrix, Vartype vartype) {
        assertThat(problem.sense()).isEqualTo(vartype == Vartype.SPIN ? Sense.MIN_ISING : Sense.MIN_QUBO);
        for (int bits = 0; bits < 1 << matrix.length; bits++) {
            Spins state = Spins.ofWords(matrix.length, new long[] {bits});
            assertThat(problem.value(problem.model().energy(0, state))).isEqualTo(form(matrix, state, vartype));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, <f8, false", "1, <f4, true", "2, >f8, false", "3, >f4, true", "1, <f2, false", "1, |i1, false",
        "1, <i2, true", "2, >i4, false", "1, <i8, true", "1, |u1, false", "1, >u2, false", "1, <u4, false",
        "3, <u8, true", "1, |b1, false"
    })
    void arraysOfEveryTypeAndOrderAreTheFormOfTheirMatrix(int version, String type, boolean isFortran)
            throws IOException {
        double[][] matrix = type.equals("|b1") ? TRUTH : WHOLE;
        for (Vartype vartype : Vartype.values()) {
            requireForm(read(Npy.of(version, type, isFortran, matrix), ProblemFormat.NPY, vartype), matrix, vartype);
        }
    }

    @Test
    void unsignedNumbersHaveNoSign() throws IOException {
        double[][] longs = {{4e9, 0}, {0, 0}};
        requireForm(read(Npy.of(1, "<u4", false, longs), ProblemFormat.NPY, Vartype.BINARY), longs, Vartype.BINARY);
        double[][] shorts = {{0, 65_535}, {0, 1}};
        requireForm(read(Npy.of(1, ">u2", false, shorts), ProblemFormat.NPY, Vartype.BINARY), shorts, Vartype.BINARY);
        double[][] bytes = {{255, 0}, {128, 0}};
        requireForm(read(Npy.of(1, "|u1", false, bytes), ProblemFormat.NPY, Vartype.BINARY), bytes, Vartype.BINARY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        '1,2,0\n4,0,100\n0,3,1\n'
        '# a comment\n1; 2; 0\n\n4 ;0;1e2\n0;3;1'
        ' 1.0\t2 0 \r\n+4 0 100.\r\n0 .3e1 1\r\n'
        '1.000000000000000000e+00,2.0,0.0\n4.0,-0.0,100\n0,3,1\n'
        """)
    void textWithAnySeparatorIsTheFormOfItsMatrix(String text) throws IOException {
        byte[] bytes = unescaped(text);
        for (Vartype vartype : Vartype.values()) {
            requireForm(read(bytes, ProblemFormat.CSV, vartype), WHOLE, vartype);
        }
    }

    private static byte[] unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void trianglesAndSymmetricMatricesOfTheSameFormAreTheSameModel() throws IOException {
        PlainIsing upper = read(unescaped("1 4 2\\n0 3 0\\n0 0 1"), ProblemFormat.CSV, Vartype.BINARY)
                .model();
        PlainIsing lower = read(unescaped("1 0 0\\n4 3 0\\n2 0 1"), ProblemFormat.CSV, Vartype.BINARY)
                .model();
        PlainIsing symmetric = read(unescaped("1 2 1\\n2 3 0\\n1 0 1"), ProblemFormat.CSV, Vartype.BINARY)
                .model();
        assertThat(lower).isEqualTo(upper);
        assertThat(symmetric).isEqualTo(upper);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''               | 'matrix:1: the file is empty; expected the rows of a matrix'
        '1,2'            | 'matrix:1: the file ends after 1 of 2 rows'
        '1,2\n3'         | 'matrix:2: a row of 1 numbers; the first one has 2'
        '1,2\n3,4,5'     | 'matrix:2: a row of more than 2 numbers; the first one has 2'
        '1,2\n3,4\n5,6'  | 'matrix:3: more rows than the 2 numbers of the first one'
        '1,2\n3;4'       | 'matrix:2: expected '','' after an element'
        '1,\n3,4'        | 'matrix:1: an element is ''''; expected a finite number'
        '1,x\n3,4'       | 'matrix:1: an element is ''x''; expected a finite number'
        '1,inf\n3,4'     | 'matrix:1: an element is ''inf''; expected a finite number'
        '0 1e308\n1e308 0' | 'matrix: a coefficient is Infinity; it must be finite'
        """)
    void badTextIsRefused(String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(unescaped(text), ProblemFormat.CSV, Vartype.SPIN))
                .withMessage(message);
    }

    @Test
    void badArraysAreRefused() {
        byte[] good = Npy.of(1, "<f8", false, WHOLE);
        requireRefused(Arrays.copyOf(good, good.length - 1), "the file ends where 8 more bytes are expected");
        requireRefused(Arrays.copyOf(good, good.length + 1), "expected the end of the file");
        requireRefused(replaced(good, "(3, 3)", "(3, 4)"), "shape is (3, 4); expected a square matrix");
        requireRefused(replaced(good, "(3, 3)", "(9,  )"), "shape is (9,); expected a square matrix");
        requireRefused(replaced(good, "<f8", "<c8"), "elements are of type c8");
        requireRefused(
                replaced(good, "(3, 3), }     ", "(70000,70000)}"),
                "a matrix of 70000 rows; at most 65536 can be read");
        requireRefused(
                replaced(good, "(3, 3), }     ", "(60000,60000)}"),
                "a matrix of 60000 x 60000 would take 64803840000 bytes to read; at most 1048576 may be used");
        requireRefused(Npy.of(1, "<f8", false, new double[][] {{0, Double.NaN}, {0, 0}}), "element 1 is NaN");
        requireRefused(Npy.of(1, "<i8", false, new double[][] {{0x1p54}}), "an element is 18014398509481984");
        requireRefused(Npy.of(1, "<u8", false, new double[][] {{-1}}), "an element is 18446744073709551615");
        requireRefused(Npy.of(1, "|b1", false, new double[][] {{2}}), "an element of type b1 is 2");
        requireRefused(Npy.of(4, "<f8", false, WHOLE), "version is 4.0");
    }

    private static byte[] replaced(byte[] bytes, String old, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(old, text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void requireRefused(byte[] bytes, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(bytes, ProblemFormat.NPY, Vartype.SPIN))
                .withMessageStartingWith("matrix: ")
                .withMessageContaining(message);
    }

    @Test
    void aMatrixDoesNotSayWhatItsVariablesAre() {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> ProblemFile.read(
                        new ByteArrayInputStream(unescaped("1")), "m.csv", ProblemFormat.CSV, ReadOptions.standard()))
                .withMessage(
                        "m.csv: a matrix does not say whether variables are spins or binary; name the one that is meant:"
                                + " --vartype spin or --vartype binary");
    }
}
