package org.spinglass.ising;

/**
 * A model made from coefficients in double precision, and what rounding them to float32 may change.
 *
 * <p>All pairs are stored ({@link DenseIsing}) when at least one pair in four is coupled and there are at most 16,384
 * spins; otherwise the coupled ones ({@link SparseIsing}). From there on annealing on a matrix is the faster (benchmark
 * {@code DenseOrSparse}), and a matrix takes at most twice the memory of lists.
 *
 * @param model the model; each coefficient is the float32 next to the given one
 * @param rounding the most that the energy of any state differs from that of the given coefficients, the sum of
 *     {@code |c - float32(c)|} over all fields and couplings; 0 when float32 holds them all
 */
public record RoundedIsing(PlainIsing model, double rounding) {
    private static final int MAXIMUM_DENSE = 16_384;

    /**
     * A model with all pairs in one array.
     *
     * @param fields h, length N
     * @param upper J_ij of the pairs i &lt; j, row-major, {@code N (N - 1) / 2} of them; used up
     * @param offset constant energy
     * @throws IllegalArgumentException when lengths do not fit, a value is not finite, or float32 cannot hold it
     */
    public static RoundedIsing ofTriangle(double[] fields, double[] upper, double offset) {
        return new SpinTerms(fields, UpperTriangle.ofPacked(fields.length, upper), offset).rounded();
    }

    /** Whether a model of that many spins and coupled pairs is stored with all pairs. */
    public static boolean isDense(int spins, long pairs) {
        return spins <= MAXIMUM_DENSE && 8 * pairs >= (long) spins * (spins - 1);
    }
}
