// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import org.spinglass.ising.internal.random.RandomStream;

/**
 * All spins of a weight drawn at once from their exact conditional distribution:
 *
 * <pre>  p(k) ~ exp(-s (k - m)^2),   k = 0..top,   s = beta curvature,   m = level - slope / (2 curvature),</pre>
 *
 * a discrete normal distribution cut to the weight's range. Narrow ones are drawn by inversion over the few levels that
 * matter, wide ones by rejection; so is the distribution of a negative curvature, which is heaped at the ends. All are
 * exact to the rounding of double precision and take constant expected time whatever the number of levels.
 *
 * <p>At infinite beta the weight goes to its best level, the present one on a tie.
 */
final class HeatBathMove implements WeightMove {
    /** exp(-40) is below the resolution of a double-precision uniform number. */
    private static final double NEGLIGIBLE = 40;

    /** From this width parameter on the levels that matter are few, at most 10 to each side of the mode. */
    private static final double NARROW = 0.4;

    /** A change of the exponent over the whole range that double precision does not see. */
    private static final double FLAT = 1e-14;

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

    @Override
    public int next(int level, int top, double slope, double curvature, double beta, RandomStream random) {
        double s = beta * curvature;
        if (Double.isNaN(slope) || Double.isNaN(curvature)) {
            throw new ArithmeticException(
                    "slope " + slope + ", curvature " + curvature + ": the model's energies leave the float32 range");
        }
        if (!(curvature > 0) && (beta == Double.POSITIVE_INFINITY || !Double.isFinite(beta * slope + s))) {
            return lowerEnd(level, top, slope, curvature);
        }
        if (Math.abs(s) * top * top < FLAT) {
            return drawLinear(top, beta * slope, random);
        }
        if (s < 0) {
            return drawFromEnds(level, top, beta * slope, s, random);
        }
        double m = level - slope / (2 * curvature);
        int mode = (int) Math.rint(Math.min(Math.max(m, 0), top));
        double offset = mode - m;
        if (s * (1 - 2 * Math.abs(offset)) > NEGLIGIBLE || s == Double.POSITIVE_INFINITY) {
            return Math.abs(offset) == 0.5 && Math.abs(level - m) == 0.5 ? level : mode;
        }
        if (s >= NARROW) {
            return invert(mode, offset, s, top, random);
        }
        double outside = m < 0 ? -m : m > top ? m - top : 0;
        if (outside * outside * s > 0.5) {
            int steps = cutGeometric(2 * s * outside, s, top, random);
            return m < 0 ? steps : top - steps;
        }
        return (top + 1.0) * (top + 1.0) * s < 3
                ? fromUniform(m, offset, s, top, random)
                : fromNormal(m, s, top, random);
    }

    private static int lowerEnd(int level, int top, double slope, double curvature) {
        double down = -level * (slope - curvature * level);
        double up = (top - level) * (slope + curvature * (top - level));
        if (Math.min(down, up) >= 0) {
            return level;
        }
        return down < up ? 0 : top;
    }

    /** {@code p(k) ~ exp(-a k)}. */
    private static int drawLinear(int top, double a, RandomStream random) {
        if (Math.abs(a) * top < FLAT) {
            return random.nextInt(top + 1);
        }
        int steps = cutGeometric(Math.abs(a), 0, top, random);
        return a > 0 ? steps : top - steps;
    }

    /**
     * {@code p(k) ~ exp(-(a t + s t^2))} with t = k - level and negative s: most likely at the ends, least likely in
     * between. On either side of the least likely level the logarithm is convex, so that it lies below the straight line
     * through its ends; that line is the proposal, a cut geometric one. At least about half of the proposals are taken.
     */
    private static int drawFromEnds(int level, int top, double a, double s, RandomStream random) {
        double curve = -s;
        double fallFromBottom = a + 2 * curve * level;
        double fallFromTop = 2 * curve * (top - level) - a;
        double least = fallFromBottom / (2 * curve);
        int last = least < 0 ? -1 : (int) Math.min(top, least);
        int lastFromTop = top - last - 1;
        double bottomRate = fallFromBottom - curve * last;
        double topRate = fallFromTop - curve * lastFromTop;
        double topOverBottom = last < 0
                ? Double.POSITIVE_INFINITY
                : geometricSum(topRate, lastFromTop + 1)
                        / geometricSum(bottomRate, last + 1)
                        * Math.exp(-top * (fallFromBottom - curve * top));
        while (true) {
            boolean isBottom = lastFromTop < 0 || random.nextDouble() * (1 + topOverBottom) < 1;
            int reach = isBottom ? last : lastFromTop;
            int t = cutGeometric(isBottom ? bottomRate : topRate, 0, reach, random);
            if (random.nextDouble() < Math.exp(curve * t * (t - reach))) {
                return isBottom ? t : top - t;
            }
        }
    }

