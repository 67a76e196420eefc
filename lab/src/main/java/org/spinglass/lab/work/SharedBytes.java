// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

/** Bytes that were handed to a {@link Workplace}. */
public interface SharedBytes extends AutoCloseable {

    /** Takes them back. Tasks that are still to be done must not need them. */
    @Override
    void close();
}
