package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SimulatedAnnealing;
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
     * @param changes settings that differ from the defaults; for the annealing methods {@code sampler}, {@code move} and
     *     {@code order} and names that begin with {@link QuantumOptions#PREFIX} are the sampler's
     * @param threads of a sampler that has threads of its own
     * @throws SettingException when a setting does not exist, does not fit, or would have no effect
     * @throws TrainingException when there are no settings for the network, or the method's part is not installed
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
        Map<String, Object> quantum = QuantumOptions.takenFrom(values);
        Sampler sampler = isQuantum ? null : annealing(name, values, quantum);
        if (isQuantum) {
            requireNoSchedule(name, values);
        }
        Record settings = switch (method) {
            case "pseudoinverse" -> merged(PseudoinverseSettings.forNetwork(network), values);
            case "difference" -> merged(DifferenceSettings.forSamples(samples), values);
            default -> merged(ResponseSettings.forSamples(samples), values);
        };
        return new AnnealingPlan(method, settings, sampler, isQuantum ? new QuantumPlan(name, quantum) : null, threads);
    }

    /** A quantum annealer has moves, an order and a schedule of its own: settings of these would have no effect. */
    private static void requireNoSchedule(String name, Map<String, Object> values) {
        for (String setting : values.keySet()) {
            if (AnnealingPlan.OF_SCHEDULES.contains(setting) || setting.equals("move") || setting.equals("order")) {
                throw new SettingException(
                        setting,
                        "setting '%s' has no effect with sampler %s, whose anneals are set by qpu.time and qpu.reads;"
                                        .formatted(setting, name)
                                + " leave it out");
            }
        }
    }

    /** The annealer of some settings, which are removed from there. */
    private static Sampler annealing(String name, Map<String, Object> values, Map<String, Object> quantum) {
        if (!quantum.isEmpty()) {
            throw new SettingException(
                    "sampler", "settings of a quantum annealer with sampler " + name + "; expected emulator or dwave");
        }
        return new SimulatedAnnealing(
                constant("move", SimulatedAnnealing.Move.SINGLE_SPIN, values.remove("move")),
                constant("order", SimulatedAnnealing.Order.RANDOM, values.remove("order")));
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
    private static <R extends Record> R merged(R base, Map<String, Object> changes) {
        if (changes.isEmpty()) {
            return base;
        }
        ObjectNode tree = MAPPER.valueToTree(base);
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            String name = change.getKey();
            if (!tree.has(name)) {
                throw new SettingException(
                        name,
                        "unknown setting '%s'; there are %s, move, order"
                                .formatted(name, String.join(", ", tree.propertyNames())));
            }
            tree.set(name, MAPPER.<JsonNode>valueToTree(change.getValue()));
        }
        try {
            return (R) MAPPER.treeToValue(tree, base.getClass());
        } catch (JacksonException e) {
            throw fault(e, changes);
        }
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
