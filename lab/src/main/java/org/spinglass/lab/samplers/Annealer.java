package org.spinglass.lab.samplers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.spinglass.compute.Workers;
import org.spinglass.ising.samplers.ImaginaryTimeCircuit;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingText;
import org.spinglass.lab.settings.SettingValues;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.quantum.topology.GraphFile;

/** Quantum annealers by their names and settings. */
public final class Annealer {
    /** The sampler that emulates a processor. */
    public static final String EMULATOR = "emulator";

    private static final String DWAVE = "dwave";

    /** Samplers that have a processor: an emulated one, and D-Wave's. */
    public static final List<String> QUANTUM = List.of(EMULATOR, DWAVE);

    /** Settings of the Schroedinger equation. */
    private static final Map<String, String> SCHROEDINGER =
            ordered("time", "microseconds of the anneal (0.01)", "schedule", "CSV file of s, A, B in GHz (a formula)");

    /** Settings of the circuit in imaginary time. */
    private static final Map<String, String> CIRCUIT = ordered(
            "tau", "imaginary time of the fields, over energy (set by each model)", "shots", "measurements (25)");

    private static final int MOST_SHOTS = 1_000_000;

    private Annealer() {}

    private static Map<String, String> ordered(String first, String itsMeaning, String second, String meaning) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(first, itsMeaning);
        names.put(second, meaning);
        return names;
    }

    /** Whether a sampler has a processor, and settings for it. */
    public static boolean isQuantum(String name) {
        return QUANTUM.contains(name);
    }

    /**
     * A quantum annealer that is to be opened, by texts as a command line has them.
     *
     * @param name one of {@link #QUANTUM}
     * @throws LabException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured
     */
    public static SamplerPlan planOfTexts(String name, Map<String, String> texts) {
        return reported(() -> new QuantumPlan(name, values(texts)));
    }

    /**
     * The chip of an annealer and where its embeddings are kept.
     *
     * @throws LabException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    public static EmbeddingPlace placeOfTexts(String name, Map<String, String> texts) {
        return reported(() -> {
            QuantumOptions options = new QuantumOptions(name, values(texts));
            return new EmbeddingPlace(chip(name, options), options.cache());
        });
    }

    private static GraphFile chip(String name, QuantumOptions options) {
        if (!name.equals(DWAVE)) {
            return options.emulator().chip();
        }
        try (Processor processor =
                DwaveProcessors.open(options.clientSettings(), Environment.ofProcess(), options.budget())) {
            ProcessorProperties properties = processor.properties();
            return new GraphFile(properties.topology(), properties.graph());
        }
    }

    /**
     * An emulated processor by texts.
     *
     * @param seed of its random numbers
     * @param workers anneal on it; remain the caller's
     * @throws LabException when a setting does not exist or does not fit
     */
    public static EmulatedProcessor emulatorOfTexts(Map<String, String> texts, long seed, Workers workers) {
        return reported(() -> {
            SettingValues settings = new SettingValues(QuantumOptions.PREFIX, values(texts));
            settings.requireNames(EmulatorSettings.NAMES, "an emulated processor");
            return new EmulatorSettings(settings).processor(seed, workers);
        });
    }

    /**
     * The Schroedinger equation by texts: {@code time} in microseconds and {@code schedule}, a file of A and B.
     *
     * @throws LabException when a setting does not exist or does not fit
     */
    public static SchroedingerEvolution schroedingerOfTexts(Map<String, String> texts) {
        return reported(() -> schroedinger(values(texts)));
    }

    /**
     * The Schroedinger equation by its settings.
     *
     * @throws SettingException when a setting does not exist or does not fit
     */
    public static SchroedingerEvolution schroedinger(Map<String, Object> values) {
        SettingValues settings = new SettingValues(QuantumOptions.PREFIX, values);
        settings.requireNames(SCHROEDINGER, "sampler schroedinger");
        SchroedingerEvolution standard =
                SchroedingerEvolution.standard(1000 * settings.number("time", 0.01, 1e-6, 100));
        AnnealingFunctions functions = settings.file("schedule", AnnealingFunctions::read);
        return functions == null
                ? standard
                : new SchroedingerEvolution(functions, standard.nanoseconds(), standard.tolerance());
    }

    /**
     * The circuit in imaginary time by texts: {@code tau} and {@code shots}.
     *
     * @throws LabException when a setting does not exist or does not fit
     */
    public static ImaginaryTimeCircuit itemcOfTexts(Map<String, String> texts) {
        return reported(() -> itemc(values(texts)));
    }

    /**
     * The circuit in imaginary time by its settings.
     *
     * @throws SettingException when a setting does not exist or does not fit
     */
    public static ImaginaryTimeCircuit itemc(Map<String, Object> values) {
        SettingValues settings = new SettingValues(QuantumOptions.PREFIX, values);
        settings.requireNames(CIRCUIT, "sampler itemc");
        OptionalDouble tau = settings.has("tau")
                ? OptionalDouble.of(settings.number("tau", 1, 1e-100, 1e100))
                : OptionalDouble.empty();
        return new ImaginaryTimeCircuit(tau, settings.whole("shots", ImaginaryTimeCircuit.SHOTS, 1, MOST_SHOTS));
    }

    /** Every setting of a sampler of this class that decides the answers, defaults included; none of another sampler. */
    public static Map<String, Object> described(Sampler sampler) {
        Map<String, Object> all = new LinkedHashMap<>();
        switch (sampler) {
            case ImaginaryTimeCircuit(OptionalDouble tau, int shots) -> {
                all.put("tau", tau.isPresent() ? (Object) tau.getAsDouble() : "set by each model");
                all.put("shots", shots);
            }
            case SchroedingerEvolution(AnnealingFunctions functions, double nanoseconds, double tolerance) -> {
                all.put("time", nanoseconds / 1000);
                all.put("tolerance", tolerance);
                all.put("schedule", EmulatorSettings.digest(functions));
            }
            default -> {
                // no settings by these names
            }
        }
        return all;
    }

    private static Map<String, Object> values(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, SettingText.valueOf(text)));
        return values;
    }

    private static <T> T reported(Supplier<T> made) {
        try {
            return made.get();
        } catch (SettingException e) {
            throw new LabException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }
}
