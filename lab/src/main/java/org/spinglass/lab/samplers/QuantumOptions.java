package org.spinglass.lab.samplers;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingValues;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.lab.settings.TimeText;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.dwave.Budget;
import org.spinglass.quantum.embedding.ChainStrength;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingCache;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.Unembedding;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.sampling.ChipPlacement;
import org.spinglass.quantum.sampling.FixedPlacement;
import org.spinglass.quantum.sampling.Placement;
import org.spinglass.quantum.sampling.QuantumSettings;

/**
 * Settings of a quantum annealer by their names, as a user writes them: how models are brought to it, the same for any, and
 * those of the emulated one or of D-Wave's client.
 */
public final class QuantumOptions {
    /** Stands before the names among other settings. */
    public static final String PREFIX = "qpu.";

    private static final String CACHE = "cache";
    private static final String LABEL = "spinglass";
    private static final int READS = 100;

    /** Microseconds of an emulated anneal; said with every job, so that it stands in every record. */
    private static final double EMULATED_TIME = 20;

    private static final int MOST_READS = 1_000_000;

    /** Settings that are paths. */
    private static final Set<String> PATHS = Set.of("embedding", CACHE, "graph", "schedule", "config");

    /** How models are brought to any processor. */
    private static final Map<String, String> COMMON = common();

    private static final Map<String, String> CLIENT = client();

    /** D-Wave's own names of the client's settings, where they are others. */
    private static final Map<String, String> THEIRS = Map.of("config", "config_file");

    private final SettingValues values;
    private final boolean isEmulated;

    /**
     * Settings that differ from the defaults.
     *
     * @param annealer one of {@link Annealer#QUANTUM}
     * @throws SettingException when a name does not exist for it
     */
    QuantumOptions(String annealer, Map<String, Object> given) {
        this.values = new SettingValues(PREFIX, given);
        this.isEmulated = annealer.equals(Annealer.EMULATOR);
        values.requireNames(names(annealer), "sampler " + annealer);
    }

    /** Names of an annealer's settings and what they mean, in the order of the help. */
    public static Map<String, String> names(String annealer) {
        Map<String, String> names = new LinkedHashMap<>(COMMON);
        names.putAll(annealer.equals(Annealer.EMULATOR) ? EmulatorSettings.NAMES : CLIENT);
        return names;
    }

    /** All settings as lines of a help text. */
    public static List<String> help() {
        return help(COMMON);
    }

    /** The settings that choose a chip and keep embeddings, as lines of a help text. */
    public static List<String> helpOfChips() {
        return help(Map.of(CACHE, COMMON.getOrDefault(CACHE, "")));
    }

