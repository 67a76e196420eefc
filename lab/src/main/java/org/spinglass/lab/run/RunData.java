// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.StoredImages;
import org.spinglass.data.files.OwnData;

/**
 * What a run draws its samples from.
 *
 * @param set the images or rows
 * @param size rows and columns that images are brought to
 * @param own what was read of one's own files; null of a published set
 */
public record RunData(DataSet set, ImageSize size, @Nullable OwnData own) {
    private static final int PART = 5;

    /** Of images that stay in their files no more are held out where nobody says, as these are read here. */
    private static final int MOST_OF_STORED = 2000;

    /** A published set, in images of 32x32. */
    public static RunData of(DataSet set) {
        return new RunData(set, ImageSize.STANDARD, null);
    }

    /**
     * How many of one's own samples are held out where nobody says: the set's own such part, else a fifth, and of
     * images that stay in their files at most 2,000.
     */
    public int usualValidation() {
        Labelled validation = set.validation();
        if (set.training() instanceof StoredImages images) {
            return Math.min(MOST_OF_STORED, images.count() / PART);
        }
        return validation == null ? set.training().count() / PART : validation.count();
    }

    /**
     * How many of one's own samples are trained on where nobody says: all that are not held out.
     *
     * @param heldOut how many are held out
     */
    public int usualSamples(int heldOut) {
        int count = set.training().count();
        return set.validation() == null ? Math.max(1, count - heldOut) : count;
    }
}
