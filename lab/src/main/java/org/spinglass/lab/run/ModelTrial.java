// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Labelled;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.Samples;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Tries a trained model on images whose classes are known. Safe for several threads. */
public final class ModelTrial {
    /** The parts of a set that it may be tried on. */
    public static final List<String> PARTS = List.of("test", "validation", "training");

    private final Model model;

    /** A trial of a model. */
    public ModelTrial(Model model) {
        this.model = model;
    }

    /**
     * Compares the model's answers with the classes of a set, which are matched by their names.
     *
     * @param part one of {@link #PARTS}; null for the test images where there are some, else the training images of one's own
     *     files, else the validation images
     * @throws LabException when the set has no such part, is no set of images of as many channels, or has a class that the
     *     model does not know
     */
    public Evaluation on(DataSet set, @Nullable String part) {
        String name = part == null ? usualPart(set) : part;
        Labelled chosen = switch (name) {
            case "test" -> set.test();
            case "validation" -> set.validation();
            default -> set.training();
        };
        if (chosen == null) {
            throw new LabException("%s has no %s images; expected another --part".formatted(set.name(), name));
        }
        if (!(chosen instanceof LabelledImages images)) {
            throw new LabException("%s is a table, %s; the model takes images".formatted(set.name(), chosen));
        }
        ModelCard.Images taken = model.card().images();
        if (images.channels() != taken.channels()) {
            images = images.inColour(); // grey shown to a model of colours
        }
        int[] classes = classes(set);
        int[] indices = IntStream.range(0, images.count()).toArray();
        Samples samples = Samples.of(images, indices, new ImageSize(taken.height(), taken.width()));
        float[] outputs = model.outputs(samples.values(), samples.count());
        int[] labels =
                IntStream.of(samples.labels()).map(label -> classes[label]).toArray();
        return Evaluation.of(
                (part == null && name.equals("training") ? "" : name + " ") + "images of " + set.name(),
                outputs,
                labels,
                model.card().classes(),
                new SampleImages(model, samples, outputs));
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
