// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.Locale;
import org.spinglass.data.DownloadListener;

/** Shows how a download gets on: a bar where a person watches, else a line when a file begins. */
final class DownloadDisplay implements DownloadListener {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final double MEGABYTE = 1e6;

    private final Terminal terminal;
    private final StatusLine line;
    private String file = "";
    private long drawn;

    DownloadDisplay(Terminal terminal) {
        this.terminal = terminal;
        this.line = new StatusLine(terminal);
    }

    @Override
    public void progress(String name, long done, long total) {
        boolean isNew = !name.equals(file);
        file = name;
        if (!terminal.isInteractive()) {
            if (isNew) {
                terminal.err().println(String.format(Locale.ROOT, "downloading %s, %.1f MB", name, total / MEGABYTE));
                terminal.err().flush();
            }
            return;
        }
        long now = System.nanoTime();
        if (isNew || done == total || now - drawn >= REDRAW_NANOS) {
            drawn = now;
            String size = String.format(Locale.ROOT, "  %.1f of %.1f MB", done / MEGABYTE, total / MEGABYTE);
            line.show("downloading " + name + " ", total == 0 ? 1 : (double) done / total, size);
        }
    }

    @Override
    public void waiting(String name, String reason) {
        line.clear();
        terminal.error(name + ": " + reason);
    }

    /** Takes the bar away. */
    void end() {
        line.clear();
    }
}
