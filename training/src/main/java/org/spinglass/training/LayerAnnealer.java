// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.ResponseSettings.DecayOf;

/** Anneals the layers of a training by responses, one visit after the other. Used by one thread. */
final class LayerAnnealer {
    private final Sampler sampler;
    private final ResponseSettings settings;
    private final TrainingTask task;
    private final TrainingLoop loop;
    private final int steps;
    private final Weights weights;
    private final double[] initialScale;
    private final double constantLoss;

    /** What a layer's problem is made of at the present weights. */
    @FunctionalInterface
    interface Source {
        /**
         * The problem.
         *
         * @param sweep of the anneal, before which it is made
         * @return null when the training is to end
         */
        @Nullable
        ResponseProblem problem(ResponseProblem.Scale scale, int sweep);
    }

    /**
     * For a training.
     *
     * @param start the weights of the run's beginning
     * @param steps of an epoch
     */
    LayerAnnealer(
            Sampler sampler,
            ResponseSettings settings,
            TrainingTask task,
            TrainingLoop loop,
            Weights start,
            int steps) {
        this.sampler = sampler;
        this.settings = settings;
        this.task = task;
        this.loop = loop;
        this.steps = steps;
        this.weights = loop.weights();
        this.initialScale = new double[task.network().weightLayers()];
        for (int l = 0; l < initialScale.length; l++) {
            initialScale[l] = start.rms(l);
        }
        this.constantLoss = constantLoss(task.training().classCounts());
    }

    /** The least mean square that answers which are the same for all samples come to: the share of each class. */
    private static double constantLoss(int[] classCounts) {
        double samples = Arrays.stream(classCounts).sum();
        double loss = 1;
        for (int count : classCounts) {
            loss -= (count / samples) * (count / samples);
        }
        return loss;
    }

    /**
     * Anneals a layer, and has its problem made anew as often as the settings say.
     *
     * @return whether the training goes on
     */
    boolean visit(int l, int epoch, int step, LayerMeans means, Source source) {
        int sweeps = settings.sweeps();
        Network network = task.network();
        int together =
                settings.refresh() == 0 || !ResponseTrainer.dependsOnPattern(network, l) ? sweeps : settings.refresh();
        boolean isParted = together < sweeps;
        float[] start = isParted ? weights.layer(l).clone() : weights.layer(l);
        Visit visit = new Visit(l, epoch, step, start, isParted);
        for (int done = 0; done < sweeps; done += together) {
            means.beginStep();
            if (!visit.anneal(source, done, Math.min(sweeps, done + together), means)) {
                return false;
            }
        }
        return true;
    }

    /** What a group's problem is made of at the present weights. */
    @FunctionalInterface
    interface GroupSource {
        /** The problem, with how far and how finely the weights of each layer move; null when the training is to end. */
        @Nullable
        GroupProblem problem(List<ResponseProblem.Scale> scales);
    }

    /**
     * Anneals the layers of a group as one; the energies of all of them are those of the group.
     *
     * @return whether the training goes on
     */
    boolean visit(LayerGroup group, int epoch, int step, LayerMeans[] means, GroupSource source) {
        GroupProblem problem = source.problem(
                group.layers().stream().map(l -> scale(l, epoch, step)).toList());
        if (problem == null) {
            return false;
        }
        double temperature = settings.temperature() * problem.meanSquare();
        AnnealOrder order = order(group.first(), epoch, step, 0, settings.sweeps(), temperature);
        EncodedQuadratic subproblem = problem.subproblem(0);
        SampleSet found = order.cooled(sampler)
                .sample(subproblem, order.request(0, InitialState.present(), loop.watch(), task.workers()));
        problem.accept(0, subproblem, found);
        for (int l : group.layers()) {
            means[l].beginStep();
            means[l].add(found, order.isEvaluated());
        }
        return true;
    }

    private ResponseProblem.Scale scale(int l, int epoch, int step) {
        double moment = epoch + (double) step / steps;
        return new ResponseProblem.Scale(
                settings.bits(),
                (float) (settings.range(moment) * initialScale[l]),
                (float) settings.damping(),
                (float) settings.relaxation(),
                (float) settings.decay(),
                settings.decayOf() == DecayOf.LOSS ? initialScale[l] * initialScale[l] * weights.layer(l).length : 0,
                constantLoss);
    }

    private AnnealOrder order(int l, int epoch, int step, int from, int to, double temperature) {
        boolean isLast = step == steps - 1;
        int boundSweeps = isLast && (settings.bounds() || task.isLast(epoch)) ? ResponseTrainer.BOUND_SWEEPS : 0;
        return new AnnealOrder(
                task.seed(), epoch, step, l, from, to, settings.sweeps(), temperature, boundSweeps, isLast);
    }

    /** One layer's turn in a step. */
    private final class Visit {
        private final int l;
        private final int epoch;
        private final int step;
        private final float[] start;
        private final boolean isParted;
        private double temperature;
        /**
         * The spins found, those of one instance behind the other, where the subproblems are built anew within the
         * visit.
         */
        private List<Spins> states = List.of();
        /** The same of a layer in blocks, packed. */
        private List<long[]> words = List.of();

        Visit(int l, int epoch, int step, float[] start, boolean isParted) {
            this.l = l;
            this.epoch = epoch;
            this.step = step;
            this.start = start;
            this.isParted = isParted;
        }

        /** Anneals the subproblems of the present responses from one sweep to another. */
        boolean anneal(Source source, int from, int to, LayerMeans means) {
            ResponseProblem problem = source.problem(scale(l, epoch, step), from);
            if (problem == null) {
                return false;
            }
            problem.continueFrom(from == 0 ? weights.layer(l) : start);
            temperature = from == 0 ? settings.temperature() * problem.meanSquare() : temperature;
            AnnealOrder order = order(l, epoch, step, from, to, temperature);
            return switch (problem) {
                case BlockedProblem blocked -> annealBlocks(blocked, order, means);
                case ResponseProblem.Here here -> annealHere(here, order, means);
            };
        }

        private boolean annealHere(ResponseProblem.Here problem, AnnealOrder order, LayerMeans means) {
            Sampler cooled = order.cooled(sampler);
            List<Spins> next = new ArrayList<>();
            for (int g = 0; g < problem.subproblems(); g++) {
                EncodedQuadratic subproblem = problem.subproblem(g);
                InitialState initial = order.from() == 0
                        ? InitialState.present()
                        : InitialState.given(states.subList(next.size(), next.size() + subproblem.instances()));
                SampleSet found = cooled.sample(subproblem, order.request(g, initial, loop.watch(), task.workers()));
                problem.accept(g, subproblem, found);
                means.add(found, order.isEvaluated());
                for (int instance = 0; isParted && instance < found.instances(); instance++) {
                    next.add(found.bestSpins(instance));
                }
            }
            states = next;
            return true;
        }

        private boolean annealBlocks(BlockedProblem problem, AnnealOrder order, LayerMeans means) {
            List<BlockStates> blocks = problem.anneal(order, sampler, words);
            if (blocks == null) {
                return false;
            }
            List<long[]> next = new ArrayList<>();
            for (BlockStates block : blocks) {
                problem.accept(block);
                means.add(block);
                next.addAll(block.words());
            }
            words = isParted ? next : List.of();
            return true;
        }
    }
}
