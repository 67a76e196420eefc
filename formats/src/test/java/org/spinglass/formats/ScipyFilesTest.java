// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Matrices in files of NumPy 2.4 and SciPy 1.17: M = [[-1.5, 2, 0, 0], [0, 3, -4, 0], [1, 0, 0, 2.5], [0, 0, 0, -2]], and
 * its symmetric part, written by {@code numpy.savez}, {@code scipy.sparse.save_npz} and {@code scipy.io.mmwrite}; the
 * least values of {@code x' M x} are those of NumPy over all states.
 */
class ScipyFilesTest {
    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ScipyFilesTest.class.getResourceAsStream(name), name)) {
            return stream.readAllBytes();
        }
    }

    private static Problem read(String name, byte[] bytes, Vartype vartype) throws IOException {
        ReadOptions options = ReadOptions.standard().withVartype(vartype).withMaximumBytes(1 << 20);
        return ProblemFile.read(new ByteArrayInputStream(bytes), name, options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "csr.npz",
                "csc-plain.npz",
                "coo.npz",
                "dense.npz",
                "dense-compressed.npz",
                "general.mtx",
                "symmetric.mtx",
                "array.mtx",
                "array-symmetric.mtx"
            })
    void matricesHaveTheLeastValueOfNumpy(String name) throws IOException {
        byte[] file = resource(name);
        assertThat(PeoplesFilesTest.best(read(name, file, Vartype.BINARY))).isEqualTo(-3.5);
        assertThat(PeoplesFilesTest.best(read("unnamed", file, Vartype.SPIN))).isEqualTo(-10);
        assertThat(PeoplesFilesTest.best(read(name + ".gz", PeoplesFilesTest.gzip(file), Vartype.SPIN)))
                .isEqualTo(-10);
    }

    @Test
    void anEntryOfAPatternIsOne() throws IOException {
        assertThat(PeoplesFilesTest.best(read("pattern.mtx", resource("pattern.mtx"), Vartype.SPIN)))
                .isEqualTo(-1);
    }

    @Test
    void aHeaderOfPython2IsRead() throws IOException {
        assertThat(PeoplesFilesTest.best(read("long.npy", resource("long.npy"), Vartype.BINARY)))
                .isEqualTo(-6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'shape': (2, 2), 'fortran_order': True, 'descr': '<f8'}",
                "{'descr':'<f8','fortran_order':False,'shape':(2L,2L)}",
                "{\"descr\": u'=f8', \"fortran_order\": 0, \"shape\": [2, 2]}",
                "  {  'fortran_order' : False , 'descr' : '<f8' , 'shape' : ( 2 , 2 , ) , }  "
            })
    void headersMayBeWrittenInAnyWay(String header) throws IOException {
        for (int version = 1; version <= 3; version++) {
            Problem problem = read("a.npy", Npy.of(version, header, "<f8", 1, -3, 0, 1), Vartype.BINARY);
            assertThat(PeoplesFilesTest.best(problem)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {'descr': '<f16', 'fortran_order': False, 'shape': (2, 2)}    | a.npy: at byte 128: elements are of type f16;
        {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 2)} | elements are of type "[('a'"; expected numbers
        {'descr': '<O', 'fortran_order': False, 'shape': (2, 2)}      | elements are of type O;
        {'descr': '<f8', 'fortran_order': False, 'shape': (2, -2)}    | shape is "(2, -2)"; expected whole numbers
        {'descr': '<f8', 'fortran_order': False}                      | expected descr, fortran_order and shape
        {'descr': '<f8', 'fortran_order': False, 'shape': (4,)}       | shape is (4,); expected a square matrix
        """)
    void whatIsOddInAHeaderIsNamed(String header, String message) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.npy", Npy.of(1, header, "<f8", 1, -3, 0, 1), Vartype.BINARY))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        bsr.npz | bsr.npz: the sparse format is "bsr"; expected csr, csc or coo, as of save_npz(file, matrix.tocsr())
        two.npz | two.npz: it holds "arr_0, arr_1", the first of shape (4, 4); expected one square matrix,
        """)
    void archivesOfSomethingElseAreRefused(String name, String message) throws IOException {
        byte[] file = resource(name);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read(name, file, Vartype.SPIN))
                .withMessageStartingWith(message);
    }

    private static void requireRefused(Map<String, byte[]> arrays, String message) throws IOException {
        byte[] file = Npy.archive(arrays);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.npz", file, Vartype.SPIN))
                .withMessageContaining(message);
    }

    @Test
    void badArchivesAreRefused() throws IOException {
        Map<String, byte[]> good = new TreeMap<>(Map.of(
                "data", Npy.row("<f8", 1, -2),
                "indices", Npy.row("<i4", 1, 2),
                "indptr", Npy.row("<i4", 0, 1, 2, 2),
                "format", Npy.text("csr"),
                "shape", Npy.row("<i8", 3, 3)));
        requireRefused(changed(good, "indices", Npy.row("<i4", 1, 3)), "element 1 of indices is 3; expected a whole");
        requireRefused(changed(good, "indptr", Npy.row("<i4", 0, 2, 1, 2)), "element 2 of indptr is 1 after 2;");
        requireRefused(changed(good, "indptr", Npy.row("<i4", 0, 2)), "indptr has 2 elements; expected 4");
        requireRefused(changed(good, "indices", Npy.row("<i4", 1)), "indices has 1 elements, data has 2");
        requireRefused(changed(good, "shape", Npy.row("<i8", 3, 4)), "the matrix has 3.0 x 4.0 rows and columns");
        requireRefused(changed(good, "shape", Npy.row("<i8", 1 << 29, 1 << 29)), "bytes to read; at most 1048576");
        requireRefused(Map.of(), "the archive holds no array");
        byte[] zeros =
                Npy.of(1, "{'descr': '|i1', 'fortran_order': False, 'shape': (900000,), }", "|i1", new double[900_000]);
        requireRefused(changed(good, "data", zeros), "bytes to read; at most 1048576 may be used");
        byte[] file = Npy.archive(good);
        for (int length = 4; length < file.length - 400; length += 7) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatExceptionOfType(FormatException.class)
                    .isThrownBy(() -> read("a.npz", cut, Vartype.SPIN))
                    .withMessageStartingWith("a.npz");
        }
    }

    private static Map<String, byte[]> changed(Map<String, byte[]> good, String name, byte[] array) {
        Map<String, byte[]> changed = new TreeMap<>(good);
        changed.put(name, array);
        return changed;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        %%MatrixMarket matrix coordinate complex general/2 2 0   | a.mtx:1: a matrix is "complex"; expected real or integer
        %%MatrixMarket matrix coordinate real hermitian/2 2 0    | a.mtx:1: a matrix is "hermitian"; expected general or
        %%MatrixMarket vector coordinate real general/2 2 0      | a.mtx:1: the first line is
        %%MatrixMarket matrix coordinate real general/2 3 0      | a.mtx:2: the number of columns, of which
        %%MatrixMarket matrix coordinate real general/2 2 1/3 1 5 | a.mtx:3: a row is '3'; expected a whole number from 1 to 2
        %%MatrixMarket matrix coordinate real general/2 2 1      | a.mtx:2: the file ends after 0 of 1 entries
        %%MatrixMarket matrix coordinate real general/2 2 1/1 1  | a.mtx:3: an entry is ''; expected a finite number
        %%MatrixMarket matrix array real general/2 2/1/2/3       | the file ends before element (2, 2)
        """)
    void badMatrixMarketFilesAreRefused(String lines, String message) {
        byte[] file = lines.replace('/', '\n').getBytes(StandardCharsets.US_ASCII);
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> read("a.mtx", file, Vartype.SPIN))
                .withMessageContaining(message);
    }
}
