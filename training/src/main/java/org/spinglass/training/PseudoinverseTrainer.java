// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spinglass.data.Samples;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.forward.Score;
import org.spinglass.network.forward.Sensitivity;
import org.spinglass.network.inverse.ActivationInverse;
import org.spinglass.network.inverse.InverseNetwork;
import org.spinglass.network.layer.Layer;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Weights;

/**
 * The paper's trainer (its section 4; docs/method.md, 2 and 3). Each epoch the wanted outputs go backwards through the
 * (pseudo)inverse network and become the targets of every layer; then, from the input on, each layer's subproblems are
 * built from the present forward pass of all samples and annealed from random spins. Range and temperature shrink
 * geometrically over the epochs. Each layer is a step. Where the settings ask for it, distances to the targets are
 * weighted as (26)-(29) say, and the subproblems are built anew within a layer's visit, by the pattern of the weights
 * so far; spins and the encoding of the weights then go on as they are.
 *
 * <p>Cost of an epoch: forward passes of all samples, the inverses, and the matrices J of all layers: one each, or with
 * activation one for each output (21); as often as they are built within a visit.
 *
 * @param sampler solves the subproblems
 * @param settings the settings
 */
public record PseudoinverseTrainer(Sampler sampler, PseudoinverseSettings settings) implements Trainer {
    @Override
    public String method() {
        return "pseudoinverse";
    }

    @Override
    public Map<String, Object> options() {
        return TrainerOptions.of(sampler.name(), settings);
    }

    @Override
    public TrainingResult train(TrainingTask task, TrainingListener listener) {
        return new Run(task, listener).train();
    }

    private final class Run {
        private final TrainingTask task;
        private final Network network;
        private final ForwardPass pass;
        private final InverseNetwork inverse;
        private final Sensitivity sensitivity;
        /** Whether samples of one class have targets of their own. */
        private final boolean dependsOnSample;

        /** A row for each sample or, where targets depend on the class alone, for each class. */
        private final float[] wanted;

        private final TargetBuffers buffers = new TargetBuffers();
        private final TrainingLoop loop;
        private final Weights weights;
        /** Whether the pass holds the training samples with the present weights. */
        private boolean isPassed;

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            Samples samples = task.training();
            this.pass = new ForwardPass(network, samples.count(), task.workers());
            this.inverse = new InverseNetwork(network, settings.inverseOptions(), task.workers());
            this.sensitivity = new Sensitivity(network, task.workers());
            this.dependsOnSample = settings.activation() == ActivationInverse.PATTERN;
            int classes = network.classes();
            this.wanted = new float[(dependsOnSample ? samples.count() : classes) * classes];
            for (int row = 0; row < wanted.length / classes; row++) {
                wanted[row * classes + (dependsOnSample ? samples.label(row) : row)] = (float) settings.wanted();
            }
            ForwardPass scoring = new ForwardPass(network, ResponseTrainer.SCORED, task.workers());
            this.loop = new TrainingLoop(task, listener, scoring, 0, task.startWeights());
            this.weights = loop.weights();
        }

        TrainingResult train() {
            return loop.run(network.weightLayers(), this::step, this::trainingScore);
        }

        /** The score of the present weights, from the pass that the epoch's steps have left. */
        private Score trainingScore() {
            pass.runFrom(network.layerIndex(network.weightLayers() - 1), weights);
            isPassed = true;
            return score();
        }

        private Score score() {
            Samples samples = task.training();
            return Score.of(pass.outputs(), samples.labels(), 0, samples.count(), network.classes());
        }

        private double step(int epoch, int l, LayerMeans[] means) {
            if (l == 0) {
                if (!isPassed) {
                    pass.run(task.training()::copy, 0, task.training().count(), weights);
                }
                inverse.update(weights);
                if (dependsOnSample) {
                    inverse.propagate(wanted, pass);
                } else {
                    inverse.propagate(wanted, network.classes());
                }
            } else {
                pass.runFrom(network.layerIndex(l - 1), weights);
            }
            double loss = score().loss();
            if (network.weightLayer(l).frozen()) {
                return loss;
            }
            float[] start = weights.layer(l).clone();
            int sweeps = settings.sweeps(epoch);
            int together = settings.refresh() == 0 || !dependsOnPattern(l) ? sweeps : settings.refresh();
            List<Spins> states = List.of();
            for (int done = 0; done < sweeps; done += together) {
                if (done > 0) {
                    pass.runFrom(network.layerIndex(l), weights);
                }
                means[l].beginStep();
                states = anneal(epoch, l, start, states, done, Math.min(together, sweeps - done), means[l]);
            }
            return loss;
        }

