// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that does work, and shows the stack trace of a failure where that was asked for. */
abstract class WorkCommand implements Callable<Integer> {
    /** Where it writes. */
    final Terminal terminal;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    WorkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether a failure is to be shown with its stack trace. */
    final boolean isVerbose() {
        return verbose;
    }

    /** Lines at the end of its help. */
    List<String> footer() {
        return List.of();
    }
}
