// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinglass.data.DataSet;
import org.spinglass.data.Labelled;
import org.spinglass.data.files.FileListener;
import org.spinglass.data.files.OwnData;
import org.spinglass.lab.run.RunData;

/** Shows how the reading of one's own files gets on, what was left out, and in the end what was read. */
final class ReadingDisplay implements FileListener {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final int MOST_NAMED = 10;
    private static final int MOST_CLASSES = 12;

    private final Terminal terminal;
    private final StatusLine line;
    private int leftOut;
    private long drawn;

    ReadingDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
    }

    @Override
    public void decoded(int done, int total) {
        long now = System.nanoTime();
        if (terminal.isInteractive() && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            line.show(
                    "reading pictures ",
                    (double) done / total,
                    String.format(Locale.ROOT, "  %,d of %,d", done, total));
        }
    }

    @Override
    public void leftOut(String reason) {
        leftOut++;
        if (leftOut <= MOST_NAMED) {
            line.clear();
            terminal.error("left out: " + reason);
        }
    }

    /** Says what was read. */
    void done(RunData data) {
        OwnData own = data.own();
        line.clear();
        if (own == null) {
            return;
        }
        if (leftOut > MOST_NAMED) {
            terminal.error(
                    "left out: " + (leftOut - MOST_NAMED) + " more; data.json in the run's folder names them all");
        }
        DataSet set = own.set();
        terminal.err().println("read " + set.name() + ": " + own.source());
        terminal.err().println("  training   " + set.training() + ": " + counts(set.training(), set.classNames()));
        Labelled validation = set.validation();
        if (validation != null) {
            terminal.err().println("  validation " + counts(validation, set.classNames()));
        }
        Labelled test = set.test();
        if (test != null) {
            terminal.err().println("  test       " + counts(test, set.classNames()));
        }
        if (own.smallest() != null && own.largest() != null) {
            terminal.err().println("  stored in sizes from " + own.smallest() + " to " + own.largest());
        }
        terminal.err().flush();
    }

    private static String counts(Labelled part, List<String> names) {
        int[] counts = part.classCounts();
        List<String> shown = new ArrayList<>();
        for (int k = 0; k < Math.min(MOST_CLASSES, counts.length); k++) {
            shown.add(names.get(k) + " " + counts[k]);
        }
        String more = counts.length > MOST_CLASSES ? ", and " + (counts.length - MOST_CLASSES) + " more" : "";
        return shown.stream().collect(Collectors.joining(", ", "", more));
    }

    /** Takes the bar away. */
    void end() {
        line.clear();
    }
}
