// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.layer;

/** Which frequencies a spectral pool keeps along one dimension, from {@code n} down to {@code m}. */
public enum Crop {
    /** {@code -floor(m/2) .. ceil(m/2) - 1}: the zero frequency stays in its place. */
    CENTRED,
    /**
     * The crop of the paper's author: the middle {@code m} of the n centred frequencies, starting at position
     * {@code floor((n - m) / 2)}. Equal to {@link #CENTRED} where m is even, or n and m are odd; for an odd m from an
     * even n it keeps {@code -(m+1)/2 .. (m-3)/2} (10 to 5: -3..1) and moves each by one.
     */
    AUTHOR;

    /** The lowest frequency that is kept from n down to m places. */
    public int lowest(int n, int m) {
        return switch (this) {
            case CENTRED -> -(m / 2);
            case AUTHOR -> (n - m) / 2 - n / 2;
        };
    }
}
