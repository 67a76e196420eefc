package org.spinglass.ising;

/**
 * A model made from coefficients in double precision, and what rounding them to float32 may change.
 *
 * <p>All pairs are stored ({@link DenseIsing}) when at least one pair in eight is coupled and there are at most 16,384
 * spins; otherwise the coupled ones ({@link SparseIsing}).
 *
 * @param model the model; each coefficient is the float32 next to the given one
 * @param rounding the most that the energy of any state differs from that of the given coefficients, the sum of
 *     {@code |c - float32(c)|} over all fields and couplings; 0 when float32 holds them all
 */
public record RoundedIsing(PlainIsing model, double rounding) {
    private static final int MAXIMUM_DENSE = 16_384;

    /** Whether a model of that many spins and coupled pairs is stored with all pairs. */
    public static boolean isDense(int spins, long pairs) {
        return spins <= MAXIMUM_DENSE && 16 * pairs >= (long) spins * (spins - 1);
    }
}
