// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data.files;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets threads decode so many pixels at once as one of them may, so that their number does not multiply the memory. */
final class Room {
    private static final long PORTION = 1_000_000;

    private final int places = Math.toIntExact(PictureFile.MOST_PIXELS / PORTION);
    private final Semaphore free = new Semaphore(places, true);

    /** Does what takes memory for so many pixels when there is room for them. */
    <T> T with(long pixels, Supplier<T> work) {
        int taken = Math.clamp(Math.ceilDiv(pixels, PORTION), 1, places);
        free.acquireUninterruptibly(taken);
        try {
            return work.get();
        } finally {
            free.release(taken);
        }
    }
}
