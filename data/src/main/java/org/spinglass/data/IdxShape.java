// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Locale;

/**
 * The shape of the images in an IDX file.
 *
 * @param count number of images
 * @param channels number of colour planes
 * @param size of an image
 * @param isInterleaved whether the channels of a pixel stand together, rather than in planes
 */
record IdxShape(int count, int channels, ImageSize size, boolean isInterleaved) {

    /**
     * From the dimensions: {@code [image][row][column]}, {@code [image][channel][row][column]} or {@code
     * [image][row][column][channel]}.
     *
     * @throws DataException naming the file when neither place has 1 or 3 channels
     */
    static IdxShape of(ByteSource source, int[] dimensions) {
        if (dimensions.length == 3) {
            return new IdxShape(dimensions[0], 1, new ImageSize(dimensions[1], dimensions[2]), false);
        }
        if (isChannels(dimensions[1])) {
            return new IdxShape(dimensions[0], dimensions[1], new ImageSize(dimensions[2], dimensions[3]), false);
        }
        if (isChannels(dimensions[3])) {
            return new IdxShape(dimensions[0], dimensions[3], new ImageSize(dimensions[1], dimensions[2]), true);
        }
        throw new DataException(String.format(
                Locale.ROOT,
                "%s: images of %d x %d x %d values; expected 1 or 3 channels, before or after rows and columns",
                source.name(),
                dimensions[1],
                dimensions[2],
                dimensions[3]));
    }

    private static boolean isChannels(int length) {
        return length == 1 || length == 3;
    }

    /** Number of values; negative where those of one image do not fit an array. */
    long values() {
        long image = (long) size.height() * size.width();
        return image > ArraySize.MAX / channels ? -1 : image * channels * count;
    }

    /** The values, channel by channel of every image. */
    byte[] planes(byte[] values) {
        if (!isInterleaved || channels == 1) {
            return values;
        }
        int area = size.height() * size.width();
        byte[] planes = new byte[values.length];
        for (int image = 0; image < count; image++) {
            for (int place = 0; place < area; place++) {
                for (int channel = 0; channel < channels; channel++) {
                    planes[(image * channels + channel) * area + place] =
                            values[(image * area + place) * channels + channel];
                }
            }
        }
        return planes;
    }

    /** As a message about missing values names them. */
    @Override
    public String toString() {
        return count + " images of " + (channels == 1 ? "" : channels + "x") + size + " pixels";
    }
}
