package org.spinglass.cli;

/** A command that is told whether to show more of a failure. */
interface Verbose {

    /** Whether a failure is to be shown with its stack trace. */
    boolean isVerbose();
}