    /** {@code sum_t exp(-rate t)}, t = 0..terms - 1. */
    private static double geometricSum(double rate, int terms) {
        return rate * terms < FLAT ? terms : Math.expm1(-rate * terms) / Math.expm1(-rate);
    }

    /**
     * Inversion over the levels around the mode. Relative to the mode, level {@code mode + t} has the weight {@code
     * exp(-s (t^2 + 2 offset t))}, whose ratio from one t to the next falls by {@code exp(-2 s)} each time.
     */
    private static int invert(int mode, double offset, double s, int top, RandomStream random) {
        double fall = Math.exp(-2 * s);
        double firstUp = Math.exp(-s * (1 + 2 * offset));
        double firstDown = Math.exp(-s * (1 - 2 * offset));
        double above = sumOneSide(firstUp, fall, top - mode);
        double below = sumOneSide(firstDown, fall, mode);
        double share = random.nextDouble() * (1 + above + below) - 1;
        if (share < 0) {
            return mode;
        }
        if (share < above) {
            return mode + Math.min(top - mode, stepsTo(share, firstUp, fall));
        }
        return mode - Math.min(mode, stepsTo(share - above, firstDown, fall));
    }

    private static double sumOneSide(double first, double fall, int levels) {
        double sum = 0;
        double weight = first;
        double ratio = first * fall;
        for (int t = 0; t < levels && weight > 1e-18; t++) {
            sum += weight;
            weight *= ratio;
            ratio *= fall;
        }
        return sum;
    }

    private static int stepsTo(double share, double first, double fall) {
        double left = share;
        double weight = first;
        double ratio = first * fall;
        int steps = 1;
        while (left >= weight && weight > 1e-18) {
            left -= weight;
            weight *= ratio;
            ratio *= fall;
            steps++;
        }
        return steps;
    }

    /** Steps away from the nearer end, {@code p(t) ~ exp(-rate t - s t^2)}, from a geometric proposal cut to the range. */
    private static int cutGeometric(double rate, double s, int top, RandomStream random) {
        double reach = -Math.expm1(-rate * (top + 1.0));
        while (true) {
            int t = (int) Math.min(top, -Math.log1p(-random.nextDouble() * reach) / rate);
            if (s == 0 || random.nextDouble() < Math.exp(-s * t * t)) {
                return t;
            }
        }
    }

    private static int fromUniform(double m, double offset, double s, int top, RandomStream random) {
        double least = offset * offset;
        while (true) {
            int k = random.nextInt(top + 1);
            double distance = k - m;
            if (random.nextDouble() < Math.exp(-s * (distance * distance - least))) {
                return k;
            }
        }
    }

    /**
     * Rejection from the density {@code exp(-s max(0, |y - m| - 1/2)^2)}, which lies above the discrete weight of the
     * level nearest to y: a flat piece of width 1 around m between two half normal tails.
     */
    private static int fromNormal(double m, double s, int top, RandomStream random) {
        double sigma = Math.sqrt(0.5 / s);
        double flat = 1 / (1 + sigma * SQRT_2_PI);
        while (true) {
            double u = random.nextDouble();
            double tail = 0;
            double y;
            if (u < flat) {
                y = m + u / flat - 0.5;
            } else {
                double normal = sigma * random.nextGaussian();
                tail = Math.abs(normal);
                y = m + normal + Math.copySign(0.5, normal);
            }
            double k = Math.rint(y);
            if (k >= 0 && k <= top) {
                double distance = k - m;
                if (random.nextDouble() < Math.exp(s * (tail * tail - distance * distance))) {
                    return (int) k;
                }
            }
        }
    }
}
