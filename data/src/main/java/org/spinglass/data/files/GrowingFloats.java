// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.Arrays;
import org.spinglass.data.DataException;

/** An array of numbers that grows. */
final class GrowingFloats {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private float[] values = new float[1024];
    private int size;

    void add(float value) {
        if (size == values.length) {
            if (size == MOST) {
                throw new DataException("a table has more than " + MOST + " numbers, which cannot be held");
            }
            values = Arrays.copyOf(values, (int) Math.min(MOST, 2L * size));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float get(int k) {
        return values[k];
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
