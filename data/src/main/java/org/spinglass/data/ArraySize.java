// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.data;

/** How long an array may be. */
final class ArraySize {
    /** The longest array that every JVM can make. */
    static final int MAX = Integer.MAX_VALUE - 8;

    private ArraySize() {}
}
