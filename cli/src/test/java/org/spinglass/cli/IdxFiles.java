// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** MNIST's file format, for small data sets whole and broken. */
final class IdxFiles {
    private static final int SIDE = 28;
    static final String IMAGES = "train-images-idx3-ubyte";
    static final String LABELS = "train-labels-idx1-ubyte";

    private IdxFiles() {}

    static byte[] images(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        bytes.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
        for (int i = 0; i < count * SIDE * SIDE; i++) {
            bytes.put((byte) (i * 31 % 251));
        }
        return bytes.array();
    }

    static byte[] labels(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + count);
        bytes.putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            bytes.put((byte) (i % 10));
        }
        return bytes.array();
    }

    static Path write(Path folder, byte[] images, byte[] labels) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(IMAGES), images);
        Files.write(folder.resolve(LABELS), labels);
        return folder;
    }
}
