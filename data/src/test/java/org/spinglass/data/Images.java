// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parts of a set that are images. */
final class Images {
    private Images() {}

    static LabelledImages of(@Nullable Labelled part) {
        return (LabelledImages) Objects.requireNonNull(part);
    }
}
