// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

/**
 * Is told how a call is getting on, and may end it.
 *
 * <p>Called after every sweep of every group of reads that share a sweep, and now and then in the middle of long ones, from the threads that do the work: it must be
 * quick, and safe for use from several threads when the request has several.
 */
@FunctionalInterface
public interface ProgressListener {
    /** Listens to nothing and never cancels. */
    ProgressListener NONE = progress -> true;

    /**
     * Takes note of the progress.
     *
     * @return whether to go on; after {@code false} the call ends soon and returns the best states seen so far
     */
    boolean goesOn(Progress progress);
}
