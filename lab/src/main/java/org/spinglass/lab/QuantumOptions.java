package org.spinglass.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.client.Budget;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.Unembedding;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.sampling.ChipPlacement;
import org.spinglass.quantum.sampling.FixedPlacement;
import org.spinglass.quantum.sampling.Placement;
import org.spinglass.quantum.sampling.QuantumSettings;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Settings of a quantum annealer by their names, as a user writes them. Those of the processor itself are for the emulated one;
 * how models are brought to it is the same for any.
 */
public final class QuantumOptions {
    /** Stands before the names among other settings. */
    public static final String PREFIX = "qpu.";

    /** Names and what they mean, in the order of the help. */
    public static final Map<String, String> NAMES = names();

    /** Settings of the client, by the names that D-Wave's own has for them. */
    private static final Map<String, String> CLIENT = Map.of(
            "solver",
            "solver",
            "region",
            "region",
            "endpoint",
            "endpoint",
            "profile",
            "profile",
            "config",
            "config_file");

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:[.][0-9]{1,9})?)(us|ms|s|min)?");
    private static final int READS = 100;
    private static final int LARGEST_TOPOLOGY = 64;
    private static final Map<String, Integer> SIZES = Map.of("pegasus", 16, "zephyr", 15, "chimera", 16);

    private final Map<String, Object> given;

    /**
     * Settings that differ from the defaults.
     *
     * @throws SettingException when a name does not exist
     */
    QuantumOptions(Map<String, Object> given) {
        this.given = new LinkedHashMap<>(given);
        for (String name : given.keySet()) {
            if (!NAMES.containsKey(name)) {
                throw new SettingException(
                        PREFIX + name,
                        "unknown setting '%s' of a quantum annealer; there are %s"
                                .formatted(name, String.join(", ", NAMES.keySet())));
            }
        }
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("reads", "anneals of each problem (100)");
        names.put("time", "microseconds of an anneal (the processor's default, 20)");
        names.put("chains", "chain strength: torque, scaled, or a number (torque)");
        names.put("chainFactor", "factor of torque (1.414) or scaled (1.5)");
        names.put("unembed", "broken chains: majority, random, discard or energy (majority)");
        names.put("gauges", "spin-reversal transforms that share the reads (0)");
        names.put("block", "spins annealed together where a model does not fit (64)");
        names.put("passes", "passes over such blocks (1)");
        names.put("embedding", "JSON file of chains, {\"0\": [30, 31], ...} (found by the program)");
        names.put("budget", "access time that may be used, such as 2s (no limit)");
        names.put("chip", "emulator: pegasus, zephyr or chimera (pegasus)");
        names.put("size", "emulator: size of the chip (16; zephyr 15)");
        names.put("missing", "emulator: part of the qubits that do not work (0)");
        names.put("chipSeed", "emulator: fixes which (0)");
        names.put("temperature", "emulator: mK (16)");
        names.put("noise", "emulator: standard deviation of h and J as programmed (0.01)");
        names.put("misread", "emulator: probability to read a qubit wrongly (0)");
        names.put("sweeps", "emulator: sweeps of a microsecond (20)");
        names.put("schedule", "emulator: CSV file of s, A and B in GHz");
        names.put("solver", "dwave: a solver's name or features");
        names.put("region", "dwave: region, such as na-west-1");
        names.put("endpoint", "dwave: URL of the interface");
        names.put("profile", "dwave: profile of the configuration file");
        names.put("config", "dwave: configuration file");
        return java.util.Collections.unmodifiableMap(names);
    }

    /** The settings of the annealer among others, removed from there. */
    static QuantumOptions takenFrom(Map<String, Object> values) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (String name : List.copyOf(values.keySet())) {
            if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), values.remove(name));
            }
        }
        return new QuantumOptions(own);
    }

    /** Whether nothing was set. */
    boolean isEmpty() {
        return given.isEmpty();
    }

    /** How models are brought to a processor. */
    QuantumSettings settings() {
        int reads = whole("reads", READS, 1, 1_000_000);
        OptionalDouble time =
                given.containsKey("time") ? OptionalDouble.of(number("time", 0, 1e-9, 1e9)) : OptionalDouble.empty();
        AnnealParameters parameters =
                new AnnealParameters(reads, time, AnnealParameters.AnswerMode.HISTOGRAM, true, Map.of());
        int gauges = whole("gauges", 0, 0, reads);
        return QuantumSettings.of(parameters)
                .withChainStrength(chainStrength())
                .withUnembedding(unembedding())
                .withGauges(gauges)
                .withBlockSpins(whole("block", QuantumSettings.BLOCK_SPINS, 1, 100_000))
                .withPasses(whole("passes", 1, 1, 1_000_000));
    }

    private ChainStrength chainStrength() {
        Object value = given.getOrDefault("chains", "torque");
        if (value instanceof Number strength && strength.doubleValue() > 0) {
            return new ChainStrength.Given(strength.doubleValue());
        }
        return switch (value.toString()) {
            case "torque" -> new ChainStrength.Torque(number("chainFactor", 1.414, 1e-9, 1e9));
            case "scaled" -> new ChainStrength.Scaled(number("chainFactor", 1.5, 1e-9, 1e9));
            default -> throw fault("chains", value, "torque, scaled or a number above 0");
        };
    }

    private Unembedding unembedding() {
        Object value = given.getOrDefault("unembed", "majority");
        return switch (value.toString()) {
            case "majority" -> new Unembedding.MajorityVote();
            case "random" -> new Unembedding.WeightedRandom(0);
            case "discard" -> new Unembedding.Discard();
            case "energy" -> new Unembedding.MinimizeEnergy();
            default -> throw fault("unembed", value, "majority, random, discard or energy");
        };
    }

    /** The topology of the emulated chip. */
    Topology topology() {
        String type = given.getOrDefault("chip", "pegasus").toString().toLowerCase(Locale.ROOT);
        Integer size = SIZES.get(type);
        if (size == null) {
            throw fault("chip", type, String.join(", ", new TreeSet<>(SIZES.keySet())));
        }
        return Topology.of(type, List.of(whole("size", size, type.equals("pegasus") ? 2 : 1, LARGEST_TOPOLOGY)));
    }

    /** The emulated processor. */
    EmulatedProcessor emulator(Workers workers) {
        Topology topology = topology();
        WorkingGraph graph = topology.graph();
        double missing = number("missing", 0, 0, 0.99);
        if (missing > 0) {
            graph = Faults.random(graph, missing, 0, whole("chipSeed", 0, 0, Integer.MAX_VALUE))
                    .removedFrom(graph);
        }
        EmulatorOptions standard = EmulatorOptions.standard(0);
        double noise = number("noise", standard.fieldNoise(), 0, 9);
        EmulatorOptions options = standard.withFunctions(functions())
                .withTemperature(number("temperature", standard.temperature(), 1e-6, 1e5))
                .withSweepsPerMicrosecond(number("sweeps", standard.sweepsPerMicrosecond(), 1e-9, 1e9))
                .withNoise(noise, noise)
                .withReadoutError(number("misread", standard.readoutError(), 0, 0.5));
        return new EmulatedProcessor(topology, graph, options, workers);
    }

    private AnnealingFunctions functions() {
        Object file = given.get("schedule");
        if (file == null) {
            return AnnealingFunctions.standard();
        }
        try {
            return AnnealingFunctions.read(Path.of(file.toString()));
        } catch (IOException e) {
            throw new SettingException(PREFIX + "schedule", file + ": cannot be read: " + WholeFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw new SettingException(PREFIX + "schedule", String.valueOf(e.getMessage()));
        }
    }

    /** Access time that may be used; null for no limit. */
    @Nullable
    Budget budget() {
        Object value = given.get("budget");
        if (value == null) {
            return null;
        }
        Matcher written = TIME.matcher(value.toString());
        double seconds = written.matches()
                ? Double.parseDouble(written.group(1))
                        * switch (Objects.requireNonNullElse(written.group(2), "s")) {
                            case "us" -> 1e-6;
                            case "ms" -> 1e-3;
                            case "min" -> 60;
                            default -> 1;
                        }
                : 0;
        if (seconds < 1e-6 || seconds > 1e9) {
            throw fault("budget", value, "a time such as 2s or 500ms");
        }
        return Budget.of(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** What D-Wave's client is told, by its own names. */
    Map<String, String> client() {
        Map<String, String> options = new LinkedHashMap<>();
        CLIENT.forEach((own, theirs) -> {
            Object value = given.get(own);
            if (value != null) {
                options.put(theirs, value.toString());
            }
        });
        return options;
    }

    /** Where chains come from. */
    Placement placement() {
        Object file = given.get("embedding");
        if (file == null) {
            return new ChipPlacement();
        }
        try {
            return new FixedPlacement(EmbeddingFile.read(Path.of(file.toString())));
        } catch (IOException e) {
            throw new SettingException(PREFIX + "embedding", file + ": cannot be read: " + WholeFile.reason(e));
        } catch (IllegalArgumentException e) {
            throw new SettingException(PREFIX + "embedding", String.valueOf(e.getMessage()));
        }
    }

    private int whole(String name, int standard, int least, int most) {
        Object value = given.getOrDefault(name, standard);
        if (value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.intValue();
        }
        throw fault(name, value, "a whole number from " + least + " to " + most);
    }

    private double number(String name, double standard, double least, double most) {
        Object value = given.getOrDefault(name, standard);
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw fault(name, value, "a number from " + least + " to " + most);
    }

    private static SettingException fault(String name, Object value, String expected) {
        return new SettingException(
                PREFIX + name, "%s%s is '%s'; expected %s".formatted(PREFIX, name, value, expected));
    }
}
