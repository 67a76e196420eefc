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
    private static final float[] NO_ACTIVATION = {};

    @Override
    public String method() {
        return "pseudoinverse";
    }

    @Override
    public Map<String, Object> options() {
        return Options.of(sampler, settings);
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
        private final float[] wanted;
        private final TrainingLoop loop;
        private final Weights weights;

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            Samples samples = task.training();
            this.pass = new ForwardPass(network, Math.max(ResponseTrainer.SCORED, samples.count()), task.workers());
            this.inverse = new InverseNetwork(
                    network,
                    new InverseOptions(settings.inverse(), settings.activation(), settings.amplification()),
                    task.workers());
            this.wanted = new float[samples.count() * network.classes()];
            for (int a = 0; a < samples.count(); a++) {
                wanted[a * network.classes() + samples.label(a)] = (float) settings.wanted();
            }
            this.loop = new TrainingLoop(task, listener, pass, 0, TrainingLoop.start(task));
            this.weights = loop.weights();
        }

        TrainingResult train() {
            return loop.run(network.weightLayers(), this::step);
        }

        private double step(int epoch, int l, LayerMeans[] means) {
            Samples samples = task.training();
            if (l == 0) {
                pass.run(samples.values(), samples.count(), weights);
                inverse.update(weights);
                inverse.propagate(wanted, pass);
            } else {
                pass.runFrom(network.layerIndex(l - 1), weights);
            }
            double loss = Score.of(pass.outputs(), samples.labels(), 0, samples.count(), network.classes())
                    .loss();
            LeakyRelu activation = activation(l);
            TargetProblem problem = new TargetProblem(
                    network,
                    l,
                    pass.inputsOf(l),
                    inverse.targets(l),
                    activation == null ? NO_ACTIVATION : pattern(l, activation),
                    activation == null ? 1 : activation.slope(),
                    samples.count(),
                    settings.bits(),
                    (float) settings.range(epoch, task.epochs()),
                    weights.layer(l));
            EncodedQuadratic glass = problem.glass(0);
            double[] betas = new double[settings.sweeps()];
            Arrays.fill(betas, settings.beta(epoch, task.epochs()));
            SampleSet found = sampler.sample(
                    glass,
                    SamplingRequest.of(settings.sweeps(), Seeds.of(task.seed(), 2, epoch, l))
                            .withSchedule(BetaSchedule.custom(betas))
                            .withInitial(InitialState.random())
                            .withBoundSweeps(ResponseTrainer.BOUND_SWEEPS)
                            .withWorkers(task.workers()));
            means[l].add(found);
            problem.accept(0, glass, found);
            return loss;
        }

        /** The activation whose output a weight layer's targets are for, or null. */
        private @org.jspecify.annotations.Nullable LeakyRelu activation(int l) {
            List<Layer> layers = network.layers();
            int before = InverseNetwork.targetPoint(network, l) - 1;
            return layers.get(before) instanceof LeakyRelu activation ? activation : null;
        }

        /** gamma of every sample and output of a weight layer. */
        private float[] pattern(int l, LeakyRelu activation) {
            float[] outputs = pass.at(network.layerIndex(l) + 1);
            float[] gamma = new float[pass.count() * network.outputOf(l).size()];
            for (int u = 0; u < gamma.length; u++) {
                gamma[u] = outputs[u] > 0 ? 1 : activation.slope();
            }
            return gamma;
        }
    }
}
