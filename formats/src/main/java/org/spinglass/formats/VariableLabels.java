// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a file calls its variables: whole numbers in a row, or a list of JSON values (numbers, strings, or lists of such),
 * as dimod has them. Immutable; numbers in a row take no memory.
 */
public final class VariableLabels {
    private final int size;
    private final int first;
    private final String[] json;

    private VariableLabels(int size, int first, String[] json) {
        this.size = size;
        this.first = first;
        this.json = json;
    }

    /** The labels {@code first, first + 1, ...}. */
    public static VariableLabels range(int first, int size) {
        return new VariableLabels(size, first, new String[0]);
    }

    /** Labels that are numbers; those that count up from 0 or another number are recognised as a row. */
    public static VariableLabels of(int... numbers) {
        boolean isRow = true;
        for (int i = 1; i < numbers.length; i++) {
            isRow &= numbers[i] == numbers[0] + i;
        }
        if (isRow) {
            return range(numbers.length == 0 ? 0 : numbers[0], numbers.length);
        }
        return new VariableLabels(
                numbers.length,
                0,
                Arrays.stream(numbers).mapToObj(Integer::toString).toArray(String[]::new));
    }

    /** Labels from their JSON texts, without blanks except within strings and one after each comma. */
    static VariableLabels ofJson(List<String> texts) {
        int size = texts.size();
        for (int i = 0; i < size; i++) {
            if (!texts.get(i).equals(Integer.toString(i))) {
                return new VariableLabels(size, 0, texts.toArray(new String[0]));
            }
        }
        return range(0, size);
    }

    /** Number of variables. */
    public int size() {
        return size;
    }

    /** Whether variable i is called i, for all of them. */
    public boolean areIndices() {
        return json.length == 0 && first == 0;
    }

    /**
     * Label i as JSON.
     *
     * @throws IndexOutOfBoundsException when there is no variable i
     */
    public String json(int i) {
        Objects.checkIndex(i, size);
        return json.length == 0 ? Integer.toString(first + i) : json[i];
    }

    /** Label i for people: a string without its quotes, anything else as JSON. */
    public String text(int i) {
        return text(json(i));
    }

    /** A label for people, from its JSON text. */
    static String text(String json) {
        return json.startsWith("\"") ? JsonText.unquoted(json) : json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VariableLabels that
                && size == that.size
                && first == that.first
                && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * size + first) + Arrays.hashCode(json);
    }

    @Override
    public String toString() {
        return json.length == 0
                ? "VariableLabels[" + size + " from " + first + "]"
                : "VariableLabels" + Arrays.toString(json);
    }
}
