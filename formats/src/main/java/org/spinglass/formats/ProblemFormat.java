// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A file format of problems. */
public enum ProblemFormat {
    /**
     * Maximum cut as in the G-set and by rudy: {@code n m}, then m lines {@code i j w}, from 1; w is 1 where no line has
     * one.
     */
    RUDY("rudy", "G-set or rudy maximum cut"),
    /**
     * QUBO of the Biq Mac library: {@code n m}, then m lines {@code i j q} with i &lt;= j, from 1; the value is
     * {@code sum_i q_ii x_i + 2 sum_{i<j} q_ij x_i x_j}. A list that has (j, i) beside each (i, j) is the same matrix.
     */
    SPARSE("sparse", "Biq Mac or OR-Library QUBO"),
    /**
     * A complete graph of weights +1 and -1 whose cut is maximised: its upper triangle row by row, a bit an edge (1 is
     * +1), the most significant bit of a byte first, padded with zeros. The size of the file says how many vertices.
     */
    BITS("bits", "packed complete graph of weights +1 and -1"),
    /**
     * QUBO of D-Wave's qbsolv: comments that begin with {@code c}, {@code p qubo 0 maxNodes nNodes nCouplers}, where any
     * word may stand for the 0, then lines {@code i i q} and {@code i j q}, from 0, and anything after them.
     */
    QBSOLV("qubo", "qbsolv QUBO"),
    /**
     * dimod's coordinate list: a comment {@code # vartype=SPIN} or {@code BINARY}, then lines {@code u v bias}, linear where
     * u = v, repeated ones added; a number with an exponent, which dimod passes over, is read as it stands. Variables are
     * those that occur, by ascending label.
     */
    COO("coo", "dimod coordinate list"),
    /** dimod's binary quadratic model file, versions 1.0 and 2.0. */
    BQM("bqm", "dimod BQM file"),
    /**
     * A binary quadratic model as JSON: dimod's, schemas 1 to 3, numbers as such or as bytes in Base64; cimod's dense form
     * of it; or bqpjson.
     */
    JSON("json", "dimod, cimod or bqpjson model as JSON"),
    /**
     * A square matrix M of NumPy, whose value is {@code x' M x} over all its elements, of spins or binary variables as told.
     * Of spins the diagonal is a constant.
     */
    NPY("npy", "NumPy matrix"),
    /** The same in an archive: the only array of {@code numpy.savez}, or a matrix of {@code scipy.sparse.save_npz}. */
    NPZ("npz", "SciPy sparse matrix, or one NumPy matrix"),
    /** The same as Matrix Market has it, coordinates or array, general or symmetric, numbered from 1. */
    MTX("mtx", "Matrix Market"),
    /**
     * The same as text, a row a line, elements apart by commas, semicolons or blanks. Lines of two names, with a number
     * each or without, are the edges of a graph whose cut is maximised, or coefficients where the kind of variables is
     * told.
     */
    CSV("csv", "matrix as text, or edges");

    private final String formatName;
    private final String description;

    ProblemFormat(String formatName, String description) {
        this.formatName = formatName;
        this.description = description;
    }

    /** The name by which users choose it, and its file extension. */
    public String formatName() {
        return formatName;
    }

    /** What it holds, in a few words. */
    public String description() {
        return description;
    }

    /**
     * The format of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ProblemFormat named(String name) {
        for (ProblemFormat format : values()) {
            if (format.formatName.equals(name)) {
                return format;
            }
        }
        throw new IllegalArgumentException("no problem format is called '" + name + "'; there are "
                + Arrays.stream(values()).map(ProblemFormat::formatName).collect(Collectors.joining(", ")));
    }
}
