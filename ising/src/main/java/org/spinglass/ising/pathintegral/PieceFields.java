package org.spinglass.ising.pathintegral;

/**
 * The local field of one spin, integrated over pieces of imaginary time:
 *
 * <pre>  I_k = integral from cut k - 1 to cut k of F_i(t) dt,     F_i(t) = h_i + sum_j J_ij sigma_j(t),</pre>
 *
 * <p>with cuts {@code 0 = c_-1 <= c_0 <= ... <= c_m = 1}. Belongs to one thread.
 */
abstract sealed class PieceFields permits SparsePieces, DensePieces {

    /** The fields of the given paths. */
    static PieceFields of(Couplings couplings, WorldLines lines) {
        return switch (couplings) {
            case Couplings.Dense dense -> new DensePieces(dense.values(), lines);
            case Couplings.Sparse sparse ->
                new SparsePieces(sparse.starts(), sparse.neighbours(), sparse.values(), lines);
        };
    }

    /**
     * Integrates over all pieces.
     *
     * @param i the spin
     * @param level F_i at time 0
     * @param cuts the inner cuts, ascending, of which the first {@code m} count; element m is overwritten with 1
     * @param m number of inner cuts, 0 or more
     * @param into receives the integrals of the {@code m + 1} pieces
     */
    abstract void integrate(int i, float level, float[] cuts, int m, float[] into);

    /**
     * Adds what the turns of one path contribute: a jump of {@code change} from the first turn on, of the opposite from
     * the second on, and so forth. A jump d at time t within piece k adds {@code d (c_k - t)} to I_k, and d to the level
     * of all later pieces.
     *
     * @param jumps jump of the level at the start of each piece
     */
    static void addTurns(float change, float[] times, int from, int to, float[] cuts, float[] jumps, float[] into) {
        float d = change;
        int k = 0;
        for (int e = from; e < to; e++) {
            float t = times[e];
            while (cuts[k] <= t) {
                k++;
            }
            into[k] += d * (cuts[k] - t);
            jumps[k] += d;
            d = -d;
        }
    }

    /** Adds the level's own part, and leaves all jumps at 0. */
    static void addLevels(float level, float[] cuts, int m, float[] jumps, float[] into) {
        float now = level;
        float start = 0;
        for (int k = 0; k <= m; k++) {
            into[k] += now * (cuts[k] - start);
            now += jumps[k];
            jumps[k] = 0;
            start = cuts[k];
        }
    }
}