        /**
         * Anneals the subproblems of a layer as they are by the present pattern, and writes the weights.
         *
         * @param start weights that the layer had at the start of the visit, which ranges are around
         * @param states spins to start from, those of one instance behind the other; random ones when empty
         * @param done sweeps of this visit so far
         * @return the spins found
         */
        private List<Spins> anneal(
                int epoch, int l, float[] start, List<Spins> states, int done, int sweeps, LayerMeans means) {
            float[] moved = start.clone();
            int columns = network.columns(l);
            TargetProblem problem = new TargetProblem(
                    network,
                    l,
                    layerSamples(l),
                    settings.bits(),
                    (float) settings.range(epoch, task.epochs()),
                    moved,
                    buffers);
            double[] betas = new double[sweeps];
            int sites = network.outputOf(l).area();
            Arrays.fill(betas, settings.beta(epoch, task.epochs(), sites));
            Sampler tempered = sampler.withSchedule(BetaSchedule.custom(betas));
            SamplingRequest request = SamplingRequest.of(sweeps, 0)
                    .withBoundSweeps(ResponseTrainer.BOUND_SWEEPS)
                    .withProgress(loop.watch())
                    .withWorkers(task.workers());
            List<Spins> found = new ArrayList<>();
            for (int g = 0; g < problem.subproblems(); g++) {
                EncodedQuadratic subproblem = problem.subproblem(g);
                InitialState initial = states.isEmpty()
                        ? InitialState.random()
                        : InitialState.given(states.subList(found.size(), found.size() + subproblem.instances()));
                SampleSet set =
                        tempered.sample(subproblem, request.withInitial(initial).withSeed(seed(epoch, l, g, done)));
                means.add(set, true);
                problem.accept(g, subproblem, set);
                for (int instance = 0; instance < set.instances(); instance++) {
                    int row = found.size();
                    boolean stays = problem.isFlat(row) && !states.isEmpty();
                    found.add(stays ? states.get(row) : set.best(instance).spins());
                    if (!stays) {
                        System.arraycopy(moved, row * columns, weights.layer(l), row * columns, columns);
                    }
                }
            }
            return found;
        }

        private long seed(int epoch, int l, int subproblem, int done) {
            if (done > 0) {
                return Seeds.of(task.seed(), 3, epoch, l, subproblem, done);
            }
            return subproblem == 0
                    ? Seeds.of(task.seed(), 2, epoch, l)
                    : Seeds.of(task.seed(), 2, epoch, l, subproblem);
        }

        /**
         * Whether a layer's subproblems depend on the pattern of activations, and so on the layer's present weights.
         */
        private boolean dependsOnPattern(int l) {
            return activation(l) != null || isWeighted(l);
        }

        /** Whether distances to a layer's targets are weighted, and not all by 1. */
        private boolean isWeighted(int l) {
            return settings.weighting() == PseudoinverseSettings.Weighting.BETA
                    && !Sensitivity.isOne(network, InverseNetwork.targetPoint(network, l));
        }

        private LayerSamples layerSamples(int l) {
            LayerSamples samples = LayerSamples.of(pass.count(), pass.inputsOf(l), inverse.targets(l));
            if (!dependsOnSample) {
                samples = samples.withRows(task.training().labels());
            }
            LeakyRelu activation = activation(l);
            if (activation != null) {
                float[] before = pass.at(network.layerIndex(l) + 1);
                samples = samples.withActivation(before, activation.slope(), settings.gammaOfZero());
            }
            return isWeighted(l)
                    ? samples.withBetas(sensitivity.at(InverseNetwork.targetPoint(network, l), pass, weights))
                    : samples;
        }

        /** The activation whose output a weight layer's targets are for, or null. */
        private @org.jspecify.annotations.Nullable LeakyRelu activation(int l) {
            List<Layer> layers = network.layers();
            int before = InverseNetwork.targetPoint(network, l) - 1;
            return layers.get(before) instanceof LeakyRelu activation ? activation : null;
        }
    }
}
