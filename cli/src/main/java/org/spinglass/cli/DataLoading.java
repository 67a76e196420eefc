// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import java.util.function.Function;
import org.spinglass.data.DataException;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunData;

/** Reads data with its progress on the screen, until Ctrl-C. */
final class DataLoading {
    private final Terminal terminal;
    private final Interrupts interrupts;

    DataLoading(Terminal terminal, Interrupts interrupts) {
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    /**
     * The data that was asked for.
     *
     * @param decoders threads that decode pictures
     * @throws DataException when files are missing or damaged
     * @throws WorkException when a download fails, which is no fault of what was asked
     */
    RunData load(DataChoice asked, int decoders) throws Exception {
        DownloadDisplay downloads = new DownloadDisplay(terminal);
        try {
            return read(reading -> asked.load(decoders, downloads, reading));
        } catch (DataException e) {
            if (!asked.isOwn() && asked.dataDir() == null) {
                throw new WorkException(e.getMessage(), e);
            }
            throw e;
        } finally {
            downloads.end();
        }
    }

    /**
     * The rows of a table that was asked for, with the features of a model.
     *
     * @throws DataException when the table lacks one of them, or is damaged
     */
    RunData loadFeatures(DataChoice asked, List<String> features) throws Exception {
        return read(reading -> asked.loadFeatures(features, reading));
    }

    private RunData read(Function<ReadingDisplay, RunData> reader) throws Exception {
        ReadingDisplay reading = new ReadingDisplay(terminal);
        try {
            RunData data = interrupts.whileWaiting(() -> reader.apply(reading));
            reading.done(data);
            return data;
        } finally {
            reading.end();
        }
    }
}
