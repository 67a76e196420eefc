// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.AveragePool;
import org.spinglass.network.layer.BatchNorm;
import org.spinglass.network.layer.Conv2d;
import org.spinglass.network.layer.Crop;
import org.spinglass.network.layer.DepthwiseConv2d;
import org.spinglass.network.layer.Dropout;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Link;
import org.spinglass.network.layer.MaxPool;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Point;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.SpectralPool;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.layer.Windows;

/** Forward passes of one sample in double precision, straight from the definitions, with a record of the pattern. */
public final class Reference {
    private final Network network;

    public Reference(Network network) {
        this.network = network;
    }

    /** How near to a kink a value may be that single precision has on the other side. */
    private static final double NEAR = 1e-5;

    /**
     * Values at all points, and per layer which inputs were positive (LeakyReLU) or largest (max pool).
     *
     * @param isClear whether the pattern is that of a pass in single precision too: no input of an activation is next to
     *     0, and none of a max pool next to the largest, but those that are 0 or equal to it
     */
    public record Run(List<double[]> points, List<int[]> pattern, boolean isClear) {}

    /** The matrices of all weight layers, and behind them the numbers of all batch normalisations. */
    public static double[][] matrices(Weights weights) {
        int weightLayers = weights.network().weightLayers();
        double[][] matrices = new double[weightLayers + weights.network().norms()][];
        for (int l = 0; l < matrices.length; l++) {
            float[] layer = l < weightLayers ? weights.layer(l) : weights.norm(l - weightLayers);
            matrices[l] = new double[layer.length];
            for (int i = 0; i < layer.length; i++) {
                matrices[l][i] = layer[i];
            }
        }
        return matrices;
    }

    public Run run(double[][] matrices, double[] sample) {
        return run(matrices, sample, null);
    }

    /** A run with the pattern of another, or its own where that is null. */
    public Run run(double[][] matrices, double[] sample, @Nullable List<int[]> fixed) {
        return run(matrices, sample, fixed, -1, sample);
    }

    /** The same with other values at one point. */
    public Run run(double[][] matrices, double[] sample, @Nullable List<int[]> fixed, int changed, double[] other) {
        List<double[]> points = new ArrayList<>(List.of(changed == 0 ? other : sample));
        List<int[]> pattern = new ArrayList<>();
        boolean isClear = true;
        int l = 0;
        int norm = network.weightLayers();
        for (int i = 0; i < network.layers().size(); i++) {
            double[] in = points.getLast();
            Shape shape = network.shapes().get(i);
            Shape out = network.shapes().get(i + 1);
            int @Nullable [] chosen = fixed == null ? null : fixed.get(i);
            int[] used = {};
            double[] values = switch (network.layers().get(i)) {
                case Linear linear -> linear(matrices[l++], in, linear);
                case Conv2d conv -> conv(matrices[l++], in, shape, out, conv);
                case DepthwiseConv2d conv -> depthwise(matrices[l++], in, shape, out, conv);
                case SpectralPool pool -> spectral(in, shape, pool);
                case MaxPool pool -> {
                    used = chosen == null ? largest(in, shape, out, pool) : chosen;
                    isClear &= isClear(in, shape, out, pool);
                    double[] kept = new double[used.length];
                    for (int u = 0; u < used.length; u++) {
                        kept[u] = in[used[u]];
                    }
                    yield kept;
                }
                case AveragePool pool -> average(in, shape, out, pool);
                case Flatten _, Point _, Dropout _ -> in;
                case BatchNorm _ -> normalised(matrices[norm++], in, shape);
                case Link.From _ -> points.get(network.namedPoint(i));
                case Link.Add _ -> {
                    double[] sum = in.clone();
                    for (int u = 0; u < sum.length; u++) {
                        sum[u] += points.get(network.namedPoint(i))[u];
                    }
                    yield sum;
                }
                case Link.Concat _ -> {
                    double[] named = points.get(network.namedPoint(i));
                    double[] joined = Arrays.copyOf(in, in.length + named.length);
                    System.arraycopy(named, 0, joined, in.length, named.length);
                    yield joined;
                }
                case LeakyRelu relu -> {
                    used = chosen == null ? positive(in) : chosen;
                    isClear &= Arrays.stream(in).noneMatch(value -> isNear(value, 0));
                    double[] scaled = in.clone();
                    for (int u = 0; u < in.length; u++) {
                        scaled[u] *= used[u] == 1 ? 1 : relu.slope();
                    }
                    yield scaled;
                }
            };
            points.add(i + 1 == changed ? other : values);
            pattern.add(used);
        }
        return new Run(points, pattern, isClear);
    }

