package org.spinglass.network;

/**
 * The loops over runs of values that are no matrix products, in plain code or several values at a time. Both give the
 * same results, bit for bit.
 */
interface Lanes {
    /** The Vector API where the JVM was started with {@code --add-modules=jdk.incubator.vector}, else plain code. */
    Lanes FASTEST =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? new VectorLanes() : new ScalarLanes();

    /** {@code to += from}. */
    void add(float[] from, int fromAt, float[] to, int toAt, int length);

    /** {@code to = x} where {@code x > 0}, {@code slope x} elsewhere. */
    void leaky(float slope, float[] x, int xAt, float[] to, int toAt, int length);

    /** {@code to = from} where {@code x > 0}, {@code slope from} elsewhere. */
    void leakySlope(float slope, float[] x, int xAt, float[] from, int fromAt, float[] to, int toAt, int length);
}
