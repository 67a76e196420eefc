// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * The digits that ship with the program: 2,000 to train on and 2,000 to validate on, drawn at random from the training
 * images of MNIST; see the notice beside them for their authors and licence.
 */
final class ShippedDigits {
    static final String NAME = "digits";

    private static final int CLASSES = 10;

    private ShippedDigits() {}

    static DataSet load() {
        return DataSet.of(NAME, read("training"), read("validation"), null);
    }

    private static LabelledImages read(String part) {
        try (ByteSource images = resource(part + "-images-idx3-ubyte.gz");
                ByteSource labels = resource(part + "-labels-idx1-ubyte.gz")) {
            return IdxPair.read(images, labels, CLASSES);
        }
    }

    private static ByteSource resource(String file) {
        String name = "digits/" + file;
        try (InputStream in = ShippedDigits.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new DataException("the program's own " + name + " is missing: install the program anew");
            }
            return ByteSource.of(name, in.readAllBytes());
        } catch (IOException e) {
            throw new DataException("the program's own " + name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