    private static double[] linear(double[] w, double[] in, Linear layer) {
        int columns = in.length + (layer.bias() ? 1 : 0);
        double[] out = new double[layer.outputs()];
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < columns; j++) {
                out[i] += w[i * columns + j] * (j < in.length ? in[j] : -1);
            }
        }
        return out;
    }

    private static double[] normalised(double[] numbers, double[] in, Shape shape) {
        double[] out = in.clone();
        int channels = shape.channels();
        for (int u = 0; u < out.length; u++) {
            int c = u / shape.area();
            double deviation = Math.sqrt(numbers[3 * channels + c] + 1e-5);
            out[u] = numbers[c] * (in[u] - numbers[2 * channels + c]) / deviation + numbers[channels + c];
        }
        return out;
    }

    private static double[] conv(double[] w, double[] in, Shape shape, Shape out, Conv2d layer) {
        int k = layer.kernel();
        int fanIn = shape.channels() * k * k;
        int columns = fanIn + (layer.bias() ? 1 : 0);
        double[] values = new double[out.size()];
        for (int unit = 0; unit < values.length; unit++) {
            int row = unit / out.area();
            int y0 = unit % out.area() / out.width() * layer.stride() - layer.padding();
            int x0 = unit % out.width() * layer.stride() - layer.padding();
            double sum = layer.bias() ? -w[row * columns + fanIn] : 0;
            for (int j = 0; j < fanIn; j++) {
                int place = place(shape, j / (k * k), y0 + j % (k * k) / k, x0 + j % k);
                sum += place < 0 ? 0 : w[row * columns + j] * in[place];
            }
            values[unit] = sum;
        }
        return values;
    }

    private static double[] depthwise(double[] w, double[] in, Shape shape, Shape out, DepthwiseConv2d layer) {
        int k = layer.kernel();
        int columns = k * k + (layer.bias() ? 1 : 0);
        double[] values = new double[out.size()];
        for (int unit = 0; unit < values.length; unit++) {
            int channel = unit / out.area();
            double sum = layer.bias() ? -w[channel * columns + k * k] : 0;
            for (int j = 0; j < k * k; j++) {
                int y = unit % out.area() / out.width() * layer.stride() - layer.padding() + j / k;
                int x = unit % out.width() * layer.stride() - layer.padding() + j % k;
                int place = place(shape, channel, y, x);
                sum += place < 0 ? 0 : w[channel * columns + j] * in[place];
            }
            values[unit] = sum;
        }
        return values;
    }

    /** Where a value stands in its sample, or -1 outside. */
    private static int place(Shape shape, int channel, int y, int x) {
        boolean isInside = y >= 0 && y < shape.height() && x >= 0 && x < shape.width();
        return isInside ? (channel * shape.height() + y) * shape.width() + x : -1;
    }

    /** The places of a window. */
    private static int[] window(Shape shape, Shape out, Windows windows, int unit) {
        int high = windows.isSized() ? windows.height() : shape.height() / out.height();
        int wide = windows.isSized() ? windows.width() : shape.width() / out.width();
        int y0 =
                unit % out.area() / out.width() * (windows.stride() == 0 ? high : windows.stride()) - windows.padding();
        int x0 = unit % out.width() * (windows.stride() == 0 ? wide : windows.stride()) - windows.padding();
        return IntStream.range(0, high * wide)
                .map(i -> place(shape, unit / out.area(), y0 + i / wide, x0 + i % wide))
                .filter(place -> place >= 0)
                .toArray();
    }

    private static double[] average(double[] in, Shape shape, Shape out, AveragePool pool) {
        double[] values = new double[out.size()];
        for (int unit = 0; unit < values.length; unit++) {
            int[] places = window(shape, out, pool.windows(), unit);
            for (int place : places) {
                values[unit] += in[place] / places.length;
            }
        }
        return values;
    }

    /** Hartley transform, crop, inverse transform, each by its definition. */
    public static double[] spectral(double[] in, Shape shape, SpectralPool pool) {
        int height = shape.height();
        int width = shape.width();
        int[] rows = kept(height, pool.height(), pool.crop());
        int[] columns = kept(width, pool.width(), pool.crop());
        double[] out = new double[shape.channels() * pool.height() * pool.width()];
        for (int c = 0; c < shape.channels(); c++) {
            double[][] spectrum = new double[pool.height()][pool.width()];
            for (int u = 0; u < pool.height(); u++) {
                for (int v = 0; v < pool.width(); v++) {
                    for (int p = 0; p < shape.area(); p++) {
                        double angle =
                                (double) rows[u] * (p / width) / height + (double) columns[v] * (p % width) / width;
                        spectrum[u][v] += in[c * shape.area() + p] * cas(angle);
                    }
                }
            }
            for (int p = 0; p < pool.height() * pool.width(); p++) {
                double sum = 0;
                for (int u = 0; u < pool.height(); u++) {
                    for (int v = 0; v < pool.width(); v++) {
                        double angle = (double) (u - pool.height() / 2) * (p / pool.width()) / pool.height()
                                + (double) (v - pool.width() / 2) * (p % pool.width()) / pool.width();
                        sum += spectrum[u][v] * cas(angle);
                    }
                }
                out[c * pool.height() * pool.width() + p] = sum / shape.area();
            }
        }
        return out;
    }

    private static int[] kept(int n, int m, Crop crop) {
        int[] frequencies = new int[m];
        for (int i = 0; i < m; i++) {
            frequencies[i] = crop == Crop.CENTRED ? i - m / 2 : Math.floorDiv(n - m, 2) + i - n / 2;
        }
        return frequencies;
    }

    private static double cas(double turns) {
        return Math.cos(2 * Math.PI * turns) + Math.sin(2 * Math.PI * turns);
    }

    private static int[] largest(double[] in, Shape shape, Shape out, MaxPool pool) {
        int[] places = new int[out.size()];
        for (int unit = 0; unit < places.length; unit++) {
            int[] window = window(shape, out, pool.windows(), unit);
            places[unit] = window[0];
            for (int place : window) {
                places[unit] = in[place] > in[places[unit]] ? place : places[unit];
            }
        }
        return places;
    }

    private static boolean isClear(double[] in, Shape shape, Shape out, MaxPool pool) {
        int[] places = largest(in, shape, out, pool);
        return IntStream.range(0, places.length)
                .noneMatch(unit -> Arrays.stream(window(shape, out, pool.windows(), unit))
                        .anyMatch(place -> isNear(in[place], in[places[unit]])));
    }

    private static boolean isNear(double value, double kink) {
        return value != kink && Math.abs(value - kink) < NEAR * (1 + Math.abs(kink));
    }

    private static int[] positive(double[] in) {
        int[] signs = new int[in.length];
        for (int u = 0; u < in.length; u++) {
            signs[u] = in[u] > 0 ? 1 : 0;
        }
        return signs;
    }
}
