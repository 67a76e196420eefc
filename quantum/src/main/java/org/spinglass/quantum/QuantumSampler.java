// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.quantum.embedding.Placement;
import org.spinglass.quantum.embedding.SourceGraph;

/**
 * A quantum annealer as a sampler of models of any size.
 *
 * <p>A model that fits is embedded as a whole; the instances of an {@link EncodedQuadratic} are put side by side on the
 * chip, as many as there are places. A model that does not fit is annealed in blocks of weights that do, in random
 * order, all others frozen where they stand: each block once a pass, blocks of different instances at the same time.
 * Until its block's first turn a weight stands at the middle of its range ({@link InitialState.Present}) or at a random
 * level. A later pass keeps what it has where the processor finds nothing better.
 *
 * <p>The processor has its own schedule and temperature, so that a request's schedule must be automatic, and its sweeps
 * mean nothing. Of a model that fits, a request for several reads submits exactly so many anneals, and one for a single
 * read as many as the settings say, of which all states are returned. Of a model in blocks there is one state for each
 * read of the request, and for each the settings' number of anneals of every block. Samples are the states that were
 * read, broken chains mended.
 *
 * <p>What is submitted together, a model that fits or a block of all instances and reads, is one step of {@link
 * org.spinglass.ising.sampling.Progress}, with the least energy of all states so far. Stop rule and listener are asked
 * after every step, and again and again while a place or an answer is waited for: then a rule that looks at the clock,
 * or the listener, has what is under way cancelled. Where nothing was answered before, the state returned is a random one.
 *
 * <p>Each call writes what it used into its provenance; {@link QuantumAccount} adds such up. Closing the processor is
 * left to whoever opened it.
 *
 * @param name under which results are recorded
 * @param processor the annealer
 * @param settings how models are brought to it
 * @param placement finds chains
 * @param chains hears how they held
 */
public record QuantumSampler(
        String name, Processor processor, QuantumSettings settings, Placement placement, ChainListener chains)
        implements Sampler {
    /** Of a parameter that is a list provenance tells no more than so many values. */
    private static final int MOST_VALUES = 20;

    /** One of whose chains nobody hears. */
    public QuantumSampler(String name, Processor processor, QuantumSettings settings, Placement placement) {
        this(name, processor, settings, placement, ChainListener.NONE);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        request.part().requireWhole(name);
        if (request.initial() instanceof InitialState.Given) {
            throw new IllegalArgumentException("initial states are given; " + name
                    + " begins in its own, and takes states only as a parameter of reverse annealing");
        }
        if (request.initial() instanceof InitialState.Present && model instanceof PlainIsing) {
            throw new IllegalArgumentException("present states are asked for; plain spins have none to start from");
        }
        long began = System.nanoTime();
        QuantumAccount account = new QuantumAccount();
        RunWatch watch = new RunWatch(request, 1, began);
        QuantumSettings used;
        List<List<Spins>> states;
        if (fits(model, watch)) {
            used = request.reads() == 1
                    ? settings
                    : settings.withParameters(settings.parameters().withReads(request.reads()));
            states = new DirectSampling(model, new EmbeddedAnnealing(processor, used, placement, account, chains))
                    .run(request, watch);
        } else {
            EncodedQuadratic encoded = encoded(model);
            used = settings.withBlockSpins(blockSpins(encoded));
            DecomposedSampling run = new DecomposedSampling(
                    encoded, new EmbeddedAnnealing(processor, used, placement, account, chains), used);
            watch = new RunWatch(request, run.turns(), began);
            states = run.run(request, watch);
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        Provenance provenance = new Provenance(
                name,
                options(request, used, account),
                request.seed(),
                0,
                0,
                0,
                seconds,
                (System.nanoTime() - boundBegan) * 1e-9,
                watch.isCancelled());
        return SampleSet.of(model, states, bounds, provenance);
    }

    /** Whether the model has a place as a whole; also where the search for one was ended. */
    private boolean fits(IsingModel model, RunWatch watch) {
        ProcessorProperties properties = processor.properties();
        return model.spins() <= placement.largestClique(properties.topology(), properties.graph())
                || model instanceof SparseIsing sparse
                        && !placement
                                .embeddings(
                                        SourceGraph.of(sparse),
                                        properties.topology(),
                                        properties.graph(),
                                        1,
                                        watch::goesOn)
                                .isEmpty()
                || !watch.goesOn();
    }

    /** Spins of a block: no more than fit. */
    private int blockSpins(EncodedQuadratic model) {
        ProcessorProperties properties = processor.properties();
        int most = placement.largestClique(properties.topology(), properties.graph());
        if (most < model.bits()) {
            throw new RefusedJobException(String.format(
                            Locale.ROOT,
                            "a weight of %d spins does not fit %s, whose largest complete graph has %d; expected",
                            model.bits(),
                            properties.name(),
                            most)
                    + " fewer bits or a larger processor");
        }
        return Math.min(settings.blockSpins(), most);
    }

    private static EncodedQuadratic encoded(IsingModel model) {
        return switch (model) {
            case EncodedQuadratic encoded -> encoded;
            case DenseIsing dense -> EncodedQuadratic.of(dense);
            case SparseIsing sparse -> EncodedQuadratic.of(sparse.toDense());
        };
    }

    private Map<String, Object> options(SamplingRequest request, QuantumSettings used, QuantumAccount account) {
        AnnealParameters parameters = used.parameters();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("solver", processor.properties().name());
        options.put("reads", parameters.reads());
        boolean isScheduled = parameters.others().containsKey(AnnealPath.SCHEDULE);
        options.put(
                "annealingTime",
                isScheduled
                        ? AnnealPath.of(processor.properties(), parameters).duration()
                        : parameters
                                .annealingTime()
                                .orElse(processor.properties().defaultAnnealingTime()));
        parameters
                .others()
                .forEach((name, value) -> options.put(
                        name,
                        value instanceof List<?> list && list.size() > MOST_VALUES ? list.size() + " values" : value));
        options.put("autoScale", parameters.autoScale());
        options.put("chainStrength", used.chainStrength().toString());
        options.put("unembedding", used.unembedding().toString());
        options.put("gauges", used.gauges());
        options.put("blockSpins", used.blockSpins());
        options.put("passes", used.passes());
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.putAll(account.options());
        options.put("boundSweeps", request.boundSweeps());
        return options;
    }
}
