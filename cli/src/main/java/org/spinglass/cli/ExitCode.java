// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

/** What the process tells its caller. */
final class ExitCode {
    /** Done. */
    static final int DONE = 0;

    /** Failed while working. */
    static final int FAILED = 1;

    /** Bad usage or input; nothing was done. */
    static final int USAGE = 2;

    /** Added to the number of a signal that ended the work early. */
    static final int SIGNALLED = 128;

    private ExitCode() {}
}
