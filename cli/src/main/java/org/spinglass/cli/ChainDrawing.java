// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.plot.ChipPicture;
import org.spinglass.lab.samplers.ChainBreaks;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.web.ChainView;

/** How the chains of a search held, as a picture and in words. */
final class ChainDrawing {
    private static final int MOST_LINES = 5;
    private static final int MOST_ROWS = 20;

    private final ChainBreaks breaks;
    private final List<ChainBreaks.Chain> worst;
    private final String what;
    private final byte[] picture;

    private ChainDrawing(ChainBreaks breaks, String what) {
        this.breaks = breaks;
        this.worst = breaks.worst();
        this.what = what;
        this.picture = ChipPicture.ofBreaks(breaks);
    }

    /**
     * Draws them; null where there are none.
     *
     * @param variables of the problem; 0 where chains are not those of its variables
     */
    static @Nullable ChainDrawing of(@Nullable ChainBreaks breaks, int variables) {
        return breaks == null || breaks.embeddings().isEmpty()
                ? null
                : new ChainDrawing(breaks, breaks.isOfWhole(variables) ? "variable" : "spin");
    }

    /**
     * Writes the picture where one was asked for, or notes that there is none.
     *
     * @param drawn null where the annealer was not asked
     * @param file null where no picture was asked for
     * @throws org.spinglass.lab.settings.LabException when the file cannot be written
     */
    static void write(@Nullable ChainDrawing drawn, @Nullable Path file, Terminal terminal) {
        if (file != null && drawn != null) {
            RecordFile.write(file, drawn.picture);
        } else if (file != null) {
            terminal.error("note: the annealer was not asked, so that there are no chains to draw");
        }
    }

    private long broken() {
        return worst.stream().filter(chain -> chain.broken() > 0).count();
    }

    /** The chains that were broken most often. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "chains    %,d, of which %,d were broken in some read", worst.size(), broken()));
        worst.stream()
                .filter(chain -> chain.broken() > 0)
                .limit(MOST_LINES)
                .forEach(chain -> lines.add(String.format(
                        Locale.ROOT,
                        "broken    that of %s %d, %d qubits from %d on, in %.3g%% of %,d reads",
                        what,
                        chain.variable(),
                        chain.qubits().size(),
                        chain.qubits().getFirst(),
                        100 * chain.broken(),
                        chain.reads())));
        return lines;
    }

    /** For a page. */
    ChainView view() {
        return new ChainView(
                breaks.processor().name(),
                what,
                picture,
                worst.size(),
                broken(),
                worst.getFirst().reads(),
                worst.stream()
                        .limit(MOST_ROWS)
                        .map(chain -> new ChainView.Chain(chain.variable(), chain.qubits(), chain.broken()))
                        .toList());
    }
}
