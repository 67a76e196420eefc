// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes dimod's BQM files of version 2.0, biases in float64, the same bytes as dimod. */
final class BqmWriter {
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 14;
    private static final int SECTION_PREFIX = 8;

    private final OutputStream stream;
    private final ByteBuffer record = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);

    private BqmWriter(OutputStream stream) {
        this.stream = stream;
    }

    static void write(Problem problem, OutputStream stream) throws IOException {
        new BqmWriter(stream).write(problem);
    }

    private void write(Problem problem) throws IOException {
        Terms terms = new Terms(problem);
        int n = terms.variables();
        int interactions = problem.interactions();
        boolean hasLabels = !problem.labels().areIndices();
        String header = "{\"dtype\": \"float64\", \"itype\": \"int32\", \"ntype\": \"int32\", \"shape\": [" + n + ", "
                + interactions + "], \"type\": \"BinaryQuadraticModel\", \"variables\": " + hasLabels
                + ", \"vartype\": \"" + problem.sense().vartype() + "\"}\n";
        stream.write((BqmReader.MAGIC + "\u0002\u0000").getBytes(StandardCharsets.ISO_8859_1));
        padded(header, PREFIX);
        stream.write(record.clear().putDouble(terms.offset()).array(), 0, Double.BYTES);
        int start = 0;
        for (int i = 0; i < n; i++) {
            put(start, terms.linear(i));
            start = Math.addExact(start, terms.degree(i));
        }
        for (int i = 0; i < n; i++) {
            terms.row(i, 0, (row, j, value) -> put(j, value));
        }
        if (hasLabels) {
            stream.write(BqmReader.LABELS.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder labels = new StringBuilder("[");
            for (int i = 0; i < n; i++) {
                labels.append(i > 0 ? ", " : "").append(problem.labels().json(i));
            }
            padded(labels.append(']').toString(), SECTION_PREFIX);
        }
    }

    private void put(int number, double bias) throws IOException {
        stream.write(record.clear().putInt(number).putDouble(bias).array());
    }

    /** A length, a text, and blanks up to a multiple of the alignment, the prefix before the text included. */
    private void padded(String text, int prefix) throws IOException {
        int length = Math.ceilDiv(prefix + text.length(), ALIGNMENT) * ALIGNMENT - prefix;
        stream.write(record.clear().putInt(length).array(), 0, Integer.BYTES);
        stream.write(text.getBytes(StandardCharsets.US_ASCII));
        stream.write(" ".repeat(length - text.length()).getBytes(StandardCharsets.US_ASCII));
    }
}
