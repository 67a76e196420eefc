// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import java.util.List;

/**
 * A piece of work for a {@link Workplace}.
 *
 * @param work who does it, a public class with a public constructor without arguments
 * @param input what it is told; not to be changed
 * @param shared what it may ask for besides, by number
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WorkTask(Class<? extends RemoteWork> work, byte[] input, List<SharedBytes> shared) {
    /** Copies the list. */
    public WorkTask {
        shared = List.copyOf(shared);
    }
}
