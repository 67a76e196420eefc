// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.data.DataException;
import org.spinglass.data.DataSet;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Split;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Shape;
import org.spinglass.training.TrainingException;

/** The experiments that come with the program, and those of users' files in the same format. */
public final class Experiments {
    private static final List<String> FIGURES =
            List.of("1a 1b 2a 2b 3a 3b 4a 4b 5a 5b 5c 5d 6a 6b 6c 6d later-itemc later-slopes later-sqa".split(" "));

    private Experiments() {}

    /** The panels of the paper's figures, in their order, and behind them those of its author's later version. */
    public static List<String> figures() {
        return FIGURES;
    }

    /** All panels, in their order. */
    public static List<Experiment> all() {
        return FIGURES.stream().map(Experiments::figure).toList();
    }

    /** One of {@link #figures()}. */
    public static Experiment figure(String figure) {
        String file = "experiments/" + figure + ".yaml";
        try (InputStream in = Experiments.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no figure '" + figure + "'");
            }
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), Path.of(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An experiment from a user's file.
     *
     * @throws LabException naming file, line, column and fault
     */
    public static Experiment read(Path file) {
        try {
            Path folder = file.getParent();
            return parse(file.toString(), Files.readString(file), folder == null ? Path.of("") : folder);
        } catch (NoSuchFileException e) {
            throw new LabException(file + ": no such file; expected an experiment", e);
        } catch (CharacterCodingException e) {
            throw new LabException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw new LabException(file + ": cannot be read: " + RecordFile.reason(e), e);
        }
    }

    /**
     * An experiment from a text.
     *
     * @param source what to call the text in messages
     * @param folder that paths in it are relative to
     * @throws LabException naming source, line, column and fault
     */
    static Experiment parse(String source, String yaml, Path folder) {
        ExperimentFile read = Records.parseYaml(source, yaml, ExperimentFile.class, "an experiment", folder);
        Experiment unbound = new Experiment(read, Map.of());
        Map<String, TrainerPlan> plans = new LinkedHashMap<>();
        for (Curve curve : read.curves()) {
            checked(source, curve, () -> {
                TrainerPlan plan = unbound.bound(curve);
                plan.requireFits(unbound.specOf(curve));
                plans.put(curve.name(), plan);
            });
        }
        return new Experiment(read, plans);
    }

    /**
     * Looks whether the data of an experiment, which is loaded by now, suffices, and whether its networks and settings fit
     * it; nothing is trained.
     *
     * @param source what to call the experiment in messages
     * @throws LabException naming the source, the curve's place where it is one curve's fault, and what does not fit
     */
    public static void requireFits(String source, Experiment experiment, DataSet data) {
        try {
            Split.requireEnough(
                    data, experiment.samples(), experiment.validation().countIn(data));
        } catch (DataException e) {
            throw new LabException(source + ": " + e.getMessage(), e);
        }
        ImageSize size = data.training().sampleSize(ImageSize.STANDARD);
        Shape shape = new Shape(data.training().channels(), size.height(), size.width());
        for (Curve curve : experiment.curves()) {
            checked(
                    source,
                    curve,
                    () -> experiment
                            .planOf(curve)
                            .requireFits(
                                    experiment
                                            .specOf(curve)
                                            .on(shape, data.training().classes()),
                                    1));
        }
    }

    private static void checked(String source, Curve curve, Runnable check) {
        try {
            check.run();
        } catch (SettingException e) {
            String place = curve.changes().place(e.setting());
            throw new LabException(source + ":" + (place == null ? "" : place + ":") + " " + e.getMessage(), e);
        } catch (NetworkException e) {
            throw new LabException("%s: curve %s: %s".formatted(source, curve.name(), e.getMessage()), e);
        } catch (TrainingException e) {
            // an optional part is not installed, which matters only to who runs the curve
            if (TrainerRequest.isAnnealing(curve.method())) {
                throw new LabException("%s%s: %s".formatted(source, place(curve), e.getMessage()), e);
            }
        }
    }

    private static String place(Curve curve) {
        String place = curve.changes().place("");
        return place == null ? ": curve " + curve.name() : ":" + place;
    }
}
