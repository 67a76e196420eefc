package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.client.Budget;
import org.spinglass.quantum.client.BudgetedProcessor;
import org.spinglass.quantum.client.DwaveProcessors;
import org.spinglass.quantum.client.Environment;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.SchroedingerEvolution;
import org.spinglass.quantum.sampling.Placement;
import org.spinglass.quantum.sampling.QuantumAccount;
import org.spinglass.quantum.sampling.QuantumSampler;
import org.spinglass.quantum.sampling.QuantumSettings;
import org.spinglass.quantum.topology.GraphFile;
import org.spinglass.training.DifferenceTrainer;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Trainer;

/** Quantum annealers by their names and settings. */
public final class Annealer {
    /** The sampler that emulates a processor. */
    public static final String EMULATOR = "emulator";

    private static final String DWAVE = "dwave";

    /** Samplers that have a processor: an emulated one, and D-Wave's. */
    public static final List<String> QUANTUM = List.of(EMULATOR, DWAVE);

    /** Settings of the Schroedinger equation. */
    private static final Map<String, String> SCHROEDINGER =
            Map.of("time", "microseconds of the anneal (0.01)", "schedule", "CSV file of s, A, B in GHz (a formula)");

    private Annealer() {}

    /** Whether a sampler has a processor, and settings for it. */
    public static boolean isQuantum(String name) {
        return QUANTUM.contains(name);
    }

    /**
     * A quantum annealer.
     *
     * @param name one of {@link #QUANTUM}
     * @param values its settings, by their names
     * @param threads of the emulation
     * @throws SettingException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    static QuantumSampler of(String name, Map<String, Object> values, int threads) {
        QuantumOptions options = new QuantumOptions(name, values);
        Budget budget = options.budget();
        QuantumSettings settings = options.settings();
        Placement placement = options.placement();
        Processor processor;
        if (name.equals(DWAVE)) {
            processor = DwaveProcessors.open(options.clientSettings(), Environment.ofProcess(), budget);
        } else {
            Processor emulator = options.emulator().processor(0, Workers.of(threads));
            processor = budget == null ? emulator : new BudgetedProcessor(emulator, budget);
        }
        return new QuantumSampler(name, processor, settings, placement, new QuantumAccount());
    }

    /**
     * The same by texts, as a command line has them.
     *
     * @throws LabException when a setting does not exist or does not fit
     */
    public static QuantumSampler ofTexts(String name, Map<String, String> texts, int threads) {
        return reported(() -> of(name, values(texts), threads));
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
        return reported(() -> {
            SettingValues settings = new SettingValues(QuantumOptions.PREFIX, values(texts));
            settings.requireNames(SCHROEDINGER, "sampler schroedinger");
            SchroedingerEvolution standard =
                    SchroedingerEvolution.standard(1000 * settings.number("time", 0.01, 1e-6, 100));
            AnnealingFunctions functions = settings.file("schedule", AnnealingFunctions::read);
            return functions == null
                    ? standard
                    : new SchroedingerEvolution(functions, standard.nanoseconds(), standard.tolerance());
        });
    }

    private static Map<String, Object> values(Map<String, String> texts) {
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, CurveSettings.valueOf(text)));
        return values;
    }

    private static <T> T reported(Supplier<T> made) {
        try {
            return made.get();
        } catch (SettingException e) {
            throw new LabException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    /** What a trainer's quantum annealer was asked; null where it has none. */
    static QuantumAccount.@Nullable Totals totals(Trainer trainer) {
        Object sampler = switch (trainer) {
            case ResponseTrainer response -> response.sampler();
            case PseudoinverseTrainer pseudoinverse -> pseudoinverse.sampler();
            case DifferenceTrainer difference -> difference.sampler();
            default -> trainer;
        };
        return sampler instanceof QuantumSampler quantum ? quantum.account().totals() : null;
    }
}
