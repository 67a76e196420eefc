// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A curve in numbers: an entry of {@code results.json}. Accuracies are fractions on held-out images; what does not exist is
 * null.
 *
 * @param figure of the experiment
 * @param method of training
 * @param runs done
 * @param meanFinal accuracy after the last epoch, mean over the runs
 * @param sdFinal its standard deviation over the runs
 * @param meanBest accuracy of each run's best epoch, mean over the runs
 * @param publishedFinal the paper's mean of the last epoch
 * @param publishedSd its standard deviation
 * @param seconds of training on one thread, all runs together
 * @param curve name of the curve
 * @param label of the curve
 * @param network trained, and the slope where it was replaced
 * @param data name of the data set
 * @param samples trained on
 * @param epochs passes over them
 * @param publishedBest the paper's mean of the best epoch
 * @param publishedRuns that the paper averages over
 * @param standardErrors {@code (meanFinal - publishedFinal) / sqrt(sd^2 / runs + publishedSd^2 / publishedRuns)}. Where the
 *     paper gives no spread, ours stands in for it; where it does not say how many runs it averages over, {@link
 *     Published#USUAL_RUNS} are taken. Null for an approximate published number, on other data or for other epochs, and
 *     for less than two runs
 * @param secondsPerRun of training on one thread
 * @param peakMemoryBytes largest resident set of the process while a run was at work
 * @param meanTest accuracy on all test images after the last epoch, mean over the runs; null where there are none
 * @param sdTest its standard deviation over the runs
 * @param failure why the curve was given up; null when it was not
 */
public record CurveResult(
        String figure,
        String method,
        int runs,
        @Nullable Double meanFinal,
        @Nullable Double sdFinal,
        @Nullable Double meanBest,
        @Nullable Double publishedFinal,
        @Nullable Double publishedSd,
        double seconds,
        String curve,
        String label,
        String network,
        String data,
        int samples,
        int epochs,
        @Nullable Double publishedBest,
        @Nullable Integer publishedRuns,
        @Nullable Double standardErrors,
        @Nullable Double secondsPerRun,
        long peakMemoryBytes,
        @Nullable Double meanTest,
        @Nullable Double sdTest,
        @Nullable String failure) {

    static CurveResult of(CurveOutcome outcome) {
        Experiment experiment = outcome.experiment();
        Curve curve = outcome.curve();
        Published published = curve.published();
        List<SeedRecord> runs = outcome.runs();
        Spread last = spread(runs, SeedRecord::last);
        Spread best = spread(runs, SeedRecord::best);
        Spread test = runs.stream().anyMatch(run -> run.testAccuracy() == null)
                ? null
                : spread(runs, run -> Objects.requireNonNull(run.testAccuracy()));
        double seconds = runs.stream().mapToDouble(SeedRecord::seconds).sum();
        return new CurveResult(
                experiment.figure(),
                curve.method(),
                runs.size(),
                last == null ? null : (Double) last.mean(),
                last == null || last.count() < 2 ? null : (Double) last.sd(),
                best == null ? null : (Double) best.mean(),
                published == null ? null : (Double) published.mean(),
                published == null ? null : published.sd(),
                seconds,
                curve.name(),
                curve.label(),
                experiment.describedNetworkOf(curve),
                experiment.data(),
                experiment.samples(),
                experiment.epochs(),
                published == null ? null : published.best(),
                published == null ? null : published.runs(),
                last != null && published != null && outcome.isComparable() ? standardErrors(last, published) : null,
                runs.isEmpty() ? null : (Double) (seconds / runs.size()),
                runs.stream().mapToLong(SeedRecord::peakMemoryBytes).max().orElse(0),
                test == null ? null : (Double) test.mean(),
                test == null || test.count() < 2 ? null : (Double) test.sd(),
                outcome.failure());
    }

    private static @Nullable Spread spread(List<SeedRecord> runs, ToDoubleFunction<SeedRecord> value) {
        return runs.isEmpty()
                ? null
                : Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    private static @Nullable Double standardErrors(Spread ours, Published published) {
        if (ours.count() < 2 || published.isApproximate()) {
            return null;
        }
        double theirSd = published.sd() == null ? ours.sd() : published.sd();
        int theirRuns = published.runs() == null ? Published.USUAL_RUNS : published.runs();
        double error = Math.sqrt(ours.sd() * ours.sd() / ours.count() + theirSd * theirSd / theirRuns);
        return error > 0 ? (Double) ((ours.mean() - published.mean()) / error) : null;
    }
}
