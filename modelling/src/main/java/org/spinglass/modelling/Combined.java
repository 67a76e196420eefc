// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import org.jspecify.annotations.Nullable;
import org.spinglass.modelling.internal.flat.Polynomial;

/** What is made of variables, parameters and numbers. */
final class Combined extends Expression {
    private final @Nullable Model model;
    private final Polynomial polynomial;

    Combined(@Nullable Model model, Polynomial polynomial) {
        this.model = model;
        this.polynomial = polynomial;
    }

    @Override
    Polynomial polynomial() {
        return polynomial;
    }

    @Override
    @Nullable
    Model model() {
        return model;
    }
}
