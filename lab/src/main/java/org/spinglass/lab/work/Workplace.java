// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.List;

/**
 * Other processes, mostly on other machines, that do this program's work: tasks of plain bytes go there, and bytes come
 * back. Which process does which task, how often one is begun anew because its process was lost, and in what order they
 * end is left open, so that work must come to the same bytes wherever and whenever it is done. Safe for several
 * threads, each with tasks of its own.
 */
public interface Workplace extends AutoCloseable {

    /** How many tasks are done at the same time; at least 1. It may change as machines come and go. */
    int slots();

    /** What and where it is, for people and records, such as {@code spark local[2]}. */
    String description();

    /** Hands bytes to every process that needs them, once each, until they are closed. */
    SharedBytes share(byte[] content);

    /**
     * Does tasks, and returns when all have ended. What they say and come to is told to the listener on the calling
     * thread. Once the listener is for stopping, tasks are asked to end with what they have, and those that do not in
     * some seconds are given up: these have no result. An interrupt of the calling thread does the same; its flag is
     * kept.
     *
     * @throws WorkplaceException when tasks cannot be done: a task failed again and again, or its processes went away
     * @throws RuntimeException as a task threw it, where that is one of the program's own for people
     */
    void run(List<WorkTask> tasks, WorkListener listener);

    /** Lets the processes go. */
    @Override
    void close();
}
