// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.spinglass.modelling.Model;

/**
 * A model as linear and quadratic programs have it: whole columns within bounds, a goal, rows.
 *
 * @param columns named as the file may name them
 * @param isMaximised the sense of the goal
 * @param goal terms of degree 2 at most
 * @param rows rules that must hold, named as the file may name them
 * @param notes what stands in the file otherwise than in the model, in words
 */
record Program(List<Column> columns, boolean isMaximised, LpTerms goal, List<LpReader.Row> rows, List<String> notes) {
    /**
     * Of a model.
     *
     * @throws IllegalArgumentException when a part of it cannot be said, naming it
     */
    static Program of(Model model) {
        return ProgramMaker.of(model, false);
    }

    /** Writes it to a stream, which is left open; throws as {@link #write(Writer, ModelFormat)} does. */
    void write(OutputStream stream, ModelFormat format) throws IOException {
        if (format == ModelFormat.CQM) {
            new CqmWriter(this).write(stream);
        } else {
            write(new OutputStreamWriter(stream, StandardCharsets.UTF_8), format);
        }
    }

    /**
     * Writes it.
     *
     * @throws IllegalArgumentException when the format cannot say it, or is not written
     */
    void write(Writer out, ModelFormat format) throws IOException {
        BufferedWriter buffered = new BufferedWriter(out);
        switch (format) {
            case LP -> new LpWriter(this, buffered).write();
            case MPS -> new MpsWriter(this, buffered).write();
            case OPB -> new OpbWriter(this, buffered).write();
            default -> throw new IllegalArgumentException("models are not written as " + format.formatName());
        }
        buffered.flush();
    }

    /**
     * A variable of whole numbers.
     *
     * @param isSpin whether only the ends of its range are values of it
     */
    record Column(String name, int low, int high, boolean isSpin) {
        Column(String name, int low, int high) {
            this(name, low, high, false);
        }

        boolean isBinary() {
            return low >= 0 && high <= 1;
        }
    }
}
