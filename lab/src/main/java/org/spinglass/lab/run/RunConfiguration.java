package org.spinglass.lab.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.lab.samplers.CurveSettings;
import org.spinglass.lab.samplers.TrainingSampler;
import org.spinglass.lab.settings.Expected;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingText;
import org.spinglass.network.Crop;
import org.spinglass.network.NetworkSpec;

/**
 * What was asked of a run.
 *
 * @param network name of a built-in network, or the YAML file it was read from
 * @param data name of the data set
 * @param dataDir folder with local copies of the data; null for the shipped or downloaded ones
 * @param samples number of training samples, at least 1
 * @param validation number of validation samples, at least 0
 * @param method one of {@link #METHODS}
 * @param sampler one of {@link #SAMPLERS}; null for a method that does not anneal
 * @param move one of {@link #moves()}; null for a method that does not anneal, and for samplers but {@code sa}
 * @param bits bits of a weight's change, 1 to 16; null for a method that does not anneal
 * @param epochs passes over the samples, at least 1
 * @param seed fixes the split, the start weights and every anneal
 * @param threads at least 1; the result does not depend on it
 * @param bias whether every weight layer was given a bias
 * @param crop one of {@link #crops()}; null for what a network's file says
 * @param settings of the trainer that differ from its defaults, by their names, as texts; the empty map for none
 */
public record RunConfiguration(
        String network,
        String data,
        @Nullable String dataDir,
        int samples,
        int validation,
        String method,
        @Nullable String sampler,
        @Nullable String move,
        @Nullable Integer bits,
        int epochs,
        long seed,
        int threads,
        boolean bias,
        @Nullable String crop,
        Map<String, String> settings) {
    /** The ways of training that this version has. */
    public static final List<String> METHODS = List.of("response", "pseudoinverse", "difference", "backprop");

    private static final Integer DEFAULT_BITS = 8;

    /** The samplers that this version trains with. */
    public static final List<String> SAMPLERS = TrainingSampler.names();

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the key, its value and what was expected
     */
    public RunConfiguration {
        Expected.range("samples", samples, 1, Integer.MAX_VALUE);
        Expected.range("validation", validation, 0, Integer.MAX_VALUE);
        Expected.oneOf("method", method, METHODS);
        if (TrainerChoice.isAnnealing(method)) {
            Expected.oneOf("sampler", Objects.requireNonNullElse(sampler, "null"), SAMPLERS);
            if (!hasMoves(method, sampler)) {
                if (move != null) {
                    throw new IllegalArgumentException(
                            "move is '%s'; expected none with sampler %s, which has no moves to choose"
                                    .formatted(move, sampler));
                }
            } else {
                Expected.oneOf("move", Objects.requireNonNullElse(move, "null"), moves());
            }
            Expected.range("bits", Objects.requireNonNullElse(bits, 0), 1, 16);
        } else if (sampler != null || move != null || bits != null) {
            throw new IllegalArgumentException(
                    "sampler, move and bits are for methods that anneal; expected none with " + method);
        }
        Expected.range("epochs", epochs, 1, Integer.MAX_VALUE);
        Expected.range("threads", threads, 1, Integer.MAX_VALUE);
        if (crop != null) {
            Expected.oneOf("crop", crop, crops());
        }
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        for (String own : List.of("move", "bits", "sampler")) {
            if (settings.containsKey(own)) {
                throw new IllegalArgumentException("setting '" + own + "' has an option of its own, --" + own);
            }
        }
    }

    /** The names of {@link SimulatedAnnealing.Move}. */
    public static List<String> moves() {
        return names(SimulatedAnnealing.Move.values());
    }

    /** The names of {@link Crop}. */
    public static List<String> crops() {
        return names(Crop.values());
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Expected::nameOf).toList();
    }

    /** The enum constant that a name of {@link #crops()} stands for. */
    public static Crop cropNamed(String name) {
        return Crop.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** Whether a method anneals, and so has a sampler, moves and bits. */
    public static boolean isAnnealing(String method) {
        return TrainerChoice.isAnnealing(method);
    }

    /** Whether a method's sampler has moves to choose from: simulated annealing, which is the default, has. */
    public static boolean hasMoves(String method, @Nullable String sampler) {
        return isAnnealing(method) && (sampler == null || sampler.equals(TrainingSampler.SA.text()));
    }

    /**
     * The bits of a method where the user names none: the paper's for its own way of training, else 8.
     *
     * @param settings that differ from the defaults; a {@code preset} decides which settings are the paper's
     * @throws LabException when there is no such preset
     */
    public static @Nullable Integer defaultBits(String method, String network, Map<String, String> settings) {
        if (!isAnnealing(method)) {
            return null;
        }
        if (!method.equals("pseudoinverse")) {
            return DEFAULT_BITS;
        }
        try {
            return TrainerChoice.preset(settings.get(TrainerChoice.PRESET))
                    .of(network)
                    .bits();
        } catch (SettingException e) {
            throw new LabException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    /**
     * The epochs of a method where the user names none: 20, of a method that is an optional part its own.
     *
     * @throws org.spinglass.training.TrainingException when the method's part is not installed, or a setting does not fit
     */
    public static int defaultEpochs(String method, int samples, Map<String, String> settings) {
        return TrainerChoice.epochs(method, samples, settings);
    }

    /**
     * Checks the settings of the trainer that this asks for, and opens nothing.
     *
     * @return all settings, for the record: those that were given, and those that suit the number of samples, or, for the
     *     paper's way of training, the network
     * @throws org.spinglass.training.TrainingException when the method's part is not installed, or one of its settings does not fit
     * @throws LabException when a setting of a method that anneals does not exist or does not fit
     */
    public Map<String, Object> trainerOptions() {
        return plan().options();
    }

    /**
     * Refuses an architecture that the settings do not fit, as far as that can be told without the data.
     *
     * @throws org.spinglass.training.TrainingException when the method's part is not installed, or one of its settings does not fit
     * @throws LabException naming the setting and what was expected
     */
    public void requireFits(NetworkSpec spec) {
        try {
            plan().requireFits(spec);
        } catch (SettingException e) {
            throw new LabException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    /** The trainer that this asks for, to be opened; throws as {@link #trainerOptions()}. */
    TrainerPlan plan() {
        Map<String, CurveSettings.Setting> changes = new LinkedHashMap<>();
        settings.forEach((name, text) -> changes.put(name, new CurveSettings.Setting(SettingText.valueOf(text), 1, 1)));
        if (move != null) {
            changes.put("move", new CurveSettings.Setting(move, 1, 1));
        }
        if (bits != null) {
            changes.put("bits", new CurveSettings.Setting(bits, 1, 1));
            changes.put("sampler", new CurveSettings.Setting(Objects.requireNonNull(sampler), 1, 1));
        }
        try {
            return TrainerChoice.of(method, network, samples, new CurveSettings(changes), threads);
        } catch (SettingException e) {
            throw new LabException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    /** The same with other epochs, threads and place of the data, none of which change the result of an epoch. */
    public RunConfiguration continued(int newEpochs, int newThreads, @Nullable String newDataDir) {
        return new RunConfiguration(
                network,
                data,
                newDataDir,
                samples,
                validation,
                method,
                sampler,
                move,
                bits,
                newEpochs,
                seed,
                newThreads,
                bias,
                crop,
                settings);
    }
}
