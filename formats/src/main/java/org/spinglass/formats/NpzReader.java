// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.Duplicates;

/**
 * Reads a square matrix from an archive of NumPy arrays: a sparse one as {@code scipy.sparse.save_npz} writes it, by rows,
 * by columns or as coordinates, repeated entries added; or the only array of {@code numpy.savez}.
 */
final class NpzReader {
    static final String MAGIC = "PK\u0003\u0004";

    private static final int MOST_ARRAYS = 64;
    private static final String SUFFIX = ".npy";
    private static final Set<String> FORMATS = Set.of("csr", "csc", "coo");

    private final Input input;
    private final Vartype vartype;
    private final Map<String, NpyArray> arrays = new TreeMap<>();

    private NpzReader(Input input) throws FormatException {
        this.input = input;
        this.vartype = input.requireVartype("a matrix");
    }

    static Problem read(Input input) throws IOException {
        NpzReader reader = new NpzReader(input);
        try {
            reader.unpack();
        } catch (ZipException | EOFException damaged) {
            throw input.error("the archive is damaged or cut off: " + String.valueOf(damaged.getMessage()));
        } catch (IllegalArgumentException name) {
            throw input.error("the archive is damaged: the name of an array cannot be read");
        }
        return reader.arrays.containsKey("format") || reader.arrays.containsKey("indptr")
                ? reader.sparse()
                : reader.dense();
    }

    private void unpack() throws IOException {
        ZipInputStream zip = new ZipInputStream(input.stream());
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (!name.endsWith(SUFFIX) || arrays.size() == MOST_ARRAYS) {
                throw input.error("it holds " + JsonText.shown(name) + "; expected the arrays of one matrix");
            }
            String array = name.substring(0, name.length() - SUFFIX.length());
            BinaryScanner file = new BinaryScanner(open(zip), input.source() + " (" + shown(array) + ")");
            if (arrays.put(array, NpyArray.read(file, input.budget())) != null) {
                throw input.error("two arrays are called " + JsonText.shown(array));
            }
            if (!file.atEnd()) {
                throw file.error("expected the end of the array");
            }
        }
        if (arrays.isEmpty()) {
            throw input.error("the archive holds no array; expected those of a matrix");
        }
    }

    /** The entry at hand, which is not to be closed. */
    private static InputStream open(ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() {}
        };
    }

    private static String shown(String name) {
        return name.matches("[-A-Za-z0-9_.]{1,40}") ? name : JsonText.shown(name);
    }

    private Problem dense() throws FormatException {
        NpyArray only = arrays.values().iterator().next();
        int[] shape = only.header().shape();
        if (arrays.size() > 1 || shape.length != 2 || shape[0] < 1 || shape[0] != shape[1]) {
            throw input.error("it holds " + JsonText.shown(String.join(", ", arrays.keySet())) + ", the first of shape "
                    + only.header().shapeText() + "; expected one square matrix, or those of scipy.sparse.save_npz");
        }
        MatrixReader matrix = new MatrixReader(input, vartype, shape[0]).readDoubles();
        for (int i = 0, k = 0; i < shape[0]; i++) {
            for (int j = 0; j < shape[0]; j++) {
                matrix.add(i, j, only.value(k++));
            }
        }
        return matrix.problem();
    }

    private Problem sparse() throws FormatException {
        NpyArray named = arrays.get("format");
        String format = named == null ? "csr" : named.text();
        NpyArray shape = require("shape");
        if (shape.size() != 2 || shape.value(0) < 1 || shape.value(0) != shape.value(1)) {
            throw input.error("the matrix has " + (shape.size() == 2 ? shape.value(0) + " x " + shape.value(1) : "no")
                    + " rows and columns; expected a square one");
        }
        double rows = shape.value(0);
        if (rows > MemoryBudget.MAXIMUM_VARIABLES || rows != Math.rint(rows)) {
            throw input.error(
                    "the matrix has " + rows + " rows; at most " + MemoryBudget.MAXIMUM_VARIABLES + " can be read");
        }
        if (!FORMATS.contains(format)) {
            throw input.error("the sparse format is " + JsonText.shown(format)
                    + "; expected csr, csc or coo, as of save_npz(file, matrix.tocsr())");
        }
        NpyArray data = require("data");
        ProblemBuilder builder =
                new ProblemBuilder(input, vartype, VariableLabels.range(0, (int) rows), data.size(), Duplicates.SUM);
        builder.readDoubles();
        if (format.equals("coo")) {
            coordinates(builder, (int) rows, data);
        } else {
            compressed(builder, (int) rows, data);
        }
        return builder.problem();
    }

    private void compressed(ProblemBuilder builder, int rows, NpyArray data) throws FormatException {
        NpyArray starts = require("indptr");
        NpyArray columns = requireLength("indices", data.size());
        if (starts.size() != rows + 1 || starts.value(0) != 0 || starts.value(rows) != data.size()) {
            throw input.error("indptr has " + starts.size() + " elements; expected " + (rows + 1L)
                    + ", from 0 to the number of data, " + data.size());
        }
        for (int i = 0; i < rows; i++) {
            double end = starts.value(i + 1);
            if (end < starts.value(i) || end > data.size()) {
                throw input.error("element " + (i + 1) + " of indptr is " + PythonNumber.json(end) + " after "
                        + PythonNumber.json(starts.value(i)) + "; expected no less, and at most " + data.size());
            }
            for (int k = (int) starts.value(i); k < end; k++) {
                add(builder, i, index(columns, k, rows, "indices"), data.value(k));
            }
        }
    }

    private void coordinates(ProblemBuilder builder, int rows, NpyArray data) throws FormatException {
        NpyArray from = requireLength("row", data.size());
        NpyArray to = requireLength("col", data.size());
        for (int k = 0; k < data.size(); k++) {
            add(builder, index(from, k, rows, "row"), index(to, k, rows, "col"), data.value(k));
        }
    }

    private void add(ProblemBuilder builder, int i, int j, double value) throws FormatException {
        if (i != j) {
            builder.addPair(i, j, value, 0);
        } else if (vartype == Vartype.SPIN) {
            builder.addOffset(value);
        } else {
            builder.addLinear(i, value, 0);
        }
    }

    private int index(NpyArray numbers, int k, int rows, String name) throws FormatException {
        double number = numbers.value(k);
        if (number < 0 || number >= rows || number != Math.rint(number)) {
            throw input.error("element " + k + " of " + name + " is " + PythonNumber.json(number)
                    + "; expected a whole number from 0 to " + (rows - 1));
        }
        return (int) number;
    }

    private NpyArray requireLength(String name, int length) throws FormatException {
        NpyArray array = require(name);
        if (array.size() != length) {
            throw input.error(name + " has " + array.size() + " elements, data has " + length + "; expected as many");
        }
        return array;
    }

    private NpyArray require(String name) throws FormatException {
        @Nullable NpyArray array = arrays.get(name);
        if (array == null || name.equals("data") && array.header().shape().length != 1) {
            throw input.error("it holds " + JsonText.shown(String.join(", ", arrays.keySet())) + "; expected " + name
                    + " of a sparse matrix of csr, csc or coo");
        }
        return array;
    }
}
