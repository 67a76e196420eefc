// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.jspecify.annotations.Nullable;
import org.spinglass.network.model.Model;

/**
 * Rows of a table as an evaluation shows them, by their numbers from 0.
 *
 * @param model gave the outputs
 * @param outputs of the model's network
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record SampleRows(Model model, float[] outputs) implements Evaluation.Images {
    @Override
    public String name(int row) {
        return "row " + row;
    }

    @Override
    public @Nullable String address(int row) {
        return null;
    }

    @Override
    public @Nullable Double confidence(int row) {
        return SampleImages.confidence(model, outputs, row);
    }
}
