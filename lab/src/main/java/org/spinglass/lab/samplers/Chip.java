// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

/** The kinds of chips that are emulated, each in the size of D-Wave's. */
enum Chip {
    PEGASUS(Chip.USUAL, 2),
    ZEPHYR(Chip.OF_ZEPHYR, 1),
    CHIMERA(Chip.USUAL, 1);

    static final int USUAL = 16;
    static final int OF_ZEPHYR = 12;

    private final int size;
    private final int least;

    Chip(int size, int least) {
        this.size = size;
        this.least = least;
    }

    /** Its size unless told otherwise. */
    int size() {
        return size;
    }

    /** The smallest size that it has. */
    int least() {
        return least;
    }
}
