// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

/** Is told how tasks are getting on, on the thread that has them done. */
public interface WorkListener {

    /** Whether to go on; asked several times a second. */
    boolean goesOn();

    /**
     * A task says something.
     *
     * @param task its number
     */
    default void told(int task, byte[] message) {}

    /**
     * A task was done; told once of each.
     *
     * @param task its number
     */
    void done(int task, byte[] result);
}
