// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.settings.LabException;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.EstimatingProcessor;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.QuantumSampler;
import org.spinglass.quantum.QuantumSettings;
import org.spinglass.quantum.Range;
import org.spinglass.quantum.dwave.Budget;
import org.spinglass.quantum.dwave.BudgetedProcessor;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.embedding.Placement;
import org.spinglass.training.SettingDescription;

/** A quantum annealer with its settings. The files that these name were read. */
final class QuantumPlan implements SamplerPlan {
    private final String name;
    private final QuantumSettings settings;
    private final ControlSettings controls;
    private final Placement placement;
    private final Opening opening;
    private final Map<String, Object> described;

    /** Opens a processor. */
    private interface Opening {
        /** The processor; what is to be closed behind it is added to the closers. */
        Processor open(int threads, List<Runnable> closers);
    }

    private QuantumPlan(
            SamplerKind kind,
            QuantumSettings settings,
            ControlSettings controls,
            Placement placement,
            Map<String, Object> described,
            Opening opening) {
        this.name = kind.text();
        this.settings = settings;
        this.controls = controls;
        this.placement = placement;
        this.described = prefixed(described);
        this.opening = opening;
    }

    /** The emulated one. */
    static QuantumPlan emulated(EmulatorSettings given) {
        EmulatedChip chip = given.chip().load();
        Placement placement = given.anneals().placement();
        Budget budget = given.anneals().limit();
        Map<String, Object> described = given.anneals().described(placement);
        described.putAll(given.controls().described());
        described.putAll(chip.described());
        return new QuantumPlan(
                SamplerKind.EMULATOR,
                given.anneals().forProcessor(),
                given.controls(),
                placement,
                described,
                (threads, closers) -> emulated(chip, budget, threads, closers));
    }

    private static Processor emulated(EmulatedChip chip, @Nullable Budget budget, int threads, List<Runnable> closers) {
        Workers workers = Workers.of(threads);
        closers.add(workers::close);
        Processor processor = chip.processor(0, workers);
        return budget == null ? processor : new BudgetedProcessor(processor, budget);
    }

    /**
     * One of D-Wave's.
     *
     * @throws org.spinglass.quantum.dwave.ConfigException when the interface is not configured
     */
    static QuantumPlan ofService(DwaveSettings given) {
        Placement placement = given.anneals().placement();
        Budget budget = given.anneals().limit();
        Map<String, Object> described = given.anneals().described(placement);
        described.putAll(given.controls().described());
        described.putAll(given.service().described());
        String label = given.service().label();
        QuantumSettings settings = given.anneals().forProcessor();
        DwaveConfig service = DwaveConfig.load(given.service().forClient(), Environment.ofProcess());
        return new QuantumPlan(
                SamplerKind.DWAVE,
                settings.withLabel(label == null ? ServiceSettings.LABEL : label),
                given.controls(),
                placement,
                described,
                (threads, closers) -> DwaveProcessors.open(service, Environment.ofProcess(), budget));
    }

    /** Options by the names that they have among a trainer's. */
    static Map<String, Object> prefixed(Map<String, Object> options) {
        Map<String, Object> all = new LinkedHashMap<>();
        options.forEach((name, value) -> all.put(SamplerKind.PREFIX + name, value));
        return all;
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
        return open(threads, processor -> processor);
    }

    /**
     * The sampler on a processor that anneals nothing, whose totals are what the real one would use.
     *
     * @param seen hears of what the processor says of itself
     */
    OpenSampler openForEstimate(int threads, Consumer<ProcessorProperties> seen) {
        return open(threads, processor -> {
            seen.accept(processor.properties());
            return new EstimatingProcessor(processor);
        });
    }

    private OpenSampler open(int threads, UnaryOperator<Processor> wrapping) {
        List<Runnable> closers = new ArrayList<>();
        try {
            Processor opened = opening.open(threads, closers);
            closers.addFirst(opened::close);
            Processor processor = wrapping.apply(opened);
            requireRanges(processor.properties());
            QuantumSettings controlled =
                    settings.withParameters(controlled(settings.parameters(), processor.properties()));
            ChainBreaks chains = new ChainBreaks(processor.properties());
            return OpenSampler.counted(
                    new QuantumSampler(name, processor, controlled, placement, chains), chains, closers);
        } catch (RuntimeException e) {
            closers.forEach(Runnable::run);
            throw e;
        }
    }

    private AnnealParameters controlled(AnnealParameters parameters, ProcessorProperties properties) {
        try {
            return controls.applied(parameters, properties);
        } catch (IllegalArgumentException e) {
            throw new LabException("controls of the anneal: " + e.getMessage(), e);
        }
    }

    /** What only an open processor tells. */
    private void requireRanges(ProcessorProperties properties) {
        AnnealParameters parameters = settings.parameters();
        require("reads", parameters.reads(), properties.readsRange(), properties.name());
        if (parameters.annealingTime().isPresent() && !controls.fastAnneal()) {
            require(
                    "time",
                    parameters.annealingTime().getAsDouble(),
                    properties.annealingTimeRange(),
                    properties.name());
        }
    }

    private static void require(String setting, double value, Range range, String solver) {
        if (!range.contains(value)) {
            throw new LabException("%s%s is %s; %s takes %s to %s"
                    .formatted(
                            SamplerKind.PREFIX,
                            setting,
                            SettingDescription.shown(value),
                            solver,
                            SettingDescription.shown(range.low()),
                            SettingDescription.shown(range.high())));
        }
    }
}
