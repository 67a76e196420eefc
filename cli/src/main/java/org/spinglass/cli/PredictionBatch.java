// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.spinglass.data.files.UnlabelledSamples;
import org.spinglass.network.NetworkException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Collects pictures or rows, as a network is faster on some at a time, and prints what they are. */
final class PredictionBatch implements UnlabelledSamples.Sink {
    private static final int BATCH = 100;

    private final Model model;
    private final PredictionTable table;
    private final Terminal terminal;
    private final List<String> names = new ArrayList<>();
    private final float[] values;
    private final int length;
    private int done;
    private int failed;

    PredictionBatch(Model model, PredictionTable table, Terminal terminal) {
        this.model = model;
        this.table = table;
        this.terminal = terminal;
        this.length = Math.toIntExact(model.card().input().values());
        this.values = new float[Math.multiplyExact(BATCH, length)];
    }

    @Override
    public void sample(String name, float[] one) {
        if (model.card().input() instanceof ModelCard.Features features) {
            try {
                features.scaled(one);
            } catch (NetworkException e) {
                failed(name + ": " + e.getMessage());
                return;
            }
        }
        System.arraycopy(one, 0, values, names.size() * length, length);
        names.add(name);
        if (names.size() == BATCH) {
            end();
        }
    }

    @Override
    public void failed(String reason) {
        end();
        failed++;
        terminal.error(reason);
    }

    /** Prints what has been collected. */
    void end() {
        if (names.isEmpty()) {
            return;
        }
        float[] outputs = model.outputs(Arrays.copyOf(values, names.size() * length), names.size());
        for (int i = 0; i < names.size(); i++) {
            table.row(names.get(i), model.predictions(outputs, i));
        }
        done += names.size();
        names.clear();
    }

    /** Says how many pictures or rows could not be read. */
    int exitCode() {
        if (failed == 0) {
            return ExitCode.DONE;
        }
        String what = model.card().input() instanceof ModelCard.Features ? "rows" : "pictures";
        terminal.error(failed + " of " + (failed + done) + " " + what + " could not be read");
        return done == 0 ? ExitCode.USAGE : ExitCode.FAILED;
    }
}
