// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;

/**
 * Reads a square matrix from a NumPy file. Rows first or columns first makes no difference, as only {@code M_ij + M_ji}
 * matters.
 */
final class NpyReader {
    private NpyReader() {}

    static Problem read(Input input) throws IOException {
        Vartype vartype = input.requireVartype("a matrix");
        BinaryScanner file = new BinaryScanner(input.stream(), input.source());
        NpyHeader header = NpyHeader.read(file);
        int n = header.requireSquare(file);
        NpyElements elements = new NpyElements(file, header);
        MatrixReader matrix = new MatrixReader(input, vartype, n).readDoubles();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix.add(i, j, elements.next());
            }
        }
        if (!file.atEnd()) {
            throw file.error("expected the end of the file");
        }
        return matrix.problem();
    }
}
