// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads variable labels from a JSON array. */
final class LabelReader {
    /** A string, its characters aside, with its places in a list, an array and a set. */
    private static final int BYTES_A_LABEL = 128;

    private LabelReader() {}

    /** The labels, all of them different. */
    static VariableLabels read(JsonReader json, MemoryBudget budget) throws IOException {
        List<String> labels = new ArrayList<>();
        Set<String> different = new HashSet<>();
        json.beginArray();
        while (json.hasNext()) {
            String label = json.label();
            budget.take(BYTES_A_LABEL + label.length(), "more than " + labels.size() + " labels");
            if (!different.add(label)) {
                throw json.error("two variables are called " + JsonText.shown(VariableLabels.text(label)));
            }
            labels.add(label);
        }
        json.endArray();
        return VariableLabels.ofJson(labels);
    }
}
