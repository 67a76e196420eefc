package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.DwaveCompatibleAnnealing;
import org.spinglass.ising.ExactSearch;
import org.spinglass.ising.MemeticSearch;
import org.spinglass.ising.ParallelTempering;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SimulatedAnnealing;
import org.spinglass.ising.SimulatedBifurcation;
import org.spinglass.ising.SimulatedQuantumAnnealing;
import org.spinglass.ising.SteepestDescent;
import org.spinglass.ising.TabuSearch;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.PseudoinverseSettings;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.TrainerProvider;
import org.spinglass.training.TrainingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans of trainers from the names of methods and from settings that differ from the defaults. */
final class TrainerChoice {
    private static final List<String> ANNEALING = List.of("response", "pseudoinverse", "difference");
    private static final int DEFAULT_EPOCHS = 20;
    private static final int MOST_READS = 1_000_000;

    /** Sweeps of simulated bifurcation, whose steps are small; with the trainers' few sweeps nothing has moved yet. */
    private static final int STEPS = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

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
     *     {@code order}, {@code reads} and names that begin with {@link QuantumOptions#PREFIX} are the sampler's
     * @param threads of a sampler that has threads of its own
     * @throws SettingException when a setting does not exist, does not fit, or would have no effect
     * @throws TrainingException when there are no settings for the network, or the method's part is not installed
     */
    static TrainerPlan of(String method, String network, int samples, CurveSettings changes, int threads) {
        if (!isAnnealing(method)) {
            return new ProvidedPlan(provider(method), samples, changes.texts());
        }
        Map<String, Object> values = new LinkedHashMap<>(changes.values());
        TrainingSampler kind =
                TrainingSampler.of(Objects.toString(values.remove("sampler"), RunConfiguration.SAMPLERS.getFirst()));
        Map<String, Object> quantum = QuantumOptions.takenFrom(values);
        requireEffect(kind, values);
        AnnealingPlan.Own own = kind.isQuantum()
                ? new AnnealingPlan.Own(kind, null, new QuantumPlan(kind.text(), quantum), Map.of())
                : own(kind, values, quantum);
        if (kind == TrainingSampler.SB) {
            values.putIfAbsent("sweeps", STEPS);
        }
        Record settings = switch (method) {
            case "pseudoinverse" -> merged(PseudoinverseSettings.forNetwork(network), kind, values);
            case "difference" -> merged(DifferenceSettings.forSamples(samples), kind, values);
            default -> merged(ResponseSettings.forSamples(samples), kind, values);
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

    /** A sampler that needs nothing opened, and its settings, which are removed from the others. */
    private static AnnealingPlan.Own own(
            TrainingSampler kind, Map<String, Object> values, Map<String, Object> quantum) {
        if (!quantum.isEmpty() && !kind.hasQuantumSettings()) {
            throw new SettingException(
                    "sampler",
                    "settings of a quantum annealer with sampler " + kind.text()
                            + "; expected emulator or dwave, schroedinger or itemc");
        }
        Map<String, Object> used = new LinkedHashMap<>();
        SimulatedAnnealing.Move move = constant("move", SimulatedAnnealing.Move.SINGLE_SPIN, values.remove("move"));
        SimulatedAnnealing.Order order = constant("order", SimulatedAnnealing.Order.RANDOM, values.remove("order"));
        if (kind.hasOrder()) {
            used.put("order", order.name());
        }
        int reads = kind.hasReads() ? reads(values) : 1;
        if (kind.hasReads()) {
            used.put("reads", reads);
        }
        quantum.forEach((setting, value) -> used.put(QuantumOptions.PREFIX + setting, value));
        Sampler sampler = switch (kind) {
            case SA -> new SimulatedAnnealing(move, order);
            case HEAT_BATH -> new SimulatedAnnealing(SimulatedAnnealing.Move.HEAT_BATH, order);
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
        return new AnnealingPlan.Own(kind, new GlassSampler(kind, sampler, reads), null, used);
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

    /** Settings with some of their components replaced. */
    @SuppressWarnings("unchecked") // of the very class of base
    private static <R extends Record> R merged(R base, TrainingSampler kind, Map<String, Object> changes) {
        if (changes.isEmpty()) {
            return base;
        }
        ObjectNode tree = MAPPER.valueToTree(base);
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            String name = change.getKey();
            if (!tree.has(name)) {
                throw new SettingException(
                        name,
                        "unknown setting '%s'; there are %s".formatted(name, String.join(", ", names(tree, kind))));
            }
            tree.set(name, MAPPER.<JsonNode>valueToTree(change.getValue()));
        }
        try {
            return (R) MAPPER.treeToValue(tree, base.getClass());
        } catch (JacksonException e) {
            throw fault(e, changes);
        }
    }

    /** The settings that have an effect. */
    private static Set<String> names(ObjectNode tree, TrainingSampler kind) {
        Set<String> names = new LinkedHashSet<>(tree.propertyNames());
        names.addAll(List.of("move", "order", "reads"));
        names.removeAll(kind.unused());
        return names;
    }

    private static SettingException fault(JacksonException e, Map<String, Object> changes) {
        if (e.getCause() instanceof IllegalArgumentException wrong && wrong.getMessage() != null) {
            String message = wrong.getMessage();
            return new SettingException(message.substring(0, Math.max(0, message.indexOf(' '))), message);
        }
        String name = e.getPath().isEmpty()
                ? ""
                : Objects.requireNonNullElse(e.getPath().getFirst().getPropertyName(), "");
        return new SettingException(
                name, "%s is '%s'; expected another kind of value".formatted(name, changes.get(name)));
    }
}
