// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

/** Is told how tasks are getting on, on the thread that has them done, and answers what they ask. */
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
     * A task asks something. Called on a thread of the workplace's own, for one task at a time, while others wait: it
     * answers soon, and what it has in common with the other calls it guards.
     *
     * @param task its number
     */
    default byte[] asked(int task, byte[] question) {
        throw new IllegalStateException("task " + task + " asks, and nobody answers");
    }

    /**
     * A task was done; told once of each.
     *
     * @param task its number
     */
    void done(int task, byte[] result);
}
