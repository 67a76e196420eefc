// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.internal.kernels;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.network.internal.FrequencySums;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;

/**
 * The matrix of a spectral pool as a sum of few products of a map of rows and a map of columns, {@code P = sum_t Y_t (x)
 * X_t}: at most four, one where the frequencies kept lie evenly around zero, three for even sizes.
 *
 * @param terms number of products
 * @param rows all Y, stacked: {@code (h terms) x H}, row {@code y' terms + t}
 * @param columns all X, side by side and transposed: {@code (terms W) x w}, row {@code t W + x}
 */
public record SpectralFactors(int terms, float[] rows, float[] columns) {
    /** Sums below this, and differences between equal sums, are rounding errors. */
    private static final double ROUNDING = 1e-9;

    private record Term(double[] y, double[] x) {}

    /** The factors of a pool on inputs of a shape. */
    public static SpectralFactors of(SpectralPool pool, Shape input) {
        FrequencySums y =
                FrequencySums.of(input.height(), pool.height(), pool.crop().lowest(input.height(), pool.height()));
        FrequencySums x =
                FrequencySums.of(input.width(), pool.width(), pool.crop().lowest(input.width(), pool.width()));
        List<Term> terms = new ArrayList<>();
        add(terms, y.cosMinus(), x.cosMinus(), 1);
        add(terms, y.sinMinus(), x.sinMinus(), -1);
        add(terms, y.sinPlus(), x.cosPlus(), 1);
        add(terms, y.cosPlus(), x.sinPlus(), 1);
        terms.removeIf(term -> isZero(term.x));
        return stack(terms, pool, input);
    }

    /** Adds {@code sign y (x) x}, to the term of the same or the opposite y where there is one. */
    private static void add(List<Term> terms, double[] y, double[] x, int sign) {
        if (isZero(y)) {
            return;
        }
        for (Term term : terms) {
            for (int same : new int[] {1, -1}) {
                if (isZero(sum(term.y, y, -same))) {
                    terms.set(terms.indexOf(term), new Term(term.y, sum(term.x, x, same * sign)));
                    return;
                }
            }
        }
        terms.add(new Term(y, sum(new double[x.length], x, sign)));
    }

    private static boolean isZero(double[] values) {
        for (double value : values) {
            if (Math.abs(value) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    private static double[] sum(double[] a, double[] b, int sign) {
        double[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * b[i];
        }
        return sum;
    }

    private static SpectralFactors stack(List<Term> terms, SpectralPool pool, Shape input) {
        int count = terms.size();
        int high = input.height();
        int wide = input.width();
        float[] rows = new float[count * pool.height() * high];
        float[] columns = new float[count * pool.width() * wide];
        for (int t = 0; t < count; t++) {
            double[] y = terms.get(t).y;
            double[] x = terms.get(t).x;
            for (int i = 0; i < y.length; i++) {
                rows[(i / high * count + t) * high + i % high] = (float) (y[i] / high);
            }
            for (int i = 0; i < x.length; i++) {
                columns[(t * wide + i % wide) * pool.width() + i / wide] = (float) (x[i] / wide);
            }
        }
        return new SpectralFactors(count, rows, columns);
    }
}
