// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureScale;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.data.StoredImages;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Calibration;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/**
 * What a run has trained, as others use it: the model with its confidences, and how right it is on images or rows that
 * it was not trained with.
 */
final class TrainedModel {
    /** Samples that go through the network at once. */
    private static final int BATCH = 200;

    private final RunRecord run;
    private final RunData data;
    private final Split split;
    private final List<Weights> members;
    private final float[] validationOutputs;
    private final float[] testOutputs;

    /**
     * Takes all samples that were not trained on through the networks, once.
     *
     * @param members the weights of the networks that answer together, at least one
     */
    TrainedModel(RunRecord run, RunData data, Split split, List<Weights> members, Workers workers) {
        this.run = run;
        this.data = data;
        this.split = split;
        this.members = List.copyOf(members);
        ForwardPass pass = new ForwardPass(weights().network(), BATCH, workers);
        this.validationOutputs = outputs(pass, split.validation());
        this.testOutputs = outputs(pass, split.test());
    }

    /** The mean of the networks' outputs. */
    private float[] outputs(ForwardPass pass, @Nullable Samples samples) {
        int count = samples == null ? 0 : samples.count();
        int classes = pass.network().classes();
        float[] outputs = new float[Math.multiplyExact(count, classes)];
        for (int first = 0; samples != null && first < count; first += BATCH) {
            int some = Math.min(BATCH, count - first);
            float[] mean = new float[some * classes];
            for (Weights weights : members) {
                pass.run(samples::copy, first, some, weights);
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += pass.outputs()[i] / members.size();
                }
            }
            System.arraycopy(mean, 0, outputs, first * classes, mean.length);
        }
        return outputs;
    }

    DataSet set() {
        return data.set();
    }

    Split split() {
        return split;
    }

    /** Those of the first network. */
    final Weights weights() {
        return members.getFirst();
    }

    /** What was trained on. */
    DataRecord dataRecord(@Nullable String sheet) {
        return DataRecord.of(data.set(), split, data.own(), sheet);
    }

    /** The model, its confidences fitted on the validation samples. */
    Model model() {
        DataSet set = data.set();
        ModelCard card = new ModelCard(
                input(set.training()),
                set.classNames(),
                new ModelCard.Origin(set.name(), run.configuration().method(), run.version()),
                null);
        Samples validation = split.validation();
        return validation.count() == 0
                ? new Model(members, card)
                : new Model(
                        members,
                        card.withCalibration(Calibration.fit(
                                validationOutputs,
                                validation.labels(),
                                set.classNames().size())));
    }

    private ModelCard.Input input(Labelled training) {
        return switch (training) {
            case LabelledImages images ->
                new ModelCard.Images(
                        images.channels(), images.size().height(), images.size().width());
            case StoredImages images ->
                new ModelCard.Images(
                        images.channels(), images.size().height(), images.size().width());
            case FeatureTable table -> {
                FeatureScale scale = Objects.requireNonNull(split.scale());
                yield new ModelCard.Features(table.columns(), scale.means(), scale.deviations());
            }
        };
    }

    /** The share of validation samples that are answered rightly; not a number where there are none. */
    double validationAccuracy() {
        return accuracy(split.validation(), validationOutputs);
    }

    /** The share of test samples that are answered rightly; not a number where there are none. */
    double testAccuracy() {
        return accuracy(split.test(), testOutputs);
    }

    private double accuracy(@Nullable Samples samples, float[] outputs) {
        return samples == null || samples.count() == 0
                ? Double.NaN
                : Score.of(
                                outputs,
                                samples.labels(),
                                0,
                                samples.count(),
                                set().classNames().size())
                        .accuracy();
    }

    /** How right it is on the test samples, else on the validation samples; null where there are neither. */
    @Nullable
    Evaluation evaluation(Model model) {
        Samples test = split.test();
        boolean isTested = test != null && test.count() > 0;
        Samples samples = isTested ? test : split.validation();
        if (samples == null || samples.count() == 0) {
            return null;
        }
        boolean isTable = data.set().training() instanceof FeatureTable;
        float[] outputs = isTested ? testOutputs : validationOutputs;
        return Evaluation.of(
                (isTested ? "test " : "validation ")
                        + (isTable ? "rows of " : "images of ")
                        + data.set().name(),
                outputs,
                samples.labels(),
                data.set().classNames(),
                isTable ? new SampleRows(model, outputs) : new SampleImages(model, samples, outputs));
    }
}
