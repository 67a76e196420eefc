package org.spinglass.lab.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.DwaveCompatibleAnnealing;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing.Keep;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.SteepestDescent;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.samplers.Annealer;
import org.spinglass.lab.samplers.CurveSettings;
import org.spinglass.lab.samplers.GlassSampler;
import org.spinglass.lab.samplers.QuantumOptions;
import org.spinglass.lab.samplers.QuantumPlan;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.samplers.TrainingSampler;
import org.spinglass.lab.settings.Expected;
import org.spinglass.lab.settings.MergedSettings;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingValues;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.PaperSettings;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;

/** Plans of trainers from the names of methods and from settings that differ from the defaults. */
public final class TrainerChoice {
    private static final List<String> ANNEALING = List.of("response", "pseudoinverse", "difference");
    private static final int DEFAULT_EPOCHS = 20;
    private static final int MOST_READS = 1_000_000;

    /** Sweeps of simulated bifurcation, whose steps are small; with the trainers' few sweeps nothing has moved yet. */
    private static final int STEPS = 100;

    /** The setting that names a set of the paper's settings. */
    static final String PRESET = "preset";

    /** Simulated annealing of the methods that are not the paper's. */
    private static final SimulatedAnnealing USUAL = new SimulatedAnnealing(Move.SINGLE_SPIN, Order.RANDOM, Keep.BEST);

    private TrainerChoice() {}

    /** Whether a method anneals, and so has a sampler, moves and bits. */
    public static boolean isAnnealing(String method) {
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
    public static boolean isInstalled(String method) {
        return isAnnealing(method) || TrainerProvider.find(method).isPresent();
    }

    /**
     * A trainer that is to be opened.
     *
     * @param method one of {@link RunConfiguration#METHODS}
     * @param network name of the network, which the paper's settings depend on
     * @param samples number of training samples, which our settings depend on
     * @param changes settings that differ from the defaults; for the annealing methods {@code sampler}, {@code move},
     *     {@code order}, {@code keep}, {@code reads} and names that begin with {@link QuantumOptions#PREFIX} are the sampler's
     * @param threads of a sampler that has threads of its own
     * @throws SettingException when a setting does not exist, does not fit, or would have no effect
     * @throws TrainingException when the method's part is not installed
     */
    public static TrainerPlan of(String method, String network, int samples, CurveSettings changes, int threads) {
        if (!isAnnealing(method)) {
            return new ProvidedPlan(provider(method), samples, changes.texts());
        }
        Map<String, Object> values = new LinkedHashMap<>(changes.values());
        TrainingSampler kind =
                TrainingSampler.of(Objects.toString(values.remove("sampler"), RunConfiguration.SAMPLERS.getFirst()));
        boolean isPaper = method.equals("pseudoinverse");
        PaperSettings preset = isPaper ? preset(values.remove(PRESET)) : PaperSettings.PAPER;
        Map<String, Object> quantum = QuantumOptions.takenFrom(values);
        requireEffect(kind, values);
        AnnealingPlan.Own own = kind.isQuantum()
                ? opened(kind, new QuantumPlan(kind.text(), quantum))
                : own(kind, isPaper ? preset.annealing() : USUAL, values, quantum);
        if (kind == TrainingSampler.SB) {
            values.putIfAbsent("sweeps", STEPS);
        }
        List<String> others = Stream.of(isPaper ? PRESET : "move", "move", "order", "keep", "reads")
                .distinct()
                .filter(name -> !kind.unused().contains(name))
                .toList();
        Record settings = switch (method) {
            case "pseudoinverse" -> MergedSettings.of(preset.of(network), values, others, kind.unused());
            case "difference" ->
                MergedSettings.of(DifferenceSettings.forSamples(samples), values, others, kind.unused());
            default -> MergedSettings.of(ResponseSettings.forSamples(samples), values, others, kind.unused());
        };
        return new AnnealingPlan(method, settings, own, threads);
    }

    /** Settings that the sampler has no use for would have no effect. */
    private static void requireEffect(TrainingSampler kind, Map<String, Object> values) {
        for (String setting : values.keySet()) {
            if (kind.unused().contains(setting)) {
                throw new SettingException(
                        setting,
                        "setting '%s' has no effect with sampler %s, %s; leave it out"
                                .formatted(setting, kind.text(), kind.reason(setting)));
            }
        }
    }

    private static AnnealingPlan.Own opened(TrainingSampler kind, SamplerPlan plan) {
        return new AnnealingPlan.Own(kind, null, plan, plan.options());
    }

    /** A sampler that needs nothing opened, and its settings, which are removed from the others. */
    private static AnnealingPlan.Own own(
            TrainingSampler kind, SimulatedAnnealing usual, Map<String, Object> values, Map<String, Object> quantum) {
        if (!quantum.isEmpty() && !kind.hasQuantumSettings()) {
            throw new SettingException(
                    "sampler",
                    "settings of a quantum annealer with sampler " + kind.text()
                            + "; expected emulator or dwave, schroedinger or itemc");
        }
        Map<String, Object> used = new LinkedHashMap<>();
        Move move = kind == TrainingSampler.HEAT_BATH
                ? Move.HEAT_BATH
                : constant("move", usual.move(), values.remove("move"));
        Order order = move == Move.HEAT_BATH && usual.order() == Order.SPINS ? Order.RANDOM : usual.order();
        order = constant("order", order, values.remove("order"));
        Keep keep = constant("keep", usual.keep(), values.remove("keep"));
        if (kind.hasOrder()) {
            used.put("order", order.name());
            used.put("keep", keep.name());
        }
        int reads = kind.hasReads() ? reads(values) : 1;
        if (kind.hasReads()) {
            used.put("reads", reads);
        }
        Sampler sampler = switch (kind) {
            case SA, HEAT_BATH -> annealing(move, order, keep);
            case SQA -> SimulatedQuantumAnnealing.automatic();
            case PT -> ParallelTempering.standard();
            case TABU -> new TabuSearch();
            case MEMETIC -> new MemeticSearch();
            case SB -> SimulatedBifurcation.ballistic();
            case EXACT -> new ExactSearch();
            case DESCENT -> new SteepestDescent();
            case DWAVE_COMPATIBLE -> DwaveCompatibleAnnealing.standard();
            case ITEMC -> Annealer.itemc(quantum);
            case SCHROEDINGER -> Annealer.schroedinger(quantum);
            case EMULATOR, DWAVE -> throw new IllegalArgumentException(kind.text() + " is to be opened");
        };
        Annealer.described(sampler).forEach((setting, value) -> used.put(QuantumOptions.PREFIX + setting, value));
        return new AnnealingPlan.Own(kind, new GlassSampler(kind, sampler, reads), null, used);
    }

    private static SimulatedAnnealing annealing(Move move, Order order, Keep keep) {
        try {
            return new SimulatedAnnealing(move, order, keep);
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

    private static int reads(Map<String, Object> values) {
        Map<String, Object> given = new LinkedHashMap<>();
        Object reads = values.remove("reads");
        if (reads != null) {
            given.put("reads", reads);
        }
        return new SettingValues("", given).whole("reads", 1, 1, MOST_READS);
    }

    private static <E extends Enum<E>> E constant(String name, E fallback, @Nullable Object value) {
        if (value == null) {
            return fallback;
        }
        List<E> all = List.of(fallback.getDeclaringClass().getEnumConstants());
        return all.stream()
                .filter(constant -> Expected.nameOf(constant).equals(value.toString()))
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
                                                        .map(Expected::nameOf)
                                                        .toList()))));
    }
}
