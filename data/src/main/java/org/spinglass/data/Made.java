// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;

/**
 * Samples that are made of others when they are asked for: each of these again and again, deformed every time by a
 * function of seed, sample and time. Those that are made of one sample follow each other, so that a part of them needs
 * a part of the others. Safe for any number of threads.
 */
final class Made implements Samples.Told {
    private final Samples base;
    private final int firstOfBase;
    private final int wholeBase;
    private final int whole;
    private final int first;
    private final int count;
    private final Deformation deformation;

    /**
     * @param base what they are made of, or the part of it that is needed
     * @param firstOfBase number of its first among {@code wholeBase} samples, at most {@code whole}
     * @param whole how many are made of these in all
     * @param first number of the first of those that are meant
     */
    Made(Samples base, int firstOfBase, int wholeBase, int whole, int first, int count, Samples.Augmented how) {
        this.base = base;
        this.firstOfBase = firstOfBase;
        this.wholeBase = wholeBase;
        this.whole = whole;
        this.first = first;
        this.count = count;
        this.deformation = new Deformation(how.augmentation(), base.size(), how.seed());
    }

    Samples base() {
        return base;
    }

    int firstOfBase() {
        return firstOfBase;
    }

    int wholeBase() {
        return wholeBase;
    }

    int whole() {
        return whole;
    }

    int first() {
        return first;
    }

    Samples.Augmented how() {
        return deformation.asked();
    }

    @Override
    public int count() {
        return count;
    }

    /** What a sample is made of, by its number among all. */
    private int origin(long number) {
        return (int) (number * wholeBase / whole);
    }

    /** The first sample that is made of one. */
    private int firstMade(long origin) {
        return (int) ((origin * whole + wholeBase - 1) / wholeBase);
    }

    @Override
    public int label(int sample) {
        return base.label(origin(first + (long) sample) - firstOfBase);
    }

    @Override
    public int[] labels() {
        int[] labels = new int[count];
        Arrays.setAll(labels, this::label);
        return labels;
    }

    /** How many of these are made of a sample of the base. */
    private int madeOf(int sample) {
        long origin = firstOfBase + (long) sample;
        return Math.min(first + count, firstMade(origin + 1)) - Math.max(first, firstMade(origin));
    }

    @Override
    public int[] classCounts() {
        int[] counts = new int[base.classes()];
        if (base.source() instanceof InPlace stored) {
            stored.count(counts, this::madeOf);
        } else {
            for (int i = 0; i < base.count(); i++) {
                counts[base.label(i)] += madeOf(i);
            }
        }
        return counts;
    }

    @Override
    public Made part(int from, int some) {
        int start = first + from;
        int low = some == 0 ? firstOfBase : origin(start);
        int high = some == 0 ? firstOfBase : origin(start + some - 1L) + 1;
        return new Made(base.part(low - firstOfBase, high - low), low, wholeBase, whole, start, some, how());
    }

    @Override
    public void copy(int sample, float[] out, int at) {
        int number = first + sample;
        int origin = origin(number);
        base.copy(origin - firstOfBase, out, at);
        deformation.apply(origin, number - firstMade(origin), base.channels(), out, at);
    }
}
