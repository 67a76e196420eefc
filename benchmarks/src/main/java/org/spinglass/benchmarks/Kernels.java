// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.spinglass.network.forward.LayerWork;
import org.spinglass.network.forward.Responses;
import org.spinglass.network.layer.Network;

/**
 * Rates of the hot loops and of the stages of a training step, by JMH, beside the peaks of this machine: the products
 * of 512 x 512 matrices for operations, a copy of 64 MB for bytes. Operations and bytes are counted from the shapes:
 *
 * <pre>
 *   dot, axpy        2 a float, 8 and 12 bytes        weightedAxpy     3 a float, 16 bytes
 *   correlate        2 a site, kernel place, channel  addDots, addWindows  the same, filled rows included
 *   forward          what LayerWork counts, 100 samples; bytes: the layer's input and output
 *   responses        what LayerWork counts for the transposes, of 200 rows (sketches) or 1,000 (all outputs)
 *   anneal           a visit: 5 Q with residuals (bytes: 24 Q), 4 N with J formed (bytes: 24 N), at most: a weight
 *                    that keeps its level costs 2 of these
 *   sweep            a visit of a spin is counted as one operation: its rate is visits, and no share of a peak
 * </pre>
 *
 * <p>Arguments: a regular expression that the names hold, such as {@code Visits}; none for all. The peaks are always
 * measured.
 */
public final class Kernels {
    private static final double GIGA = 1e9;

    private Kernels() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        if (arguments.length > 1) {
            throw new IllegalArgumentException("expected [REGEX]");
        }
        String asked = arguments.length == 0 ? "(Vectors|Runs|Forward|Descent|Visits|Spins)" : arguments[0];
        try {
            Pattern.compile(asked);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + asked + "' is no regular expression: " + e.getDescription(), e);
        }
        try {
            Collection<RunResult> peaks = run(".*Peak\\..*");
            double operations = GIGA * rate(peaks, "sgemm", true);
            double bytes = GIGA * rate(peaks, "copy", false);
            System.out.println(String.format(
                    Locale.ROOT, "peaks: sgemm %.1f GFLOP/s, copy %.1f GB/s", operations / GIGA, bytes / GIGA));
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-42s %12s %8s %10s %8s %10s %8s",
                    "benchmark",
                    "microseconds",
                    "+-",
                    "GFLOP/s",
                    "of sgemm",
                    "GB/s",
                    "of copy"));
            for (RunResult result : run(asked)) {
                print(result, operations, bytes);
            }
        } catch (RunnerException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Collection<RunResult> run(String names) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(names)
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .forks(1)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.milliseconds(200))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    /** Billions of operations or bytes a second of one of the peaks. */
    private static double rate(Collection<RunResult> results, String method, boolean isOfOperations) {
        RunResult result = results.stream()
                .filter(one -> one.getParams().getBenchmark().endsWith("." + method))
                .findFirst()
                .orElseThrow();
        Work work = Work.of(result.getParams());
        return (isOfOperations ? work.operations : work.bytes)
                / result.getPrimaryResult().getScore()
                / 1e3;
    }

    private static void print(RunResult result, double peakOperations, double peakBytes) {
        double microseconds = result.getPrimaryResult().getScore();
        Work work = Work.of(result.getParams());
        double operations = work.operations / microseconds * 1e6;
        double bytes = work.bytes / microseconds * 1e6;
        System.out.println(String.format(
                Locale.ROOT,
                "%-42s %12.3f %8.3f %10.2f %7.1f%% %10.2f %7.1f%%",
                name(result.getParams()),
                microseconds,
                result.getPrimaryResult().getScoreError(),
                operations / GIGA,
                100 * operations / peakOperations,
                bytes / GIGA,
                100 * bytes / peakBytes));
    }

    private static String name(BenchmarkParams params) {
        String name = params.getBenchmark();
        StringBuilder all = new StringBuilder(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1));
        all.delete(0, all.lastIndexOf("$") + 1);
        params.getParamsKeys().forEach(key -> all.append(' ').append(params.getParam(key)));
        return all.toString();
    }

    /** What one call computes and moves. */
    private record Work(double operations, double bytes) {
        static Work of(BenchmarkParams params) {
            String name = params.getBenchmark();
            double samples = StageBenchmarks.SAMPLES;
            return switch (name.substring(name.lastIndexOf('.') + 1)) {
                case "sgemm" -> new Work(2 * Math.pow(KernelBenchmarks.Peak.SIDE, 3), 0);
                case "copy" -> new Work(0, 8.0 * KernelBenchmarks.Peak.COPIED);
                case "dot" -> vector(params, 2, 8);
                case "axpy" -> vector(params, 2, 12);
                case "weightedAxpy" -> vector(params, 3, 16);
                case "correlateFirst" -> new Work(2.0 * 25 * 6 * 784, 4 * (1024 + 6 * 784));
                case "correlateSecond" -> new Work(2.0 * 150 * 16 * 136, 4 * (1176 + 16 * 136));
                case "addDotsSecond" -> new Work(2.0 * 150 * 16 * 136, 4 * (1176 + 16 * 136 + 2 * 2400));
                case "addWindowsFirst" -> new Work(2.0 * 25 * 16 * 784, 4 * (1024 + 16 * 784));
                case "addWindowsSecond" -> new Work(2.0 * 150 * 32 * 100, 4 * (1176 + 32 * 100 + 2 * 4800));
                case "forward" -> {
                    LayerWork layer = LayerWork.of(StageBenchmarks.lenet(), Integer.parseInt(params.getParam("layer")));
                    yield new Work(samples * layer.forward(), samples * 4 * layer.values());
                }
                case "responses" -> responses(Integer.parseInt(params.getParam("layer")));
                case "anneal" -> {
                    double visits = StageBenchmarks.SWEEPS * (double) StageBenchmarks.Visits.WEIGHTS;
                    boolean isFormed = params.getParam("instance").equals("formed");
                    double width = isFormed ? StageBenchmarks.Visits.WEIGHTS : StageBenchmarks.Visits.COLUMNS;
                    yield new Work(visits * (isFormed ? 4 : 5) * width, visits * 24 * width);
                }
                case "sweep" -> new Work((double) StageBenchmarks.Spins.COUNT * StageBenchmarks.Spins.LONG, 0);
                default -> throw new IllegalStateException("nobody counts the work of " + name);
            };
        }

        private static Work vector(BenchmarkParams params, double operations, double bytes) {
            int length = Integer.parseInt(params.getParam("length"));
            return new Work(operations * length, bytes * length);
        }

        private static Work responses(int weightLayer) {
            Network network = StageBenchmarks.lenet();
            boolean isSketched = weightLayer < 2;
            double rows = StageBenchmarks.SAMPLES * (isSketched ? StageBenchmarks.SKETCHES : 10.0);
            int top = isSketched ? network.pointBeforeLastActivation() : Responses.top(network, weightLayer);
            double operations = 0;
            double values = 0;
            for (int i = network.layerIndex(weightLayer) + 1; i < top; i++) {
                LayerWork layer = LayerWork.of(network, i);
                operations += layer.back();
                values += layer.values();
            }
            return new Work(rows * operations, rows * 4 * values);
        }
    }
}
