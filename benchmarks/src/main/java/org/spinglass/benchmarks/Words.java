// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.List;

/** An argument that is several words with commas between. */
final class Words {
    private Words() {}

    /** Those of an argument, or of a text where it is not given. */
    static List<String> of(String[] arguments, int index, String otherwise) {
        return List.of((arguments.length > index ? arguments[index] : otherwise).split(",", -1));
    }
}
