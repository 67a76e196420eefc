// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.StartStates;
import org.spinglass.ising.internal.arrays.ExactEnergy;
import org.spinglass.ising.internal.arrays.ModelArrays;
import org.spinglass.ising.internal.exact.BranchAndBound;
import org.spinglass.ising.internal.exact.Enumeration;
import org.spinglass.ising.internal.exact.ExactPart;
import org.spinglass.ising.internal.exact.ExactRun;
import org.spinglass.ising.internal.exact.StateEnergy;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Finds ground states and proves them: the lower bound of an instance that was searched to its end is its ground energy
 * (of branch and bound less at most 1e-9 of it).
 *
 * <p>An instance of up to {@value #MOST_SPINS} plain spins is enumerated, a fraction of a nanosecond a state; 2^N of
 * them, half as many without fields. A convex {@link EncodedQuadratic} of more than {@value #FEW_SPINS} spins is
 * searched by branch and bound over the levels of its weights, in a time that depends on how well conditioned J is and
 * cannot be told beforehand; where that takes more than some {@value #TRIED_NODES} nodes, and there are few enough
 * spins, they are enumerated after all.
 *
 * <p>Nothing is random. All reads of an instance are the one state found. The request's schedule must be automatic, and
 * its number of sweeps is no limit: a search ends when it is done, or by the stop rule or the listener, which are asked
 * every few hundredths of a second of every part of the work; {@code sweep} counts those times. A search that is ended
 * early returns its best state, from branch and bound with a lower bound that holds nevertheless. Given initial states
 * are the first to be compared.
 */
public record ExactSearch() implements Sampler {
    /** The most spins that are enumerated: 2^40 states take minutes. */
    public static final int MOST_SPINS = 40;

    /** The most spins of a weighted instance that are enumerated at once, in milliseconds. */
    static final int FEW_SPINS = 20;

    /** Nodes of branch and bound, less than a second of them, before an enumeration. */
    static final int TRIED_NODES = 100_000;

    @Override
    public String name() {
        return "exact";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.OBEYS_STOP_RULES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        StartStates.of(model, request);
        request.part().requireWhole(name());
        boolean isEnumerated = isEnumerated(model);
        long began = System.nanoTime();
        ExactRun run = new ExactRun(request.stop(), request.progress());
        List<List<Spins>> states = new ArrayList<>();
        List<OptionalDouble> bounds = new ArrayList<>();
        List<BranchAndBound> branched = branched(model, request, isEnumerated);
        run.run(branched, request.workers());
        List<List<ExactPart>> parts = new ArrayList<>();
        List<ExactPart> enumerated = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            BranchAndBound branch = branched.isEmpty() ? null : branched.get(instance);
            if (branch != null && (branch.isProved() || !isEnumerated)) {
                parts.add(List.of(branch));
                continue;
            }
            parts.add(parts(model, instance, ops));
            enumerated.addAll(parts.getLast());
            offer(parts.getLast(), instance, request);
            if (branch != null && branch.bestEnergy() < Double.POSITIVE_INFINITY) {
                Spins best = branch.best();
                parts.getLast().forEach(part -> part.offer(best));
            }
        }
        if (!enumerated.isEmpty()) {
            run.run(enumerated, request.workers());
        }
        for (List<ExactPart> ofInstance : parts) {
            states.add(Collections.nCopies(request.reads(), best(model, ofInstance)));
            double bound =
                    ofInstance.stream().mapToDouble(ExactPart::lowerBound).min().orElseThrow();
            bounds.add(Double.isInfinite(bound) ? OptionalDouble.empty() : OptionalDouble.of(bound));
        }
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("method", enumerated.isEmpty() ? "branch and bound" : "enumeration");
        options.put("reads", request.reads());
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("threads", request.workers().threads());
        options.put("kernel", ops.name());
        Provenance provenance = new Provenance(
                name(),
                options,
                request.seed(),
                run.sweeps(),
                0,
                run.visited(),
                (System.nanoTime() - began) * 1e-9,
                0,
                run.isCancelled());
        return SampleSet.of(model, states, bounds, provenance);
    }

    /** A search of every instance that branch and bound suits, not begun; none where it suits none. */
    private static List<BranchAndBound> branched(IsingModel model, SamplingRequest request, boolean isEnumerated) {
        List<BranchAndBound> all = new ArrayList<>();
        if (model instanceof EncodedQuadratic encoded && encoded.coupling().isConvex() && model.spins() > FEW_SPINS) {
            for (int instance = 0; instance < model.instances(); instance++) {
                all.add(new BranchAndBound(encoded, instance, isEnumerated ? TRIED_NODES : Long.MAX_VALUE));
                offer(List.of(all.getLast()), instance, request);
            }
        }
        return all;
    }

    private static List<ExactPart> parts(IsingModel model, int instance, VectorOps ops) {
        Enumeration all = new Enumeration(PlainIsing.of(model, instance), model instanceof EncodedQuadratic, ops);
        List<ExactPart> parts = new ArrayList<>();
        for (int part = 0; part < all.parts(); part++) {
            parts.add(all.part(part, new StateEnergies(model, instance)));
        }
        return parts;
    }

    private record StateEnergies(IsingModel model, int instance) implements StateEnergy {
        @Override
        public double of(long state) {
            return model.energy(instance, spins(state));
        }

        @Override
        public boolean isLess(long state, long other) {
            return model instanceof PlainIsing plain
                    && ExactEnergy.of(ModelArrays.of(plain), spins(state).toArray())
                                    .compareTo(ExactEnergy.of(
                                            ModelArrays.of(plain), spins(other).toArray()))
                            < 0;
        }

        private Spins spins(long state) {
            return Spins.ofWords(model.spins(), new long[] {state});
        }
    }

    /** Compares the given states of an instance beforehand. */
    private static void offer(List<? extends ExactPart> parts, int instance, SamplingRequest request) {
        if (request.initial() instanceof InitialState.Given given) {
            for (Spins state : given.states().subList(instance * request.reads(), (instance + 1) * request.reads())) {
                parts.forEach(part -> part.offer(state));
            }
        }
    }

    private static Spins best(IsingModel model, List<ExactPart> parts) {
        ExactPart best = parts.getFirst();
        for (ExactPart part : parts) {
            boolean isLess = part.bestEnergy() < best.bestEnergy()
                    || part.bestEnergy() == best.bestEnergy()
                            && model instanceof PlainIsing plain
                            && ExactEnergy.of(ModelArrays.of(plain), part.best().toArray())
                                            .compareTo(ExactEnergy.of(
                                                    ModelArrays.of(plain),
                                                    best.best().toArray()))
                                    < 0;
            best = isLess ? part : best;
        }
        return best.best();
    }

    private static boolean isEnumerated(IsingModel model) {
        if (model.spins() <= MOST_SPINS) {
            return true;
        }
        if (model instanceof EncodedQuadratic encoded && encoded.coupling().isConvex()) {
            return false;
        }
        throw new IllegalArgumentException(model + " has " + model.spins() + " spins; exact search takes up to "
                + MOST_SPINS + ", or weights whose J is known to be convex");
    }
}
