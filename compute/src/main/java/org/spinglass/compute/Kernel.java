package org.spinglass.compute;

/**
 * The hot loops that are no matrix products, on flat float32 arrays.
 *
 * <p>Implementations are stateless and safe for use from any number of threads. They may sum in different orders, so
 * two implementations agree to rounding, not to the bit; the random numbers agree to the bit. Each one gives the same
 * bits for the same arguments whenever it is called, interpreted or compiled.
 */
public interface Kernel {

    /** The name that a run records, for instance {@code vector-512}. */
    String name();

    /** {@code sum_i x_i y_i} over {@code length} elements. */
    float dot(float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y_i += factor x_i}. */
    void add(float factor, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code y_i += factor c_i x_i}, with c given from {@code cOffset}. */
    void addWeighted(float factor, float[] c, int cOffset, float[] x, int xOffset, float[] y, int yOffset, int length);

    /** {@code to_i = from_i} where {@code x_i > 0}, {@code slope from_i} elsewhere; the same bits from all kernels. */
    void leaky(float slope, float[] x, int xOffset, float[] from, int fromOffset, float[] to, int toOffset, int length);

    /** {@code sum_i c_i x_i^2}. */
    float weightedSquares(float[] c, int cOffset, float[] x, int xOffset, int length);

    /**
     * Advances eight interleaved xoshiro256++ generators (Blackman and Vigna) and stores their outputs.
     *
     * @param state word w of generator g at {@code 8 w + g}, 32 words
     * @param out receives the outputs of the generators in turn; its length is a multiple of 8
     */
    void random(long[] state, long[] out);
}
