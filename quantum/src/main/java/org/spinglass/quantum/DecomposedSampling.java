// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Shuffle;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Block after block of a model that does not fit a processor; the same block of all instances and reads at the same
 * time.
 */
final class DecomposedSampling {
    private final EncodedQuadratic model;
    private final EmbeddedAnnealing chip;
    private final QuantumSettings settings;

    DecomposedSampling(EncodedQuadratic model, EmbeddedAnnealing chip, QuantumSettings settings) {
        this.model = model;
        this.chip = chip;
        this.settings = settings;
    }

    /**
     * A read of an instance on its way.
     *
     * @param matrix J of the instance
     * @param instance where the weights are, between levels until their first turn
     * @param state where they would be if the run ended now; the same as {@code instance} once all have had a turn
     */
    private record Read(float[] matrix, ConditionalInstance instance, ConditionalInstance state) {
        void move(int[] block, Spins best) {
            instance.move(matrix, block, best);
            if (state != instance) {
                state.move(matrix, block, best);
            }
        }
    }

    /** Turns that all weights have, one a block and pass. */
    int turns() {
        return count() * settings.passes();
    }

    /** One state of each instance for each read of the request. */
    List<List<Spins>> run(SamplingRequest request, RunWatch watch) {
        SplittableRandom random = new SplittableRandom(request.seed());
        int reads = request.reads();
        List<Read> all = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            float[] matrix = instance > 0 && model.coupling().isShared()
                    ? all.getFirst().matrix()
                    : model.coupling().matrix(instance);
            for (int read = 0; read < reads; read++) {
                ConditionalInstance start =
                        new ConditionalInstance(model, instance, matrix, start(request, instance, random));
                boolean isBetween = request.initial() instanceof InitialState.Present;
                all.add(new Read(matrix, start, isBetween ? start.rounded(matrix) : start));
            }
        }
        List<int[]> blocks = blocks(random);
        SplittableRandom seeds = random.split();
        try {
            boolean goesOn = watch.goesOn();
            for (int turn = 0; turn < turns() && goesOn; turn++) {
                int b = turn % blocks.size();
                String what = "block " + (b + 1) + " of " + blocks.size();
                turn(all, blocks.get(b), what, seeds.split(), watch);
                goesOn = watch.stepDone(all.stream()
                        .mapToDouble(read -> read.state().energy())
                        .min()
                        .orElseThrow());
            }
        } catch (CancellationException e) {
            // by the watch, which knows why; the states are those of the turn before
        }
        List<List<Spins>> states = new ArrayList<>();
        for (int instance = 0; instance < model.instances(); instance++) {
            states.add(all.subList(instance * reads, (instance + 1) * reads).stream()
                    .map(read -> read.state().state())
                    .toList());
        }
        return states;
    }

    private double[] start(SamplingRequest request, int instance, SplittableRandom random) {
        double[] values = new double[model.weights()];
        boolean isPresent = request.initial() instanceof InitialState.Present;
        for (int j = 0; j < values.length; j++) {
            values[j] = isPresent
                    ? model.centre(instance, j)
                    : model.value(instance, j, random.nextInt(model.topLevel() + 1));
        }
        return values;
    }

    private int count() {
        int most = Math.max(1, settings.blockSpins() / model.bits());
        return (model.weights() + most - 1) / most;
    }

    /** All weights in random order, in blocks whose sizes differ by at most one. */
    private List<int[]> blocks(SplittableRandom random) {
        int n = model.weights();
        int[] order = Shuffle.order(n, random::nextInt);
        int count = count();
        List<int[]> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            blocks.add(Arrays.copyOfRange(order, (int) ((long) n * b / count), (int) ((long) n * (b + 1) / count)));
        }
        return blocks;
    }

    private void turn(List<Read> all, int[] block, String what, SplittableRandom seeds, RunWatch watch) {
        List<PlainIsing> problems = new ArrayList<>();
        for (Read read : all) {
            problems.add(read.instance().block(read.matrix(), block));
        }
        List<List<ModelAnswer>> answers = chip.anneal(problems, what, seeds, watch::goesOn);
        for (int r = 0; r < all.size(); r++) {
            Spins best =
                    better((DenseIsing) problems.get(r), all.get(r).instance().present(block), answers.get(r));
            if (best != null) {
                all.get(r).move(block, best);
            }
        }
    }

    /** The best state of all answers; null where the present one is as good, or where all reads were discarded. */
    private static @Nullable Spins better(DenseIsing problem, @Nullable Spins present, List<ModelAnswer> answers) {
        double lowest = present == null ? Double.POSITIVE_INFINITY : problem.energy(0, present);
        Spins best = null;
        for (ModelAnswer answer : answers) {
            int row = answer.best();
            if (row >= 0 && answer.energies()[row] < lowest) {
                int from = row * answer.variables();
                lowest = answer.energies()[row];
                best = Spins.of(Arrays.copyOfRange(answer.spins(), from, from + answer.variables()));
            }
        }
        return best;
    }
}
