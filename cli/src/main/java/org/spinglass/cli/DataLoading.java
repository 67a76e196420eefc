// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
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
     * @throws WorkException when a download fails, or the reading was stopped, which is no fault of what was asked
     */
    RunData load(DataChoice asked, int decoders) throws Exception {
        try {
            return shown((downloads, reading) -> asked.load(decoders, downloads, reading));
        } catch (DataException e) {
            if (!asked.isOwn() && asked.dataDir() == null) {
                throw new WorkException(e.getMessage(), e);
            }
            throw e;
        }
    }

    /**
     * A table of one's own with the features of a model.
     *
     * @throws DataException when files are missing or damaged, or a published set was asked for
     */
    RunData loadFeatures(DataChoice asked, List<String> features) throws Exception {
        return shown((downloads, reading) -> asked.loadFeatures(features, reading));
    }

    private interface Load {
        RunData with(DownloadDisplay downloads, ReadingDisplay reading);
    }

    private RunData shown(Load load) throws Exception {
        DownloadDisplay downloads = new DownloadDisplay(terminal);
        ReadingDisplay reading = new ReadingDisplay(terminal);
        try {
            RunData data = interrupts.whileWaiting(() -> load.with(downloads, reading));
            reading.done(data);
            return data;
        } catch (DataException e) {
            if (interrupts.isRequested()) { // no fault of what was asked
                throw new WorkException(e.getMessage(), e);
            }
            throw e;
        } finally {
            downloads.end();
            reading.end();
        }
    }
}
