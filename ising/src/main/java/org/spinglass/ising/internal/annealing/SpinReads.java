// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.annealing;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * The reads of a sampler that walks on plain spins: every read of every instance is its own walk, and they are spread
 * over the request's threads. Instances of an encoded model are expanded into spins when their reads' turn comes.
 */
public final class SpinReads {
    private final IsingModel model;
    private final SamplingRequest request;
    private final VectorOps ops;
    private final StartStates starts;
    private final List<WeakReference<@Nullable PlainIsing>> expanded;

    /** What one read does. */
    @FunctionalInterface
    public interface Walk {
        /** The walk from a state of an instance; draws its random numbers from the given stream alone. */
        ReadGroup from(PlainIsing instance, LocalFields start, RandomStream random);
    }

    /** What several reads of the same instance do side by side. */
    @FunctionalInterface
    public interface WideWalk {
        /** The walk from a state of each read; draws its random numbers from the given seed alone. */
        ReadGroup from(List<byte[]> starts, long seed);
    }

    public SpinReads(IsingModel model, SamplingRequest request, VectorOps ops) {
        this.model = model;
        this.request = request;
        this.ops = ops;
        this.expanded = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            expanded.add(new WeakReference<>(null));
        }
        this.starts = StartStates.of(model, request);
    }

    /**
     * Runs all reads.
     *
     * @param own the sampler's own options, for the record
     */
    public SampleSet run(String sampler, Map<String, Object> own, Walk walk) {
        long[] seeds = seeds();
        List<Supplier<ReadGroup>> groups = new ArrayList<>();
        for (int number = 0; number < seeds.length; number++) {
            int c = number;
            groups.add(() -> {
                RandomStream random = new RandomStream(seeds[c], ops);
                PlainIsing instance = expanded(c / request.reads());
                return walk.from(instance, ModelFields.of(instance, starts.state(c, random), ops), random);
            });
        }
        return run(sampler, own, groups);
    }

    /**
     * Runs all reads of a model of one instance, several side by side.
     *
     * @param width most reads of a walk
     * @param own the sampler's own options, for the record
     */
    public SampleSet runSideBySide(String sampler, int width, Map<String, Object> own, WideWalk walk) {
        long[] seeds = seeds();
        List<Supplier<ReadGroup>> groups = new ArrayList<>();
        for (int first = 0; first < seeds.length; first += width) {
            int from = first;
            int to = Math.min(seeds.length, first + width);
            groups.add(() -> {
                List<byte[]> states = new ArrayList<>();
                long seed = 0;
                for (int c = from; c < to; c++) {
                    RandomStream random = new RandomStream(seeds[c], ops);
                    states.add(starts.state(c, random));
                    seed = c == from ? random.nextLong() : seed;
                }
                return walk.from(states, seed);
            });
        }
        return run(sampler, own, groups);
    }

    private long[] seeds() {
        return ReadGroups.seeds(request.seed(), Math.multiplyExact(model.instances(), request.reads()));
    }

    private SampleSet run(String sampler, Map<String, Object> own, List<Supplier<ReadGroup>> groups) {
        int perInstance = groups.size() / model.instances();
        long began = System.nanoTime();
        Anneal.Result result = new Anneal(model, request.sweeps(), request.stop(), request.progress())
                .run(
                        request.part().of(model, groups),
                        (number, group, read) -> number / perInstance,
                        request.workers());
        double seconds = (System.nanoTime() - began) * 1e-9;
        List<List<Spins>> states = byInstance(model, result.states());
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        Map<String, Object> options = new LinkedHashMap<>(own);
        options.put("reads", request.reads());
        options.put("sweeps", request.sweeps());
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", ops.name());
        Provenance provenance = new Provenance(
                sampler,
                options,
                request.seed(),
                result.sweeps(),
                result.tried() == 0 ? 0 : (double) result.accepted() / result.tried(),
                result.tried(),
                seconds,
                (System.nanoTime() - boundBegan) * 1e-9,
                result.isCancelled());
        return SampleSet.of(model, states, bounds, provenance);
    }

    /** The states of all reads, instance after instance, each of as many reads. */
    public static List<List<Spins>> byInstance(IsingModel model, List<Spins> states) {
        int reads = states.size() / model.instances();
        List<List<Spins>> byInstance = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            byInstance.add(states.subList(instance * reads, (instance + 1) * reads));
        }
        return byInstance;
    }

    /** Whether the energy stays the same when all spins are turned. */
    public static boolean isSymmetric(PlainIsing instance) {
        for (int i = 0; i < instance.spins(); i++) {
            if (instance.field(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** An instance as spins; reads that run at the same time share it, and it goes when none does. */
    private PlainIsing expanded(int instance) {
        synchronized (expanded) {
            PlainIsing known = expanded.get(instance).get();
            if (known == null) {
                known = PlainIsing.of(model, instance);
                expanded.set(instance, new WeakReference<>(known));
            }
            return known;
        }
    }
}
