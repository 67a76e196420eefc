// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.layer.Network;
import org.spinglass.quantum.QuantumAccount;
import org.spinglass.training.EpochReport;

/**
 * What a run came to: its {@code summary.json}. Accuracies are fractions of the last epoch, null where there are no such
 * samples; a loss that is not a finite number is null too.
 *
 * @param method of training
 * @param network name
 * @param data name of the data set
 * @param samples trained on
 * @param epochs done
 * @param seed of the run
 * @param bits of a weight's change; null, as sampler and move, for a method that does not anneal
 * @param sampler that annealed
 * @param trainAccuracy on the training samples
 * @param validationAccuracy on the validation samples
 * @param bestValidationAccuracy of all epochs
 * @param testAccuracy on the set's test images
 * @param trainLoss mean squared error on the training samples
 * @param seconds of training, over all sessions of a resumed run
 * @param cpuSeconds processor time of the process while it trained this, of all its threads and whatever else it did then
 * @param peakMemoryBytes of the process that wrote this
 * @param version of the program that began the run
 * @param validation number of validation samples
 * @param bestEpoch the first epoch of the best validation accuracy, without validation of the best training accuracy
 * @param plannedEpochs as asked
 * @param isInterrupted whether training ended before the last epoch
 * @param move of the sampler
 * @param threads used
 * @param kernel compute kernel of the samplers
 * @param parameters number of weights, biases included
 * @param dataDigest SHA-256 of the data set's decoded content
 * @param resumedAfter epochs that were done at each resumption
 * @param ensemble the networks that answer together, where there are several; epochs, seconds, losses and accuracies but that
 *     of the test are those of the first of them
 * @param quantum what a quantum annealer was asked in this session; null for other samplers
 */
public record Summary(
        String method,
        String network,
        String data,
        int samples,
        int epochs,
        long seed,
        @Nullable Integer bits,
        @Nullable String sampler,
        @Nullable Double trainAccuracy,
        @Nullable Double validationAccuracy,
        @Nullable Double bestValidationAccuracy,
        @Nullable Double testAccuracy,
        @Nullable Double trainLoss,
        double seconds,
        @Nullable Double cpuSeconds,
        long peakMemoryBytes,
        String version,
        int validation,
        int bestEpoch,
        int plannedEpochs,

        @com.fasterxml.jackson.annotation.JsonProperty("interrupted")
        boolean isInterrupted,

        @Nullable String move,
        int threads,
        String kernel,
        long parameters,
        String dataDigest,
        List<Integer> resumedAfter,
        @Nullable Ensemble ensemble,
        QuantumAccount.@Nullable Totals quantum) {
    /**
     * Networks that answer together.
     *
     * @param members how many are trained
     * @param plannedMembers as asked
     * @param validationAccuracy of their mean outputs on the validation samples
     * @param meanValidationAccuracy of the networks each by itself, in the mean
     * @param seconds of training, all together
     */
    public record Ensemble(
            int members,
            int plannedMembers,
            @Nullable Double validationAccuracy,
            @Nullable Double meanValidationAccuracy,
            double seconds) {
        static Ensemble of(List<EpochReport> last, int planned, double validationAccuracy) {
            double mean = last.stream()
                    .mapToDouble(EpochReport::validationAccuracy)
                    .average()
                    .orElse(Double.NaN);
            double seconds = last.stream().mapToDouble(EpochReport::seconds).sum();
            return new Ensemble(last.size(), planned, finite(validationAccuracy), finite(mean), seconds);
        }
    }

    /** Copies the list. */
    public Summary {
        resumedAfter = List.copyOf(resumedAfter);
    }

    /**
     * The summary of a run after the last of these epochs; the test accuracy is NaN without test images.
     *
     * @param before what the process had used when the run began
     */
    static Summary of(
            RunRecord run,
            Network network,
            List<EpochReport> epochs,
            double testAccuracy,
            @Nullable Ensemble ensemble,
            QuantumAccount.@Nullable Totals quantum,
            ProcessUsage before) {
        RunConfiguration asked = run.configuration();
        EpochReport last = epochs.getLast();
        boolean isValidated = epochs.stream().anyMatch(epoch -> !Double.isNaN(epoch.validationAccuracy()));
        EpochReport best = best(epochs, isValidated);
        ProcessUsage usage = ProcessUsage.now();
        return new Summary(
                asked.method(),
                network.name(),
                asked.data(),
                asked.samples(),
                last.epoch(),
                asked.seed(),
                asked.bits(),
                asked.sampler(),
                finite(last.trainAccuracy()),
                finite(last.validationAccuracy()),
                finite(best.validationAccuracy()),
                finite(testAccuracy),
                finite(last.trainLoss()),
                last.seconds(),
                finite(usage.cpuSeconds() - before.cpuSeconds()),
                usage.peakMemoryBytes(),
                run.version(),
                asked.validation(),
                best.epoch(),
                asked.epochs(),
                last.epoch() < asked.epochs() || ensemble != null && ensemble.members() < ensemble.plannedMembers(),
                asked.move(),
                asked.threads(),
                run.resumptions().isEmpty()
                        ? run.machine().kernel()
                        : run.resumptions().getLast().machine().kernel(),
                network.parameters(),
                run.dataDigest(),
                run.resumptions().stream().map(RunRecord.Resumption::afterEpoch).toList(),
                ensemble,
                quantum);
    }

    private static EpochReport best(List<EpochReport> epochs, boolean isValidated) {
        Comparator<EpochReport> byAccuracy =
                Comparator.comparingDouble(isValidated ? EpochReport::validationAccuracy : EpochReport::trainAccuracy);
        return epochs.stream()
                .filter(epoch -> !isValidated || !Double.isNaN(epoch.validationAccuracy()))
                .max(byAccuracy.thenComparing(EpochReport::epoch, Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? (Double) value : null;
    }

    /** Accuracy of the model on the validation samples, of an ensemble that of its networks together. */
    public @Nullable Double modelValidationAccuracy() {
        return ensemble == null ? validationAccuracy : ensemble.validationAccuracy;
    }

    /** Seconds of training, of an ensemble those of all its networks. */
    public double modelSeconds() {
        return ensemble == null ? seconds : ensemble.seconds;
    }

    /** As one line of JSON. */
    public String toJson() {
        return Records.json(this);
    }
}
