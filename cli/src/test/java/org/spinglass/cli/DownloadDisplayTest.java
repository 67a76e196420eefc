// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class DownloadDisplayTest {
    private final StringWriter err = new StringWriter();

    private DownloadDisplay display(boolean isInteractive) {
        PrintWriter writer = new PrintWriter(err, true);
        return new DownloadDisplay(new Terminal(writer, writer, isInteractive, 80, true));
    }

    @Test
    void aLogHasOneLineAFile() {
        DownloadDisplay display = display(false);
        for (int done = 0; done <= 10; done++) {
            display.progress("a.gz", done * 1_000_000, 10_000_000);
        }
        display.progress("b.gz", 0, 5_000_000);
        display.end();
        assertThat(err.toString().lines()).containsExactly("downloading a.gz, 10.0 MB", "downloading b.gz, 5.0 MB");
    }

    @Test
    void aPersonSeesTheBarReachItsEnd() {
        DownloadDisplay display = display(true);
        display.progress("a.gz", 0, 10_000_000);
        display.progress("a.gz", 10_000_000, 10_000_000);
        display.waiting("a.gz", "trying again");
        assertThat(err.toString())
                .contains("  0.0 of 10.0 MB", "100%  10.0 of 10.0 MB", "spinglass: a.gz: trying again");
    }
}
