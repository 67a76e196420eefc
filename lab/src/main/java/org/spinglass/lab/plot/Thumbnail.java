// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.spinglass.data.Samples;

/** A sample as a small picture that a page can hold in itself. */
public final class Thumbnail {
    private static final int SIDE = 64;

    private Thumbnail() {}

    /** A PNG of the sample as an address of the kind {@code data:}, its pixels enlarged to about 64 on a side. */
    public static String address(Samples samples, int sample) {
        int zoom = Math.max(1, SIDE / Math.max(samples.height(), samples.width()));
        try {
            byte[] png = Png.of(SamplePictures.of(samples, sample, zoom));
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory could not be written", e);
        }
    }
}
