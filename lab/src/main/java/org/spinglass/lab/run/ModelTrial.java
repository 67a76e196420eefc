// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.data.StoredImages;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Tries a trained model on images, or rows of a table, whose classes are known. For one at a time. */
public final class ModelTrial {
    /** The parts of a set that it may be tried on. */
    public static final List<String> PARTS = List.of("test", "validation", "training");

    private final Model model;
    private final @Nullable RunRecord trainedBy;
    private final ModelOutputs outputs;

    /**
     * A trial of a model.
     *
     * @param trainedBy the record of the run that has trained it; null where it is not known, and then nothing is said
     *     of images that it was trained on
     * @param place where samples are passed through the model; null for the threads of this machine. The outputs have
     *     the same bits everywhere
     * @param goesOn whether the trial is still wanted; asked from several threads
     */
    public ModelTrial(Model model, @Nullable RunRecord trainedBy, @Nullable Workplace place, BooleanSupplier goesOn) {
        this.model = model;
        this.trainedBy = trainedBy;
        this.outputs = new ModelOutputs(model, place, goesOn);
    }

    /**
     * Compares the model's answers with the classes of a set, which are matched by their names, as are the features of
     * a table.
     *
     * <p>Of the training samples of the set that the model's run was trained on, it is told how many the model has
     * seen.
     *
     * @param part one of {@link #PARTS}; null for the test samples where there are some, else all samples of one's own
     *     files, but for a validation part, else the validation samples
     * @throws LabException when the set has no such part, is not of what the model takes, or has a class that the model
     *     does not know
     * @throws EvaluationStoppedException when it was no longer wanted
     */
    public Evaluation on(DataSet set, @Nullable String part) {
        String name = part == null ? usualPart(set) : part;
        String what = model.card().input() instanceof ModelCard.Features ? "rows" : "images";
        Labelled chosen = switch (name) {
            case "test" -> set.test();
            case "validation" -> set.validation();
            default -> set.training();
        };
        if (chosen == null) {
            throw new LabException("%s has no %s %s; expected another --part".formatted(set.name(), name, what));
        }
        String data = (part == null && name.equals("training") ? "" : name + " ") + what + " of " + set.name();
        Evaluation evaluation = switch (model.card().input()) {
            case ModelCard.Images taken -> ofImages(set, chosen, taken, data);
            case ModelCard.Features taken -> ofRows(set, chosen, taken, data);
        };
        RunRecord run = trainedBy;
        return run != null && chosen == set.training() && set.digest().equals(run.dataDigest())
                ? evaluation.withTrainedOn(seen(run.configuration(), set))
                : evaluation;
    }

    /** Of how many of a set's training samples a run has learnt, from themselves or from what was made of them. */
    private static int seen(RunConfiguration asked, DataSet set) {
        int heldOut = set.validation() == null ? asked.validation() : 0;
        return Math.min(asked.samples(), set.training().count() - heldOut);
    }

    private Evaluation ofImages(DataSet set, Labelled chosen, ModelCard.Images taken, String data) {
        ImageSize size = new ImageSize(taken.height(), taken.width());
        if (chosen instanceof StoredImages stored) {
            if (stored.channels() != taken.channels()) {
                throw new LabException(String.format(
                        Locale.ROOT,
                        "%s has images of %d channels; the model takes %d",
                        set.name(),
                        stored.channels(),
                        taken.channels()));
            }
            return ofSamples(set, Split.draw(set, stored.count(), 0, 0, size).training(), data);
        }
        if (!(chosen instanceof LabelledImages images)) {
            throw new LabException("%s is a table, %s; the model takes images".formatted(set.name(), chosen));
        }
        if (images.channels() != taken.channels()) {
            images = images.inColour(); // grey shown to a model of colours
        }
        int[] indices = IntStream.range(0, images.count()).toArray();
        return ofSamples(set, Samples.of(images, indices, size), data);
    }

    private Evaluation ofSamples(DataSet set, Samples samples, String data) {
        float[] answers = outputs.of(samples);
        return evaluation(set, samples.labels(), data, answers, new SampleImages(model, samples, answers));
    }

    private Evaluation ofRows(DataSet set, Labelled chosen, ModelCard.Features taken, String data) {
        if (!(chosen instanceof FeatureTable table)) {
            throw new LabException("%s has images; the model takes a table with the columns %s"
                    .formatted(set.name(), String.join(", ", taken.names())));
        }
        int features = taken.names().size();
        if (table.columns().size() != features) {
            throw new LabException("%s has %s features; the model takes %s: %s"
                    .formatted(set.name(), table.columns().size(), features, String.join(", ", taken.names())));
        }
        float[] rows = new float[Math.multiplyExact(table.count(), features)];
        for (int k = 0; k < features; k++) {
            int column = table.columns().indexOf(taken.names().get(k));
            if (column < 0) {
                throw new LabException("%s has no column '%s', which the model takes; it has %s"
                        .formatted(set.name(), taken.names().get(k), String.join(", ", table.columns())));
            }
            for (int row = 0; row < table.count(); row++) {
                rows[row * features + k] = table.value(row, column);
            }
        }
        float[] answers = outputs.of(rows, table.count());
        int[] labels = IntStream.range(0, table.count()).map(table::label).toArray();
        return evaluation(set, labels, data, answers, new SampleRows(model, answers));
    }

    private Evaluation evaluation(DataSet set, int[] ofSet, String data, float[] answers, Evaluation.Images notes) {
        int[] classes = classes(set);
        int[] labels = Arrays.stream(ofSet).map(label -> classes[label]).toArray();
        return Evaluation.of(data, answers, labels, model.card().classes(), notes);
    }

    private static String usualPart(DataSet set) {
        if (set.test() != null) {
            return "test";
        }
        return set.isStratified() || set.validation() == null ? "training" : "validation";
    }

    /** The model's number of each of the set's classes. */
    private int[] classes(DataSet set) {
        List<String> known = model.card().classes();
        List<String> unknown = new ArrayList<>(set.classNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new LabException("%s has the class %s, which the model does not know; it knows %s"
                    .formatted(set.name(), unknown.getFirst(), String.join(", ", known)));
        }
        return set.classNames().stream()
                .mapToInt(name -> Objects.checkIndex(known.indexOf(name), known.size()))
                .toArray();
    }
}
