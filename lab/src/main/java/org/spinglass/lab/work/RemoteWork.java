// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

/** Does the tasks of its kind, in whichever process they are given to. */
@FunctionalInterface
public interface RemoteWork {

    /**
     * Does a task. It must come to the same bytes wherever it is done, unless it is asked to end early.
     *
     * @param input of the task
     * @param contact with whom it is done for
     * @return what it came to
     */
    byte[] run(byte[] input, TaskContact contact);
}
