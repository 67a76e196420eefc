// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.solve;

/**
 * How long repeating independent reads takes until one has succeeded with a probability of 99%:
 *
 * <pre>  TTS = t ln(0.01) / ln(1 - p),   at least t,</pre>
 *
 * <p>with the time t of a read and the chance p that it succeeds (Rønnow et al. 2014). p is estimated from k successes in R
 * reads as (k + 1/2) / (R + 1) (Jeffreys); the standard error follows from its binomial one, to first order.
 *
 * @param successes k
 * @param reads R, at least 1
 * @param secondsPerRead t, on one thread
 * @param seconds TTS; infinite where no read succeeded
 * @param standardError of TTS; infinite where no read succeeded
 */
public record TimeToSolution(int successes, int reads, double secondsPerRead, double seconds, double standardError) {
    private static final double MISSED = Math.log(0.01);

    /**
     * The estimate.
     *
     * @throws IllegalArgumentException when there are no reads, or more successes than reads
     */
    public static TimeToSolution of(int successes, int reads, double secondsPerRead) {
        if (reads < 1 || successes < 0 || successes > reads) {
            throw new IllegalArgumentException(
                    successes + " successes in " + reads + " reads; expected 0 to as many as there are reads");
        }
        if (successes == 0) {
            return new TimeToSolution(0, reads, secondsPerRead, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double p = (successes + 0.5) / (reads + 1);
        double logMiss = Math.log1p(-p);
        double repeats = MISSED / logMiss;
        double error = Math.sqrt(p * (1 - p) / reads) * repeats / ((1 - p) * -logMiss);
        return new TimeToSolution(
                successes, reads, secondsPerRead, secondsPerRead * Math.max(1, repeats), secondsPerRead * error);
    }
}
