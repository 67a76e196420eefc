// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;

/**
 * What the runs on one data set share: the images to draw from, and the test images made ready once for all of them.
 * Immutable; safe for several threads.
 */
final class ReproductionData {
    private final DataSet set;
    private final @Nullable Samples test;

    ReproductionData(DataSet set) {
        this.set = set.withoutTest();
        this.test = Split.test(set, ImageSize.STANDARD);
    }

    /** Training samples and held-out samples of one seed. */
    Split draw(int samples, HeldOut validation, long seed) {
        return Split.draw(set, samples, validation.countIn(set), seed);
    }

    /** All test images; null where the set has none. */
    @Nullable
    Samples test() {
        return test;
    }

    /** Of the whole content. */
    String digest() {
        return set.digest();
    }
}
