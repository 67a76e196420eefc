// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import org.spinglass.data.DataSet;
import org.spinglass.data.Labelled;

/**
 * How many images of a data set are held out, to take accuracy on. Immutable.
 *
 * @param number of images, at least 1; or, as a share, percent of the training images, above 0 and below 100
 * @param isShare whether the number is a percentage
 */
record HeldOut(BigDecimal number, boolean isShare) {
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException naming the value and what was expected
     */
    HeldOut {
        boolean isFit = isShare
                ? number.signum() > 0 && number.compareTo(ALL) < 0
                : number.signum() > 0
                        && number.stripTrailingZeros().scale() <= 0
                        && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        if (!isFit) {
            throw fault(number.toPlainString() + (isShare ? "%" : ""));
        }
    }

    /** A number of images. */
    @JsonCreator
    public static HeldOut of(int count) {
        return new HeldOut(BigDecimal.valueOf(count), false);
    }

    /**
     * From a text such as {@code 2000} or {@code 10%}.
     *
     * @throws IllegalArgumentException naming the text and what was expected
     */
    @JsonCreator
    public static HeldOut of(String text) {
        String written = text.strip();
        boolean isShare = written.endsWith("%");
        String number = isShare ? written.substring(0, written.length() - 1).strip() : written;
        if (!number.matches("[0-9]{1,12}([.][0-9]{1,12})?")) {
            throw fault(text);
        }
        return new HeldOut(new BigDecimal(number), isShare);
    }

    /**
     * The number of images that are held out of a set. A share is of the training images, rounded down and at least one;
     * of a set that brings validation images of its own, these are taken, all of them.
     */
    public int countIn(DataSet set) {
        if (!isShare) {
            return number.intValueExact();
        }
        Labelled own = set.validation();
        if (own != null) {
            return own.count();
        }
        BigDecimal count =
                BigDecimal.valueOf(set.training().count()).multiply(number).divide(ALL);
        return Math.max(1, count.intValue());
    }

    /** As {@link #of(String)} reads it. */
    @JsonValue
    @Override
    public String toString() {
        return number.toPlainString() + (isShare ? "%" : "");
    }

    /** For a sentence: {@code 2,000 held-out images}, {@code the held-out 10% of the training images}. */
    String words() {
        return isShare
                ? "the held-out " + this + " of the training images"
                : String.format(Locale.ROOT, "%,d held-out images", number.intValueExact());
    }

    private static IllegalArgumentException fault(String text) {
        return new IllegalArgumentException(
                "validation is '" + text + "'; expected a whole number of images, at least 1, or a share such as 10%");
    }
}
