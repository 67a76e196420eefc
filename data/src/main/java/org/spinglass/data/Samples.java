// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Images as a network takes them: float32 values from 0 to 1, one flat array {@code [sample][channel][row][column]},
 * and the number of each one's class.
 *
 * <p>Up to 16 million values are kept as they are made, 4 bytes each; of larger sets every sample is made anew from its
 * image's bytes when it is asked for, and those of {@link StoredImages} are read then. Samples that are
 * {@linkplain #augmented augmented} are deformed then, in another way in every epoch. Immutable as long as nobody changes
 * the arrays that are handed out, and then safe for any number of threads.
 */
public final class Samples {
    /** The most values that are kept: 64 MB. */
    private static final int MOST_KEPT = 1 << 24;

    private final int channels;
    private final ImageSize size;
    private final int classes;

    /** None where the source tells them. */
    private final int[] labels;

    private final Source source;
    private final @Nullable Deformation deformation;

    private Samples(
            int channels, ImageSize size, int classes, int[] labels, Source source, @Nullable Deformation deformation) {
        this.channels = channels;
        this.size = size;
        this.classes = classes;
        this.labels = labels;
        this.source = source;
        this.deformation = deformation;
    }

    /** Where the values of a sample come from. */
    sealed interface Source permits Kept, PreparedImages, Told {
        /** Writes the values of a sample into an array from {@code at} on. */
        void copy(int sample, float[] out, int at);
    }

    /** Samples of which it is told how they come about, and which are read or made when they are asked for. */
    sealed interface Told extends Source permits InPlace, Made {
        int count();

        int label(int sample);

        /** All labels, for callers who have memory for them. */
        int[] labels();

        /** How many there are of each class, in memory that does not grow with their number. */
        int[] classCounts();

        Told part(int first, int count);
    }

    /** Values that are there already. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(float[] values, int length, boolean isTable) implements Source {
        @Override
        public void copy(int sample, float[] out, int at) {
            System.arraycopy(values, sample * length, out, at, length);
        }
    }

    /**
     * The chosen rows of a table, in the order of the indices: one channel of one row of as many columns as there are
     * features, each brought to the given scale.
     *
     * @throws IndexOutOfBoundsException when an index is not that of a row
     * @throws IllegalArgumentException when the scale is of another number of features
     */
    public static Samples of(FeatureTable table, int[] indices, FeatureScale scale) {
        int features = table.columns().size();
        if (scale.features() != features) {
            throw new IllegalArgumentException(
                    "the scale has " + scale.features() + " features, the table " + features);
        }
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = table.label(indices[i]);
        }
        ImageSize size = new ImageSize(1, features);
        Source source = new Kept(scale.apply(table, indices), features, true);
        return new Samples(1, size, table.classes(), labels, source, null);
    }

    /**
     * The chosen images, in the order of the indices, with values {@code pixel / 255}, resized where the wanted size
     * differs from theirs: bilinear with half-pixel centres, antialiased when shrinking.
     *
     * <p>Cost: linear in the values that are kept; single-threaded.
     *
     * @param images where the samples are taken from
     * @param indices which images; may be empty, may repeat
     * @param size rows and columns of the samples
     * @throws IndexOutOfBoundsException when an index is not that of an image
     * @throws DataException when one sample has more values than an array holds, 2^31 - 9
     */
    public static Samples of(LabelledImages images, int[] indices, ImageSize size) {
        int[] labels = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            labels[i] = images.label(indices[i]);
        }
        long length = (long) images.channels() * Math.multiplyExact(size.height(), size.width());
        if (length > ArraySize.MAX) {
            throw new DataException("a sample of " + images.channels() + "x" + size + " has " + length
                    + " values, at most " + ArraySize.MAX + " expected");
        }
        PreparedImages source = new PreparedImages(images, indices.clone(), size);
        Samples samples = new Samples(images.channels(), size, images.classes(), labels, source, null);
        return length * indices.length <= MOST_KEPT ? samples.kept() : samples;
    }

    /** Samples of which it is told how they come about. */
    static Samples told(int channels, ImageSize size, int classes, Told source) {
        return new Samples(channels, size, classes, new int[0], source, null);
    }

    /**
     * Samples that are made of these when they are asked for: each again and again, deformed every time by a function
     * of the seed, its number and the time, the same in every epoch. Those that are made of one sample follow each
     * other. Memory does not grow with their number.
     *
     * @param count how many are made, at least as many as there are of these
     * @param how they are deformed
     * @throws DataException when these are rows of a table
     * @throws IllegalArgumentException when {@code count} is too low
     */
    public Samples made(int count, Augmented how) {
        if (source instanceof Kept kept && kept.isTable()) {
            throw new DataException("only images can be deformed; these samples are rows of a table");
        }
        if (count < count()) {
            throw new IllegalArgumentException(count + " samples of " + count() + "; expected at least as many");
        }
        return told(channels, size, classes, new Made(this, 0, count(), count, 0, count, how));
    }

    /** Samples of a source that was checked. */
    static Samples of(int channels, ImageSize size, int classes, int[] labels, Source source) {
        return new Samples(channels, size, classes, labels, source, null);
    }

    /** Where their values come from. */
    Source source() {
        return source;
    }

    /** Whether they are the very same samples as others, deformed or not. */
    public boolean isOf(Samples other) {
        return source == other.source;
    }

    /** How they are deformed, and by which seed; null for not at all. */
    public @Nullable Augmented augmented() {
        return deformation == null ? null : deformation.asked();
    }

    /**
     * What was asked of {@link #augmented(Augmentation, long)}.
     *
     * @param augmentation how samples are deformed
     * @param seed fixes every deformation
     */
    public record Augmented(Augmentation augmentation, long seed) {}

    private Samples kept() {
        return new Samples(channels, size, classes, labels, new Kept(values(), sampleLength(), false), deformation);
    }

    /**
     * The same samples, deformed at random by {@link #copy(int, int, float[], int)}.
     *
     * @param seed fixes, with epoch and sample, every deformation
     * @throws DataException when they are rows of a table
     */
    public Samples augmented(Augmentation augmentation, long seed) {
        if (source instanceof Kept kept && kept.isTable()) {
            throw new DataException("augmentation deforms images; these samples are rows of a table");
        }
        return new Samples(channels, size, classes, labels, source, new Deformation(augmentation, size, seed));
    }

    /**
     * Some of the samples, one behind the other, as they are without deformation. Images are not copied; values that
     * are kept are.
     *
     * @param first number of the first
     * @param count how many
     * @throws IndexOutOfBoundsException when these are not all samples of these
     */
    public Samples part(int first, int count) {
        Objects.checkFromIndexSize(first, count, count());
        Source some = switch (source) {
            case Kept kept ->
                new Kept(
                        Arrays.copyOfRange(kept.values(), first * kept.length(), (first + count) * kept.length()),
                        kept.length(),
                        kept.isTable());
            case PreparedImages prepared -> prepared.part(first, count);
            case Told told -> told.part(first, count);
        };
        int[] ofThese = source instanceof Told ? labels : Arrays.copyOfRange(labels, first, first + count);
        return new Samples(channels, size, classes, ofThese, some, null);
    }

    /** Number of samples. */
    public int count() {
        return source instanceof Told told ? told.count() : labels.length;
    }

    /** Number of colour planes. */
    public int channels() {
        return channels;
    }

    /** Rows of a sample. */
    public int height() {
        return size.height();
    }

    /** Columns of a sample. */
    public int width() {
        return size.width();
    }

    /** Rows and columns of a sample. */
    public ImageSize size() {
        return size;
    }

    /** Number of classes; labels are 0 to {@code classes - 1}. */
    public int classes() {
        return classes;
    }

    /** Number of values of one sample: channels times height times width. */
    public int sampleLength() {
        return channels * size.height() * size.width();
    }

    /**
     * Writes the values of a sample, {@code [channel][row][column]}, into an array.
     *
     * @param at where in {@code out} to begin
     * @throws IndexOutOfBoundsException when there is no such sample, or the array is too short
     * @throws DataException when a file that holds the images can no longer be read
     */
    public void copy(int sample, float[] out, int at) {
        Objects.checkIndex(sample, count());
        source.copy(sample, out, at);
    }

    /**
     * The same as a training meets the sample in an epoch, counted from 0: deformed where the samples are augmented.
     */
    public void copy(int sample, int epoch, float[] out, int at) {
        copy(sample, out, at);
        if (deformation != null) {
            deformation.apply(sample, epoch, channels, out, at);
        }
    }

    /**
     * All values in one array, {@code [sample][channel][row][column]}; not a copy where they are kept, and not to be
     * changed.
     *
     * @throws DataException when there are more than an array holds, 2^31 - 9
     */
    public float[] values() {
        if (source instanceof Kept kept) {
            return kept.values();
        }
        long length = (long) count() * sampleLength();
        if (length > ArraySize.MAX) {
            throw new DataException(this + " have " + length + " values, at most " + ArraySize.MAX + " expected");
        }
        float[] values = new float[(int) length];
        for (int i = 0; i < count(); i++) {
            copy(i, values, i * sampleLength());
        }
        return values;
    }

    /**
     * All labels; not a copy, must not be changed. Of samples that stay in their files, or are made when they are asked
     * for, they are read or made, 4 bytes each.
     */
    public int[] labels() {
        return source instanceof Told told ? told.labels() : labels;
    }

    /** How many samples there are of each class. Memory does not grow with their number. */
    public int[] classCounts() {
        if (source instanceof Told told) {
            return told.classCounts();
        }
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * The class of a sample.
     *
     * @throws IndexOutOfBoundsException when there is no such sample
     */
    public int label(int sample) {
        Objects.checkIndex(sample, count());
        return source instanceof Told told ? told.label(sample) : labels[sample];
    }

    @Override
    public String toString() {
        return count() + " samples of " + channels + "x" + size + " in " + classes + " classes";
    }
}
