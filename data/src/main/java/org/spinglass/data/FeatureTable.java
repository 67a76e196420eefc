// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Rows of numbers, each with the number of its class, as tables have them. Immutable as long as the maker of the arrays
 * leaves them alone, and then safe for any number of threads.
 */
public final class FeatureTable implements Labelled {
    private final List<String> columns;
    private final int classes;
    private final float[] values;
    private final int[] labels;

    private FeatureTable(List<String> columns, int classes, float[] values, int[] labels) {
        this.columns = columns;
        this.classes = classes;
        this.values = values;
        this.labels = labels;
    }

    /**
     * A table over the given arrays, which are not copied and must not be changed afterwards.
     *
     * @param columns names of the features, at least one; distinct, none of them blank
     * @param classes number of classes, at least 1
     * @param values row-major, {@code labels.length * columns.size()} finite numbers
     * @param labels each from 0 to {@code classes - 1}
     * @throws IllegalArgumentException when the arrays do not fit together, a label is out of its range, or a name is blank or
     *     there twice
     */
    public static FeatureTable of(List<String> columns, int classes, float[] values, int[] labels) {
        if (columns.isEmpty() || values.length != (long) labels.length * columns.size()) {
            throw new IllegalArgumentException(labels.length + " rows of " + columns.size() + " features have "
                    + (long) labels.length * columns.size() + " values, not " + values.length);
        }
        if (new HashSet<>(columns).size() < columns.size() || columns.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("expected distinct names of features, none of them blank: " + columns);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException(
                        "label " + labels[i] + " of row " + i + ", expected 0 to " + (classes - 1));
            }
        }
        return new FeatureTable(List.copyOf(columns), classes, values, labels);
    }

    /** Names of the features, in the order of the values. */
    public List<String> columns() {
        return columns;
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int row) {
        return labels[Objects.checkIndex(row, labels.length)];
    }

    @Override
    public int channels() {
        return 1;
    }

    @Override
    public ImageSize sampleSize(ImageSize wanted) {
        return new ImageSize(1, columns.size());
    }

    /**
     * A value as it stands in the table.
     *
     * @throws IndexOutOfBoundsException when there is no such row or column
     */
    public float value(int row, int column) {
        Objects.checkIndex(column, columns.size());
        return values[Objects.checkIndex(row, labels.length) * columns.size() + column];
    }

    @Override
    public boolean isLike(Labelled other) {
        return other instanceof FeatureTable table
                && columns.size() == table.columns.size()
                && classes == table.classes;
    }

    @Override
    public String toString() {
        return count() + " rows of " + columns.size() + " features in " + classes + " classes";
    }
}
