// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A NumPy array in memory, its elements in the order of the file.
 *
 * @param header type and shape
 * @param values the numbers; none where it is text
 * @param text of an array of one text, otherwise empty
 */
record NpyArray(NpyHeader header, Growing.Doubles values, String text) {
    private static final int LONGEST_TEXT = 64;

    /** Reads an array, whose memory is taken from the budget as it comes. */
    static NpyArray read(BinaryScanner file, MemoryBudget budget) throws IOException {
        NpyHeader header = NpyHeader.read(file);
        Growing.Doubles values = new Growing.Doubles(budget);
        long count = header.elements();
        if (header.type().equals("S") || header.type().equals("U")) {
            if (count != 1 || header.width() > LONGEST_TEXT) {
                throw file.error("an array of text of shape " + header.shapeText() + "; expected numbers");
            }
            int bytes = header.type().equals("U") ? Integer.BYTES * header.width() : header.width();
            String text = new String(file.section(bytes).readAllBytes(), StandardCharsets.ISO_8859_1);
            return new NpyArray(header, values, text.replace("\0", ""));
        }
        NpyElements elements = new NpyElements(file, header);
        for (long k = 0; k < count; k++) {
            values.add(elements.next());
        }
        return new NpyArray(header, values, "");
    }

    int size() {
        return values.size();
    }

    double value(int k) {
        return values.get(k);
    }
}
