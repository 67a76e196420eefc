package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingValues;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.dwave.Budget;
import org.spinglass.quantum.dwave.BudgetedProcessor;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.sampling.Placement;
import org.spinglass.quantum.sampling.QuantumSampler;
import org.spinglass.quantum.sampling.QuantumSettings;

/** A quantum annealer by its name and settings. */
public final class QuantumPlan implements SamplerPlan {
    private final String name;
    private final QuantumSettings settings;
    private final Placement placement;
    private final @Nullable Budget budget;
    private final @Nullable EmulatorSettings emulator;
    private final @Nullable DwaveConfig service;
    private final Map<String, Object> described;

    /**
     * Checks all settings, and reads the files that they name.
     *
     * @param name one of {@link Annealer#QUANTUM}
     * @throws SettingException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.dwave.ConfigException when D-Wave's interface is not configured
     */
    public QuantumPlan(String name, Map<String, Object> values) {
        QuantumOptions options = new QuantumOptions(name, values);
        boolean isEmulated = name.equals(Annealer.EMULATOR);
        this.name = name;
        this.settings = options.settings();
        this.budget = options.budget();
        this.emulator = isEmulated ? options.emulator() : null;
        this.placement = options.placement();
        this.described = options.described(settings, placement, emulator);
        this.service = isEmulated ? null : DwaveConfig.load(options.clientSettings(), Environment.ofProcess());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, Object> options() {
        return described;
    }

    @Override
    public OpenSampler open(int threads) {
        List<Runnable> closers = new ArrayList<>();
        try {
            Processor processor = emulator == null
                    ? DwaveProcessors.open(Objects.requireNonNull(service), Environment.ofProcess(), budget)
                    : emulated(emulator, threads, closers);
            closers.addFirst(processor::close);
            requireRanges(processor.properties());
            return OpenSampler.counted(new QuantumSampler(name, processor, settings, placement), closers);
        } catch (RuntimeException e) {
            closers.forEach(Runnable::run);
            throw e;
        }
    }

    private Processor emulated(EmulatorSettings chip, int threads, List<Runnable> closers) {
        Workers workers = Workers.of(threads);
        closers.add(workers::close);
        Processor processor = chip.processor(0, workers);
        return budget == null ? processor : new BudgetedProcessor(processor, budget);
    }

    /** What only an open processor tells. */
    private void requireRanges(ProcessorProperties properties) {
        AnnealParameters parameters = settings.parameters();
        require("reads", parameters.reads(), properties.readsRange(), properties.name());
        if (parameters.annealingTime().isPresent()) {
            require(
                    "time",
                    parameters.annealingTime().getAsDouble(),
                    properties.annealingTimeRange(),
                    properties.name());
        }
    }

    private static void require(String setting, double value, org.spinglass.quantum.Range range, String solver) {
        if (!range.contains(value)) {
            throw new LabException("%s%s is %s; %s takes %s to %s"
                    .formatted(
                            QuantumOptions.PREFIX,
                            setting,
                            SettingValues.shown(value),
                            solver,
                            SettingValues.shown(range.low()),
                            SettingValues.shown(range.high())));
        }
    }
}
