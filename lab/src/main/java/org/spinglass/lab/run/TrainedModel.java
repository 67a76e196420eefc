// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/**
 * What a run has trained, as others use it: the model with its confidences, and how right it is on images that it was not
 * trained with.
 */
final class TrainedModel {
    private final RunRecord run;
    private final RunData data;
    private final Split split;
    private final Weights weights;

    TrainedModel(RunRecord run, RunData data, Split split, Weights weights) {
        this.run = run;
        this.data = data;
        this.split = split;
        this.weights = weights;
    }

    DataSet set() {
        return data.set();
    }

    Split split() {
        return split;
    }

    Weights weights() {
        return weights;
    }

    /** What was trained on. */
    DataRecord dataRecord(@Nullable String sheet) {
        return DataRecord.of(data.set(), split, data.own(), sheet);
    }

    /** The model, its confidences fitted on the validation images; null of a table, which is no model of images. */
    @Nullable
    Model model() {
        DataSet set = data.set();
        if (!(set.training() instanceof LabelledImages images)) {
            return null;
        }
        ImageSize size = images.size();
        ModelCard card = new ModelCard(
                new ModelCard.Images(images.channels(), size.height(), size.width()),
                set.classNames(),
                new ModelCard.Origin(set.name(), run.configuration().method(), run.version()),
                null);
        Model model = new Model(weights, card);
        Samples validation = split.validation();
        return validation.count() == 0 ? model : model.calibrated(validation.values(), validation.labels());
    }

    /** How right it is on the test images, else on the validation images; null where there are neither. */
    @Nullable
    Evaluation evaluation(@Nullable Model model) {
        Samples test = split.test();
        boolean isTested = test != null && test.count() > 0;
        Samples images = isTested ? test : split.validation();
        if (images == null || images.count() == 0 || model == null) {
            return null;
        }
        String part = isTested ? "test images" : "validation images";
        float[] outputs = model.outputsOfInputs(images.values(), images.count());
        List<String> names = data.set().classNames();
        return Evaluation.of(
                part + " of " + data.set().name(),
                outputs,
                images.labels(),
                names,
                new SampleImages(model, images, outputs));
    }
}
