package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SimulatedAnnealing;
import org.spinglass.ising.SimulatedAnnealing.Keep;
import org.spinglass.ising.SimulatedAnnealing.Move;
import org.spinglass.ising.SimulatedAnnealing.Order;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.PaperSettings;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

/** Plans of trainers from the names of methods and from settings that differ from the defaults. */
final class TrainerChoice {
    private static final List<String> ANNEALING = List.of("response", "pseudoinverse", "difference");
    private static final int DEFAULT_EPOCHS = 20;

    /** The setting that names a set of the paper's settings. */
    static final String PRESET = "preset";

    /** Settings of simulated annealing. */
    private static final List<String> OF_ANNEALING = List.of("move", "order", "keep");

    /** Simulated annealing of the methods that are not the paper's. */
    private static final SimulatedAnnealing USUAL = new SimulatedAnnealing(Move.SINGLE_SPIN, Order.RANDOM, Keep.BEST);

    private TrainerChoice() {}

    /** Whether a method anneals, and so has a sampler, moves and bits. */
    static boolean isAnnealing(String method) {
        return ANNEALING.contains(method);
    }

    /** Epochs where the user names none. */
    static int epochs(String method, int samples, Map<String, String> settings) {
        return isAnnealing(method) ? DEFAULT_EPOCHS : provider(method).epochs(samples, settings);
    }

    private static TrainerProvider provider(String method) {
        return TrainerProvider.find(method)
                .orElseThrow(() -> new TrainingException("method " + method
                        + " is an optional part of the program that is not here; ./spinglass fetches and builds it"
                        + " when it is first asked for"));
    }

    /** Whether the part of the program that has a method is there. */
    static boolean isInstalled(String method) {
        return isAnnealing(method) || TrainerProvider.find(method).isPresent();
    }

    /**
     * A trainer that is to be opened.
     *
     * @param method one of {@link RunConfiguration#METHODS}
     * @param network name of the network, which the paper's settings depend on
     * @param samples number of training samples, which our settings depend on
     * @param changes settings that differ from the defaults; for the annealing methods {@code sampler}, {@code move},
     *     {@code order}, {@code keep} and names that begin with {@link QuantumOptions#PREFIX} are the sampler's
     * @param threads of a sampler that has threads of its own
     * @throws SettingException when a setting does not exist, does not fit, or would have no effect
     * @throws TrainingException when the method's part is not installed
     */
    static TrainerPlan of(String method, String network, int samples, CurveSettings changes, int threads) {
        if (!isAnnealing(method)) {
            return new ProvidedPlan(provider(method), samples, changes.texts());
        }
        Map<String, Object> values = new LinkedHashMap<>(changes.values());
        String name = Objects.toString(values.remove("sampler"), RunConfiguration.SAMPLERS.getFirst());
        if (!RunConfiguration.SAMPLERS.contains(name)) {
            throw new SettingException(
                    "sampler",
                    "sampler is '%s'; expected %s".formatted(name, String.join(" or ", RunConfiguration.SAMPLERS)));
        }
        boolean isQuantum = Annealer.isQuantum(name);
        boolean isPaper = method.equals("pseudoinverse");
        PaperSettings preset = isPaper ? preset(values.remove(PRESET)) : PaperSettings.PAPER;
        SimulatedAnnealing usual = isPaper ? preset.annealing() : USUAL;
        Map<String, Object> quantum = QuantumOptions.takenFrom(values);
        Sampler sampler = isQuantum ? null : annealing(usual, name, values, quantum);
        if (isQuantum) {
            requireNoSchedule(name, values);
        }
        Record settings = switch (method) {
            case "pseudoinverse" ->
                MergedSettings.of(
                        preset.of(network),
                        values,
                        Stream.concat(Stream.of(PRESET), OF_ANNEALING.stream()).toList());
            case "difference" -> MergedSettings.of(DifferenceSettings.forSamples(samples), values, OF_ANNEALING);
            default -> MergedSettings.of(ResponseSettings.forSamples(samples), values, OF_ANNEALING);
        };
        return new AnnealingPlan(method, settings, sampler, isQuantum ? new QuantumPlan(name, quantum) : null, threads);
    }

    /** A quantum annealer has moves, an order and a schedule of its own: settings of these would have no effect. */
    private static void requireNoSchedule(String name, Map<String, Object> values) {
        for (String setting : values.keySet()) {
            if (AnnealingPlan.OF_SCHEDULES.contains(setting) || OF_ANNEALING.contains(setting)) {
                throw new SettingException(
                        setting,
                        "setting '%s' has no effect with sampler %s, whose anneals are set by qpu.time and qpu.reads;"
                                        .formatted(setting, name)
                                + " leave it out");
            }
        }
    }

    /** The annealer of some settings, which are removed from there. */
    private static Sampler annealing(
            SimulatedAnnealing usual, String name, Map<String, Object> values, Map<String, Object> quantum) {
        if (!quantum.isEmpty()) {
            throw new SettingException(
                    "sampler", "settings of a quantum annealer with sampler " + name + "; expected emulator or dwave");
        }
        Move move = constant("move", usual.move(), values.remove("move"));
        Order order = move == Move.HEAT_BATH && usual.order() == Order.SPINS ? Order.RANDOM : usual.order();
        try {
            return new SimulatedAnnealing(
                    move,
                    constant("order", order, values.remove("order")),
                    constant("keep", usual.keep(), values.remove("keep")));
        } catch (IllegalArgumentException e) {
            throw new SettingException("order", String.valueOf(e.getMessage()));
        }
    }

    /** The set of the paper's settings that a user asked for. */
    static PaperSettings preset(@Nullable Object value) {
        if (value == null) {
            return PaperSettings.PAPER;
        }
        return Stream.of(PaperSettings.values())
                .filter(one -> one.label().equals(value.toString()))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        PRESET,
                        "%s is '%s'; expected %s"
                                .formatted(
                                        PRESET,
                                        value,
                                        Stream.of(PaperSettings.values())
                                                .map(PaperSettings::label)
                                                .collect(Collectors.joining(" or ")))));
    }

    private static <E extends Enum<E>> E constant(String name, E fallback, @Nullable Object value) {
        if (value == null) {
            return fallback;
        }
        List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
        return all.stream()
                .filter(constant -> RunConfiguration.nameOf(constant).equals(value.toString()))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        name,
                        "%s is '%s'; expected %s"
                                .formatted(
                                        name,
                                        value,
                                        String.join(
                                                " or ",
                                                all.stream()
                                                        .map(RunConfiguration::nameOf)
                                                        .toList()))));
    }
}
