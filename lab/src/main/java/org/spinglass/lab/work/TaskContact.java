// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a task has of the process that it is done for, which may be far away. Safe for several threads. */
public interface TaskContact {

    /**
     * Whether to go on; after false the task is to end soon with what it has. Costs nothing; what it tells is some
     * tenths of a second old.
     */
    boolean goesOn();

    /** Says something on the way; when this returns it has arrived. Of a task that is begun anew it arrives again. */
    void tell(byte[] message);

    /**
     * Asks something of the process that the task is done for, whose {@link WorkListener#asked} answers. Of a task that
     * is begun anew the same is asked again.
     *
     * @return the answer; null when nobody wants the task any more
     */
    byte @Nullable [] ask(byte[] question);

    /** Threads that the task may use. */
    int threads();

    /**
     * What was shared, decoded; once in a process, as long as there is memory for it, for all tasks that ask for it.
     *
     * @param number among the task's shared bytes
     * @param decoder the same for all who ask for these bytes
     */
    <T> T shared(int number, Function<byte[], T> decoder);
}