    private static List<String> help(Map<String, String> common) {
        Map<String, String> all = new LinkedHashMap<>(common);
        EmulatorSettings.NAMES.forEach((name, meaning) -> all.put(name, "emulator: " + meaning));
        CLIENT.forEach((name, meaning) -> all.put(name, "dwave: " + meaning));
        return all.entrySet().stream()
                .map(entry -> "  %-16s %s".formatted(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, String> common() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("reads", "anneals of each problem (100)");
        names.put("time", "microseconds of an anneal (the processor's default, 20)");
        names.put("chains", "chain strength: spectral, torque, scaled, or a number (spectral)");
        names.put("chainFactor", "factor of spectral (0.7), torque (1.414), scaled (1.5)");
        names.put("unembed", "broken chains: majority, random, discard or energy (majority)");
        names.put("gauges", "spin-reversal transforms that share the reads (0)");
        names.put("block", "most spins annealed together if a model does not fit (64)");
        names.put("passes", "passes over such blocks (1)");
        names.put("embedding", "JSON file of chains, {\"0\": [30, 31], ...} (searched for)");
        names.put(CACHE, "folder where embeddings found are kept (none)");
        names.put("budget", "access time that may be used, such as 2s (no limit)");
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, String> client() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("solver", "a solver's name or features");
        names.put("region", "region, such as na-west-1");
        names.put("endpoint", "URL of the interface");
        names.put("profile", "profile of the configuration file");
        names.put("config", "configuration file");
        names.put("label", "how problems are labelled at the service (" + LABEL + ")");
        return Collections.unmodifiableMap(names);
    }

    /** Whether a setting of a trainer, by its name with the prefix, is a path. */
    static boolean isPath(String setting) {
        return setting.startsWith(PREFIX) && PATHS.contains(setting.substring(PREFIX.length()));
    }

    /** The settings of an annealer among others, by their names without the prefix; removed from there. */
    public static Map<String, Object> takenFrom(Map<String, Object> values) {
        Map<String, Object> own = new LinkedHashMap<>();
        for (String name : List.copyOf(values.keySet())) {
            if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), values.remove(name));
            }
        }
        return own;
    }

    /** How models are brought to a processor. */
    QuantumSettings settings() {
        int most = isEmulated ? (int) EmulatedProcessor.READS.high() : MOST_READS;
        int reads = values.whole("reads", READS, 1, most);
        OptionalDouble time = time(reads);
        AnnealParameters parameters =
                new AnnealParameters(reads, time, AnnealParameters.AnswerMode.HISTOGRAM, true, Map.of());
        return QuantumSettings.of(parameters)
                .withChainStrength(chainStrength())
                .withUnembedding(unembedding())
                .withGauges(values.whole("gauges", 0, 0, reads))
                .withBlockSpins(values.whole("block", QuantumSettings.BLOCK_SPINS, 1, 100_000))
                .withPasses(values.whole("passes", 1, 1, 1_000_000))
                .withLabel(values.text("label", LABEL));
    }

    /** Of an anneal; the emulated processor's limits are known beforehand, those of others once they are open. */
    private OptionalDouble time(int reads) {
        if (!values.has("time")) {
            return isEmulated ? OptionalDouble.of(EMULATED_TIME) : OptionalDouble.empty();
        }
        Range range = isEmulated ? EmulatedProcessor.ANNEALING_TIMES : new Range(1e-9, 1e9);
        double time = values.number("time", 0, range.low(), range.high());
        double most = EmulatedProcessor.RUN_TIMES.high();
        if (isEmulated && reads * time > most) {
            throw values.fault(
                    "time",
                    "at most " + SettingValues.shown(most) + " microseconds for all " + reads + " reads of a problem");
        }
        return OptionalDouble.of(time);
    }

    private ChainStrength chainStrength() {
        String text = values.text("chains", "spectral");
        return switch (text) {
            case "torque" -> new ChainStrength.Torque(values.number("chainFactor", 1.414, 1e-9, 1e9));
            case "spectral" -> new ChainStrength.Spectral(values.number("chainFactor", 0.7, 1e-9, 1e9));
            case "scaled" -> new ChainStrength.Scaled(values.number("chainFactor", 1.5, 1e-9, 1e9));
            default -> {
                if (!(values.values().get("chains") instanceof Number strength) || !(strength.doubleValue() > 0)) {
                    throw values.fault("chains", "spectral, torque, scaled or a number above 0");
                }
                yield new ChainStrength.Given(strength.doubleValue());
            }
        };
    }

    private Unembedding unembedding() {
        return switch (values.text("unembed", "majority")) {
            case "majority" -> new Unembedding.MajorityVote();
            case "random" -> new Unembedding.WeightedRandom(0);
            case "discard" -> new Unembedding.Discard();
            case "energy" -> new Unembedding.MinimizeEnergy();
            default -> throw values.fault("unembed", "majority, random, discard or energy");
        };
    }

    /**
     * Every setting that decides the answers, with the prefix: those given, and the defaults of those that are not.
     *
     * @param settings as made of these
     * @param placement as made of these
     * @param emulator as made of these; null for D-Wave's
     */
    Map<String, Object> described(QuantumSettings settings, Placement placement, @Nullable EmulatorSettings emulator) {
        Map<String, Object> all = new LinkedHashMap<>();
        AnnealParameters parameters = settings.parameters();
        all.put("reads", parameters.reads());
        all.put(
                "time",
                parameters.annealingTime().isPresent()
                        ? (Object) parameters.annealingTime().getAsDouble()
                        : "the processor's");
        all.put("chains", settings.chainStrength().toString());
        all.put("unembed", settings.unembedding().toString());
        all.put("gauges", settings.gauges());
        all.put("block", settings.blockSpins());
        all.put("passes", settings.passes());
        all.put(
                "embedding",
                placement instanceof FixedPlacement(Embedding given)
                        ? "sha256 " + Sha256.of(chains(given))
                        : "searched for");
        if (emulator != null) {
            all.putAll(emulator.described());
        }
        for (String name : CLIENT.keySet()) {
            if (emulator == null && values.has(name)) {
                all.put(name, values.text(name, ""));
            }
        }
        Map<String, Object> described = new LinkedHashMap<>();
        all.forEach((name, value) -> described.put(PREFIX + name, value));
        return described;
    }

    private static String chains(Embedding embedding) {
        return IntStream.range(0, embedding.variables())
                .mapToObj(variable -> Arrays.toString(embedding.chain(variable)))
                .collect(Collectors.joining());
    }

    /** The emulated chip. */
    EmulatorSettings emulator() {
        return new EmulatorSettings(values);
    }

    /** Access time that may be used; null for no limit. */
    @Nullable
    Budget budget() {
        if (!values.has("budget")) {
            return null;
        }
        Duration time = TimeText.parse(values.text("budget", ""))
                .filter(span -> span.toNanos() >= 1000)
                .orElseThrow(() -> values.fault("budget", "a time such as 2s or 500ms"));
        return Budget.of(time);
    }

    /** What D-Wave's client is told, by its own names. */
    Map<String, String> clientSettings() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String name : CLIENT.keySet()) {
            if (values.has(name) && !name.equals("label")) {
                options.put(THEIRS.getOrDefault(name, name), values.text(name, ""));
            }
        }
        return options;
    }

    /** Where chains come from. */
    Placement placement() {
        Embedding given = values.file("embedding", EmbeddingFile::read);
        return given == null ? new ChipPlacement(cache()) : new FixedPlacement(given);
    }

    /** Where embeddings are kept; null where they are not. */
    @Nullable
    EmbeddingCache cache() {
        return values.file(CACHE, EmbeddingCache::new);
    }
}
