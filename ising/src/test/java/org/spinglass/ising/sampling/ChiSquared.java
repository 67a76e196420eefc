// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

/** Pearson's test of counts against probabilities. */
public final class ChiSquared {
    /** Bins expected to hold fewer than this are pooled, where the statistic is not yet chi-squared. */
    private static final double FEWEST = 8;

    private ChiSquared() {}

    /** A statistic and its degrees of freedom; independent ones add up. */
    public record Statistic(double value, int degrees) {
        /** The sum of two independent statistics. */
        public Statistic plus(Statistic other) {
            return new Statistic(value + other.value, degrees + other.degrees);
        }

        /** The probability of a statistic at least this large when the counts do follow the probabilities. */
        public double pValue() {
            return degrees == 0 ? (value == 0 ? 1 : 0) : upperGamma(0.5 * degrees, 0.5 * value);
        }
    }

    /**
     * The statistic of counts against probabilities, which need not be normalised. A count where the probability is
     * below 1e-12 makes it infinite.
     */
    public static Statistic of(long[] counts, double[] probabilities) {
        double total = 0;
        double norm = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i];
            norm += probabilities[i];
        }
        double statistic = 0;
        int bins = 0;
        double pooledCount = 0;
        double pooledExpected = 0;
        for (int i = 0; i < counts.length; i++) {
            double probability = probabilities[i] / norm;
            double expected = total * probability;
            if (counts[i] > 0 && probability < 1e-12) {
                return new Statistic(Double.POSITIVE_INFINITY, 1);
            }
            if (expected < FEWEST) {
                pooledCount += counts[i];
                pooledExpected += expected;
            } else {
                statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
                bins++;
            }
        }
        if (pooledExpected >= FEWEST) {
            statistic += (pooledCount - pooledExpected) * (pooledCount - pooledExpected) / pooledExpected;
            bins++;
        } else if (pooledCount > pooledExpected + 10 * Math.sqrt(pooledExpected) + 10) {
            return new Statistic(Double.POSITIVE_INFINITY, 1);
        }
        return new Statistic(bins < 2 ? 0 : statistic, Math.max(0, bins - 1));
    }

    /** The p-value of counts against probabilities. */
    public static double pValue(long[] counts, double[] probabilities) {
        return of(counts, probabilities).pValue();
    }

    /** The regularised upper incomplete gamma function Q(a, x). */
    static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        double front = Math.exp(a * Math.log(x) - x - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (double n = a + 1; term > 1e-16 * sum; n++) {
                term *= x / n;
                sum += term;
            }
            return 1 - front * sum;
        }
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 10_000; i++) {
            double an = -i * (i - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            h *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return front * h;
    }

    /** Stirling's series after shifting the argument beyond 10. */
    private static double logGamma(double x) {
        double shift = 0;
        double y = x;
        while (y < 10) {
            shift += Math.log(y);
            y++;
        }
        double r = 1 / (y * y);
        return (y - 0.5) * Math.log(y)
                - y
                + 0.5 * Math.log(2 * Math.PI)
                + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r / 1680))) / y
                - shift;
    }
}
