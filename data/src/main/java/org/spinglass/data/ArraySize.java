package org.spinglass.data;

/** How long an array may be. */
final class ArraySize {
    /** The longest array that every JVM can make. */
    static final int MAX = Integer.MAX_VALUE - 8;

    private ArraySize() {}
}
