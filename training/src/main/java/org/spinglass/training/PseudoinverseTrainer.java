package org.spinglass.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.spinglass.data.Samples;
import org.spinglass.ising.BetaSchedule;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.InitialState;
import org.spinglass.ising.SampleSet;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.network.ActivationInverse;
import org.spinglass.network.ForwardPass;
import org.spinglass.network.InverseNetwork;
import org.spinglass.network.InverseOptions;
import org.spinglass.network.Layer;
import org.spinglass.network.LeakyRelu;
import org.spinglass.network.Network;
import org.spinglass.network.Score;
import org.spinglass.network.Weights;

/**
 * The paper's trainer (its section 4; method.md, 2 and 3). Each epoch the wanted outputs go backwards through the
 * (pseudo)inverse network and become the targets of every layer; then, from the input on, each layer's glasses are built
 * from the present forward pass of all samples and annealed from random spins. Range and temperature shrink
 * geometrically over the epochs. Each layer is a step.
 *
 * <p>Cost of an epoch: forward passes of all samples, the inverses, and the matrices J of all layers: one each, or with
 * activation one for each output (21).
 *
 * @param sampler solves the glasses
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
            this.inverse = new InverseNetwork(
                    network,
                    new InverseOptions(settings.inverse(), settings.activation(), settings.amplification()),
                    task.workers());
            this.dependsOnSample = settings.activation() == ActivationInverse.PATTERN;
            int classes = network.classes();
            this.wanted = new float[(dependsOnSample ? samples.count() : classes) * classes];
            for (int row = 0; row < wanted.length / classes; row++) {
                wanted[row * classes + (dependsOnSample ? samples.label(row) : row)] = (float) settings.wanted();
            }
            ForwardPass scoring = new ForwardPass(network, ResponseTrainer.SCORED, task.workers());
            this.loop = new TrainingLoop(task, listener, scoring, 0, TrainingLoop.start(task));
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
                    pass.run(task.training().values(), task.training().count(), weights);
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
            TargetProblem problem = new TargetProblem(
                    network,
                    l,
                    layerSamples(l),
                    settings.bits(),
                    (float) settings.range(epoch, task.epochs()),
                    weights.layer(l),
                    buffers);
            double[] betas = new double[settings.sweeps()];
            Arrays.fill(betas, settings.beta(epoch, task.epochs()));
            SamplingRequest request = SamplingRequest.of(settings.sweeps(), 0)
                    .withSchedule(
                            sampler.hasTemperature()
                                    ? BetaSchedule.custom(betas)
                                    : BetaSchedule.automatic(settings.sweeps()))
                    .withInitial(InitialState.random())
                    .withBoundSweeps(ResponseTrainer.BOUND_SWEEPS)
                    .withProgress(loop.watch())
                    .withWorkers(task.workers());
            for (int g = 0; g < problem.glasses(); g++) {
                EncodedQuadratic glass = problem.glass(g);
                long seed = g == 0 ? Seeds.of(task.seed(), 2, epoch, l) : Seeds.of(task.seed(), 2, epoch, l, g);
                SampleSet found = sampler.sample(glass, request.withSeed(seed));
                means[l].add(found);
                problem.accept(g, glass, found);
            }
            return loss;
        }

        private LayerSamples layerSamples(int l) {
            LayerSamples samples = LayerSamples.of(pass.count(), pass.inputsOf(l), inverse.targets(l));
            if (!dependsOnSample) {
                samples = samples.withRows(task.training().labels());
            }
            LeakyRelu activation = activation(l);
            return activation == null
                    ? samples
                    : samples.withActivation(pass.at(network.layerIndex(l) + 1), activation.slope());
        }

        /** The activation whose output a weight layer's targets are for, or null. */
        private @org.jspecify.annotations.Nullable LeakyRelu activation(int l) {
            List<Layer> layers = network.layers();
            int before = InverseNetwork.targetPoint(network, l) - 1;
            return layers.get(before) instanceof LeakyRelu activation ? activation : null;
        }
    }
}
