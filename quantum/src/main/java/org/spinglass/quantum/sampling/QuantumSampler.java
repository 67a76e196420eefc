package org.spinglass.quantum.sampling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.ising.BetaSchedule;
import org.spinglass.ising.DenseIsing;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.InitialState;
import org.spinglass.ising.IsingModel;
import org.spinglass.ising.LowerBound;
import org.spinglass.ising.Provenance;
import org.spinglass.ising.SampleSet;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.ising.SparseIsing;
import org.spinglass.ising.Spins;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.embedding.SourceGraph;

/**
 * A quantum annealer as a sampler of models of any size.
 *
 * <p>A model that fits is embedded as a whole; the forms of an {@link EncodedQuadratic} are put side by side on the chip, as
 * many as there are places. A model that does not fit is annealed in blocks of weights that do, in random order, all others frozen
 * where they stand: each block once a pass, blocks of different forms at the same time. Until its block's first turn a
 * weight stands at the middle of its range ({@link InitialState.Present}) or at a random level. A later pass keeps what it
 * has where the processor finds nothing better.
 *
 * <p>The processor has its own schedule and temperature, so that a request's schedule must be automatic, and its sweeps mean
 * nothing. A request for more reads than the settings' own asks the processor for as many of a model that fits; of one in
 * blocks there is one state for each read of the request. Samples are the states that were read, broken chains mended.
 *
 * @param name under which results are recorded
 * @param processor the annealer
 * @param settings how models are brought to it
 * @param placement finds chains
 * @param account adds up what was done
 */
public record QuantumSampler(
        String name, Processor processor, QuantumSettings settings, Placement placement, QuantumAccount account)
        implements Sampler {

    @Override
    public boolean hasTemperature() {
        return false;
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        if (!(request.schedule() instanceof BetaSchedule.Automatic)) {
            throw new IllegalArgumentException("the schedule is " + request.schedule() + "; " + name
                    + " has its own, and takes only an automatic one");
        }
        if (request.initial() instanceof InitialState.Given) {
            throw new IllegalArgumentException("initial states are given; " + name
                    + " begins in its own, and takes states only as a parameter of reverse annealing");
        }
        long began = System.nanoTime();
        QuantumAccount.Totals before = account.totals();
        List<List<Spins>> states;
        boolean isCancelled;
        if (fits(model)) {
            WholeRun run = new WholeRun(model, processor, settings, placement, account);
            states = run.run(request, began);
            isCancelled = run.isCancelled();
        } else {
            EncodedQuadratic encoded = encoded(model);
            QuantumSettings own = settings.withBlockSpins(blockSpins(encoded));
            BlockRun run = new BlockRun(encoded, new ChipRun(processor, own, placement, account), own);
            states = run.run(request, began);
            isCancelled = run.isCancelled();
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofForms(model, states, request.boundSweeps(), request.workers());
        Provenance provenance = new Provenance(
                name,
                options(request, before, account.totals()),
                request.seed(),
                0,
                0,
                0,
                seconds,
                (System.nanoTime() - boundBegan) * 1e-9,
                isCancelled);
        return SampleSet.of(model, states, bounds, provenance);
    }

    private boolean fits(IsingModel model) {
        ProcessorProperties properties = processor.properties();
        return model.spins() <= placement.largestClique(properties.topology(), properties.graph())
                || model instanceof SparseIsing sparse
                        && !placement
                                .embeddings(SourceGraph.of(sparse), properties.topology(), properties.graph(), 1)
                                .isEmpty();
    }

    /** Spins of a block: no more than fit. */
    private int blockSpins(EncodedQuadratic model) {
        ProcessorProperties properties = processor.properties();
        int most = placement.largestClique(properties.topology(), properties.graph());
        if (most < model.bits()) {
            throw new ProcessorException(String.format(
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

    private Map<String, Object> options(
            SamplingRequest request, QuantumAccount.Totals before, QuantumAccount.Totals after) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("solver", processor.properties().name());
        options.put("reads", Math.max(request.reads(), settings.parameters().reads()));
        options.put(
                "annealingTime",
                settings.parameters()
                        .annealingTime()
                        .orElse(processor.properties().defaultAnnealingTime()));
        options.put("autoScale", settings.parameters().autoScale());
        options.put("chainStrength", settings.chainStrength().toString());
        options.put("unembedding", settings.unembedding().toString());
        options.put("gauges", settings.gauges());
        options.put("blockSpins", settings.blockSpins());
        options.put("passes", settings.passes());
        options.put("calls", after.calls() - before.calls());
        options.put("problems", after.problems() - before.problems());
        options.put("accessSeconds", after.accessSeconds() - before.accessSeconds());
        options.put("brokenChains", after.brokenChains());
        options.put("meanChain", after.meanChain());
        options.put("longestChain", after.longestChain());
        options.put("boundSweeps", request.boundSweeps());
        return options;
    }
}
