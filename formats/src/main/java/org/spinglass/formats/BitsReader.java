// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import org.spinglass.ising.model.DenseIsing;

/** Reads complete graphs of weights +1 and -1 in packed bits. */
final class BitsReader {
    private static final int LARGEST = 46_340;

    private BitsReader() {}

    static Problem read(Input input) throws IOException {
        byte[] bits = bytes(input);
        int n = vertices(input, bits.length);
        input.budget().takeMatrix(n, 5);
        float[] matrix = new float[n * n];
        long edge = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++, edge++) {
                float weight = (bits[(int) (edge >>> 3)] >>> (7 - (edge & 7)) & 1) == 1 ? 1 : -1;
                matrix[i * n + j] = weight;
                matrix[j * n + i] = weight;
            }
        }
        if ((edge & 7) != 0 && (byte) (bits[bits.length - 1] << (edge & 7)) != 0) {
            throw input.error("the bits after the last of " + edge + " edges are not all zero");
        }
        return Problem.maxCut(DenseIsing.of(matrix, new float[n], 0));
    }

    /** All bytes, as long as they are no more than those of the largest graph that may be read. */
    private static byte[] bytes(Input input) throws IOException {
        int most = (int) Math.min(edges(LARGEST) / 8 + 1, input.budget().left() / 3);
        byte[] bytes = input.stream().readNBytes(most);
        if (input.stream().read() >= 0) {
            throw FormatException.of(
                    input.source(),
                    "more than " + most + " bytes; a graph of at most " + LARGEST + " vertices can be read, within "
                            + input.budget().left() + " bytes");
        }
        return bytes;
    }

    private static long edges(long n) {
        return n * (n - 1) / 2;
    }

    /** The largest number of vertices whose edges fill that many bytes. */
    private static int vertices(Input input, int bytes) throws FormatException {
        int n = (int) ((1 + Math.sqrt(1 + 64.0 * bytes)) / 2);
        while (edges(n) > 8L * bytes) {
            n--;
        }
        while (edges(n + 1) <= 8L * bytes) {
            n++;
        }
        if (bytes == 0 || (edges(n) + 7) / 8 != bytes) {
            throw FormatException.of(
                    input.source(),
                    bytes + " bytes; no complete graph has that many: " + n + " vertices take " + (edges(n) + 7) / 8
                            + " and " + (n + 1) + " take " + (edges(n + 1) + 7) / 8);
        }
        return n;
    }
}
