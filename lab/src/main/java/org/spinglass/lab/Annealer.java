package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.client.Budget;
import org.spinglass.quantum.client.BudgetedProcessor;
import org.spinglass.quantum.client.DwaveProcessors;
import org.spinglass.quantum.client.Environment;
import org.spinglass.quantum.sampling.Placement;
import org.spinglass.quantum.sampling.QuantumAccount;
import org.spinglass.quantum.sampling.QuantumSampler;
import org.spinglass.quantum.sampling.QuantumSettings;
import org.spinglass.training.DifferenceTrainer;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Trainer;

/** Quantum annealers by their names and settings. */
public final class Annealer {
    /** Samplers that have a processor: an emulated one, and D-Wave's. */
    public static final List<String> QUANTUM = List.of("emulator", "dwave");

    private static final String DWAVE = "dwave";

    private Annealer() {}

    /** Whether a sampler has a processor, and settings for it. */
    public static boolean isQuantum(String name) {
        return QUANTUM.contains(name);
    }

    /**
     * A quantum annealer.
     *
     * @param name one of {@link #QUANTUM}
     * @param threads of the emulation
     * @throws SettingException when a setting does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    static QuantumSampler of(String name, QuantumOptions options, int threads) {
        Budget budget = options.budget();
        QuantumSettings settings = options.settings();
        Placement placement = options.placement();
        Processor processor;
        if (name.equals(DWAVE)) {
            processor = DwaveProcessors.open(options.client(), Environment.ofProcess(), budget);
        } else {
            Processor emulator = options.emulator(Workers.of(threads));
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
        Map<String, Object> values = new LinkedHashMap<>();
        texts.forEach((key, text) -> values.put(key, CurveSettings.valueOf(text)));
        try {
            return of(name, new QuantumOptions(values), threads);
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
