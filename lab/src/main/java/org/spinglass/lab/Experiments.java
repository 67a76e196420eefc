package org.spinglass.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.spinglass.training.TrainingException;

/** The experiments that come with the program, and those of users' files in the same format. */
public final class Experiments {
    private static final List<String> FIGURES =
            List.of("1a", "1b", "2a", "2b", "3a", "3b", "4a", "4b", "5a", "5b", "5c", "5d", "6a", "6b", "6c", "6d");

    private Experiments() {}

    /** The panels of the paper's figures, in their order. */
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
            return parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
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
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new LabException(file + ": no such file; expected an experiment", e);
        } catch (CharacterCodingException e) {
            throw new LabException(file + ": not a text in UTF-8", e);
        } catch (IOException e) {
            throw new LabException(file + ": cannot be read: " + WholeFile.reason(e), e);
        }
    }

    /**
     * An experiment from a text.
     *
     * @param source what to call the text in messages
     * @throws LabException naming source, line, column and fault
     */
    static Experiment parse(String source, String yaml) {
        Experiment experiment = Records.parseYaml(source, yaml, Experiment.class, "an experiment");
        for (Curve curve : experiment.curves()) {
            try {
                experiment.planOf(curve);
            } catch (SettingException e) {
                String place = curve.changes().place(e.setting());
                throw new LabException(source + ":" + (place == null ? "" : place + ":") + " " + e.getMessage(), e);
            } catch (TrainingException e) {
                // an optional part is not installed, which matters only to who runs the curve
                if (TrainerChoice.isInstalled(curve.method())) {
                    throw new LabException("%s: %s: %s".formatted(source, place(curve), e.getMessage()), e);
                }
            }
        }
        return experiment;
    }

    private static String place(Curve curve) {
        String place = curve.changes().place("");
        return place == null ? curve.name() : place;
    }
}
