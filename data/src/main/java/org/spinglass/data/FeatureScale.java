// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.List;

/**
 * Brings every feature of a table to mean 0 and standard deviation 1, as they are over the rows that a network trains on:
 * {@code (x - mean) / deviation}. A feature that is the same in all these rows only has its mean taken off. Immutable.
 */
public final class FeatureScale {
    private final float[] means;
    private final float[] deviations;

    private FeatureScale(float[] means, float[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * A scale of given numbers.
     *
     * @param means one a feature
     * @param deviations one a feature, each above 0
     * @throws IllegalArgumentException when there are not as many of both, or a deviation is not positive
     */
    public static FeatureScale of(List<Float> means, List<Float> deviations) {
        if (means.size() != deviations.size() || deviations.stream().anyMatch(d -> !(d > 0))) {
            throw new IllegalArgumentException("expected as many positive deviations as means, " + means.size());
        }
        return new FeatureScale(array(means), array(deviations));
    }

    /** The scale of some rows of a table; sums are taken in double precision. */
    static FeatureScale of(FeatureTable table, int[] rows) {
        int columns = table.columns().size();
        float[] means = new float[columns];
        float[] deviations = new float[columns];
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int row : rows) {
                sum += table.value(row, column);
            }
            double mean = sum / rows.length;
            double squares = 0;
            for (int row : rows) {
                double off = table.value(row, column) - mean;
                squares += off * off;
            }
            double deviation = Math.sqrt(squares / rows.length);
            means[column] = (float) mean;
            deviations[column] = deviation > 1e-9 * Math.abs(mean) && (float) deviation > 0 ? (float) deviation : 1;
        }
        return new FeatureScale(means, deviations);
    }

    private static float[] array(List<Float> numbers) {
        float[] array = new float[numbers.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = numbers.get(i);
        }
        return array;
    }

    private static List<Float> list(float[] array) {
        Float[] numbers = new Float[array.length];
        Arrays.setAll(numbers, i -> array[i]);
        return List.of(numbers);
    }

    /** Means of the features. */
    public List<Float> means() {
        return list(means);
    }

    /** Standard deviations of the features; 1 for one that is constant. */
    public List<Float> deviations() {
        return list(deviations);
    }

    /** Number of features. */
    public int features() {
        return means.length;
    }

    /** Scales the values of some rows of a table, row after row. */
    float[] apply(FeatureTable table, int[] rows) {
        float[] scaled = new float[Math.multiplyExact(rows.length, means.length)];
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < means.length; column++) {
                scaled[i * means.length + column] = (table.value(rows[i], column) - means[column]) / deviations[column];
            }
        }
        return scaled;
    }
}
