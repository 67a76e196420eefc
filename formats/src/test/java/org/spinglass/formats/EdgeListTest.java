// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.ising.model.Spins;

class EdgeListTest {
    static Problem read(ProblemFormat format, String text) throws IOException {
        return read(format, text, ReadOptions.standard());
    }

    static Problem read(ProblemFormat format, String text, ReadOptions options) throws IOException {
        return ProblemFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), "file", format, options);
    }

    @Test
    void edgesWithoutWeightsWeighOne() throws IOException {
        Problem triangle = read(ProblemFormat.RUDY, "3 3\r\n1 2\r\n\r\n2 3\r\n 1\t3 ");
        assertThat(triangle.totalWeight()).isEqualTo(3);
        double energy = triangle.model().energy(0, Spins.of((byte) 1, (byte) -1, (byte) 1));
        assertThat(energy).isEqualTo(-1);
        assertThat(triangle.value(energy)).isEqualTo(2);
    }

    @Test
    void offDiagonalCoefficientsOfASparseFileCountTwice() throws IOException {
        Problem problem =
                read(ProblemFormat.SPARSE, "# two ones are worth 5 - 1 + 2 * 3\n2 3\n1 1 5\n1 2 3\n2 2 -1e0\n");
        assertThat(problem.value(problem.model().energy(0, Spins.of((byte) 1, (byte) 1))))
                .isEqualTo(10);
        assertThat(problem.value(problem.model().energy(0, Spins.of((byte) -1, (byte) 1))))
                .isEqualTo(-1);
        assertThat(problem.value(problem.model().energy(0, Spins.of((byte) -1, (byte) -1))))
                .isZero();
    }

    @Test
    void weightsAreKeptAsGiven() throws IOException {
        Problem problem = read(ProblemFormat.RUDY, "2 1\n1 2 16777217\n");
        assertThat(problem.value(Spins.of((byte) 1, (byte) -1))).isEqualTo(16777217);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        RUDY   | ''                    | 'file:1: the file is empty; expected the numbers of variables and of edges'
        RUDY   | '3'                   | 'file:1: the number of edges is ''''; expected a whole number from 0 to 2147483647'
        RUDY   | '0 0'                 | 'file:1: the number of variables is ''0''; expected a whole number from 1 to 2147483647'
        RUDY   | '3 1 1'               | 'file:1: expected the end of the line, found ''1'''
        RUDY   | '3 1\n\n1 4 1'        | 'file:3: a vertex is ''4''; expected a whole number from 0 to 3'
        RUDY   | '3 1\n1 1 1'          | 'file:2: an edge joins vertex 1 with itself; --format sparse reads a QUBO'
        RUDY   | '3 1\n1 2 nan'        | 'file:2: a weight is ''nan''; expected a finite number'
        RUDY   | '3 1\n1 2 1e999'      | 'file:2: a weight is ''1e999''; expected a finite number'
        RUDY   | '3 1\n1 2 1e308'      | 'file: field and couplings of spin 0 sum up to more than a double holds; expected at most 4e307'
        RUDY   | '3 1\n1 2 1 1'        | 'file:2: expected the end of the line, found ''1'''
        RUDY   | '3 2\n1 2 1\n2 3'     | 'file:3: an edge has no weight; those before have one'
        RUDY   | '3 2\n1 2 1'          | 'file:2: the file ends after 1 of 2 edges'
        RUDY   | '3 1\n1 2 1\n1 3 1'   | 'file:3: more edges than the 1 that the first line announces'
        RUDY   | '3 3\n1 2 1\n# c\n1 3 1\n2 1 1' | 'file:5: variables 1 and 2 are paired twice; --duplicates sum adds them up'
        RUDY   | '2147483647 1\n1 2'   | 'file: 2147483647 variables with 1 interactions; at most 1073741824 and 1073741823 can be read'
        RUDY   | '900000000 1\n1 2'    | 'file: 900000000 variables with 1 interactions would take 57600000072 bytes to read; at most 1000000 may be used'
        RUDY   | '9000 1000000\n1 2'   | 'file: 9000 variables with 1000000 interactions would take 72576000 bytes to read; at most 1000000 may be used'
        SPARSE | '3 1\n2 4 1'          | 'file:2: a variable is ''4''; expected a whole number from 0 to 3'
        SPARSE | '3 2\n0 2 1\n1 3 1'   | 'file:2: a variable is 0, and another is 3; expected numbers from 1 to 3'
        SPARSE | '3 1\n1 2'            | 'file:2: a coefficient is ''''; expected a finite number'
        SPARSE | '3 2\n2 2 1\n2 2 1'   | 'file:3: variable 2 has two linear coefficients; --duplicates sum adds them up'
        SPARSE | '3 3\n2 3 1\n1 1 1\n2 3 2' | 'file:4: variables 2 and 3 are paired twice; --duplicates sum adds them up'
        SPARSE | '3 1\n2 3 1e308'      | 'file:2: a coefficient is 1.0E308; twice that is no finite number'
        """)
    void whatIsWrongIsSaidInOneLine(ProblemFormat format, String text, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(
                        format,
                        text.replace("\\n", "\n"),
                        ReadOptions.standard().withMaximumBytes(1_000_000)))
                .withMessage(message);
    }
}
