// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.Placement;
import org.spinglass.quantum.embedding.SourceGraph;

/** Anneals models that fit a processor: as many side by side as there are places, all chip loads submitted together. */
final class EmbeddedAnnealing {
    private final Processor processor;
    private final QuantumSettings settings;
    private final Placement placement;
    private final QuantumAccount account;
    private final ChainListener chains;
    private final AutoScale scale;

    EmbeddedAnnealing(
            Processor processor,
            QuantumSettings settings,
            Placement placement,
            QuantumAccount account,
            ChainListener chains) {
        this.processor = processor;
        this.settings = settings;
        this.placement = placement;
        this.account = account;
        this.chains = chains;
        this.scale = AutoScale.of(processor.properties());
    }

    /** Problems that share the chip in one call, all with one gauge or none. */
    private record Load(
            int first, TiledProblem parts, @Nullable ModelGauge gauge) {
        List<ModelAnswer> read(QubitAnswer answer, QuantumSettings settings) {
            List<ModelAnswer> read = parts.unembed(answer, settings.unembedding());
            return gauge == null ? read : read.stream().map(gauge::undo).toList();
        }
    }

    /**
     * The answers to each model: one a gauge.
     *
     * @param models of equal size; a single sparse one is embedded as it is, others as complete graphs
     * @param what is annealed, for the label of the jobs
     * @param seeds of gauges and jobs
     * @throws IllegalArgumentException when there is no place for a model
     */
    List<List<ModelAnswer>> anneal(
            List<PlainIsing> models, String what, SplittableRandom seeds, BooleanSupplier goesOn) {
        ProcessorProperties properties = processor.properties();
        SourceGraph source = models.getFirst() instanceof SparseIsing sparse && models.size() == 1
                ? SourceGraph.of(sparse)
                : SourceGraph.complete(models.getFirst().spins());
        List<Embedding> places =
                placement.embeddings(source, properties.topology(), properties.graph(), models.size(), goesOn);
        if (places.isEmpty()) {
            if (!goesOn.getAsBoolean()) {
                throw new CancellationException("stopped before a place was found");
            }
            throw new IllegalArgumentException("no embedding of " + source.variables() + " variables with "
                    + source.couplings() + " couplings was found on " + properties.name() + " of "
                    + properties.graph().qubits().length + " qubits");
        }
        int gauges = Math.max(1, settings.gauges());
        String label = settings.label().isEmpty() ? what : settings.label() + ", " + what;
        List<Load> loads = new ArrayList<>();
        List<AnnealJob> jobs = new ArrayList<>();
        for (int first = 0; first < models.size(); first += places.size()) {
            for (int g = 0; g < gauges; g++) {
                long seed = seeds.nextLong();
                ModelGauge gauge = settings.gauges() == 0 ? null : new ModelGauge(source.variables(), seeds.nextLong());
                TiledProblem parts = parts(models, first, gauge, places, properties);
                loads.add(new Load(first, parts, gauge));
                jobs.add(new AnnealJob(parts.problem(), parameters(g, gauges, parts), label, seed));
            }
        }
        List<QubitAnswer> answers = processor.anneal(jobs, goesOn);
        List<List<ModelAnswer>> all = new ArrayList<>();
        models.forEach(model -> all.add(new ArrayList<>()));
        for (int l = 0; l < loads.size(); l++) {
            account.addCall(answers.get(l));
            List<ModelAnswer> read = loads.get(l).read(answers.get(l), settings);
            int reads = Arrays.stream(answers.get(l).occurrences()).sum();
            for (int part = 0; part < read.size(); part++) {
                EmbeddedProblem problem = loads.get(l).parts().parts().get(part);
                account.addProblem(problem.embedding(), read.get(part), reads);
                chains.read(problem.embedding(), read.get(part).breaksOfChains().clone(), reads);
                all.get(loads.get(l).first() + part).add(read.get(part));
            }
        }
        return all;
    }

    private TiledProblem parts(
            List<PlainIsing> models,
            int first,
            @Nullable ModelGauge gauge,
            List<Embedding> places,
            ProcessorProperties properties) {
        List<EmbeddedProblem> parts = new ArrayList<>();
        for (int m = first; m < Math.min(models.size(), first + places.size()); m++) {
            PlainIsing model = gauge == null ? models.get(m) : gauge.of(models.get(m));
            parts.add(EmbeddedProblem.of(model, places.get(m - first), properties.graph(), settings.chainStrength()));
        }
        return isScaledHere(parts.size()) && settings.parameters().autoScale()
                ? TiledProblem.scaled(parts, scale)
                : TiledProblem.of(parts);
    }

    /** Whether the processor is not to scale: parts have scales of their own, and fluxes are not scaled with problems. */
    private boolean isScaledHere(int parts) {
        return parts > 1 || settings.parameters().others().containsKey(AnnealControls.FLUX_BIASES);
    }

    /** With its share of the reads, and without scaling by the processor where the parts are scaled already. */
    private AnnealParameters parameters(int gauge, int gauges, TiledProblem parts) {
        AnnealParameters all = settings.parameters();
        int reads = all.reads() * (gauge + 1) / gauges - all.reads() * gauge / gauges;
        return isScaledHere(parts.parts().size()) ? all.withReads(reads).withAutoScale(false) : all.withReads(reads);
    }
}
