// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An objective or a left side of a CQM file: {@code DIMODEXPR}, two bytes of version, a header in JSON with shape and
 * types, the numbers of its variables ({@code INDX}), the offset, linear biases, and pairs of places among its
 * variables with quadratic biases.
 */
final class CqmExpression {
    private final Lines source;
    private final String where;
    private final int variables;

    CqmExpression(Lines source, String where, int variables) {
        this.source = source;
        this.where = where;
        this.variables = variables;
    }

    void read(byte[] entry, LpTerms into) throws IOException {
        CqmBytes bytes = new CqmBytes(source, where, entry);
        bytes.expect("DIMODEXPR");
        int major = bytes.readByte();
        int minor = bytes.readByte();
        if (major != 2 || minor != 0) {
            throw source.error(where + " is of version " + major + "." + minor + "; expected 2.0");
        }
        Map<?, ?> header = new CqmJson(source, where).object(bytes.bytes(bytes.readInt()));
        if (!(header.get("shape") instanceof List<?> shape)
                || shape.size() != 2
                || !(shape.get(0) instanceof Integer count)
                || !(shape.get(1) instanceof Integer pairs)
                || count < 0
                || count > variables
                || pairs < 0) {
            throw source.error(where + " has the shape " + header.get("shape")
                    + "; expected a number of variables and one of interactions");
        }
        boolean isDouble = isLarge(header.get("dtype"), "dtype", "float32", "float64");
        boolean isLong = isLarge(header.get("itype"), "itype", "int32", "int64");
        CqmBytes indices = bytes.section("INDX", false);
        int[] numbers = new int[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = index(indices, isLong, variables);
        }
        into.add(bias(bytes.section("OFFS", false), isDouble));
        CqmBytes linear = bytes.section("LINB", false);
        for (int k = 0; k < count; k++) {
            into.add(bias(linear, isDouble), numbers[k]);
        }
        CqmBytes quadratic = bytes.section("QUAD", true);
        for (int k = 0; k < pairs; k++) {
            int a = numbers[index(quadratic, isLong, count)];
            int b = numbers[index(quadratic, isLong, count)];
            into.add(bias(quadratic, isDouble), a, b);
        }
    }

    private boolean isLarge(@Nullable Object value, String field, String small, String large) throws IOException {
        if (!small.equals(value) && !large.equals(value)) {
            throw source.error(where + " has " + field + " " + value + "; expected " + small + " or " + large);
        }
        return large.equals(value);
    }

    private int index(CqmBytes bytes, boolean isLong, int count) throws IOException {
        long value = isLong ? bytes.readLong() : bytes.readInt();
        if (value < 0 || value >= count) {
            throw source.error(where + " names the variable " + value + "; expected 0 to " + (count - 1));
        }
        return (int) value;
    }

    private double bias(CqmBytes bytes, boolean isDouble) throws IOException {
        double value = isDouble ? bytes.readDouble() : bytes.readFloat();
        if (!Double.isFinite(value)) {
            throw source.error(where + " has the bias " + value + "; expected a finite number");
        }
        return value;
    }
}
