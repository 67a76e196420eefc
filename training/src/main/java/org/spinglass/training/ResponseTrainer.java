package org.spinglass.training;

import java.util.Map;
import org.spinglass.ising.BetaSchedule;
import org.spinglass.ising.EncodedQuadratic;
import org.spinglass.ising.InitialState;
import org.spinglass.ising.SampleSet;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SamplingRequest;
import org.spinglass.network.ForwardPass;
import org.spinglass.network.Network;
import org.spinglass.network.Responses;
import org.spinglass.network.Score;
import org.spinglass.network.Weights;

/**
 * Trains by annealing the true loss, layer by layer from the input to the output, on minibatches (method.md, 4).
 *
 * <p>With the activation pattern held fixed the network's output is linear in the weights of one layer, so the loss is
 * exactly a spin glass in them; see {@link ResponseProblem} for its energy. Each step anneals every layer once within a
 * range that shrinks over the epochs, and the weights returned are a running average over the steps.
 *
 * <p>A layer with several output sites uses the first samples of the batch only, as many as the settings say; one with a
 * single site, linear or a convolution that covers its whole input, uses them all. Cost of a step: forward passes of the
 * batch, backward passes of the samples used for each layer, and for each anneal {@code sweeps} times weights times
 * samples.
 *
 * @param sampler solves the glasses
 * @param settings the settings
 */
public record ResponseTrainer(Sampler sampler, ResponseSettings settings) implements Trainer {
    /** Sweeps spent at most on the lower bound of a glass; bounds are taken in the last step of an epoch. */
    static final int BOUND_SWEEPS = 16;

    /** Samples that are scored at once. */
    static final int SCORED = 200;

    @Override
    public String method() {
        return "response";
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
        private final Responses responses;
        private final Batches batches;
        private final double[] initialScale;
        private final TrainingLoop loop;
        private final Weights weights;

        Run(TrainingTask task, TrainingListener listener) {
            this.task = task;
            this.network = task.network();
            this.batches = new Batches(task.training(), settings.batch(), task.seed());
            this.pass = new ForwardPass(network, Math.max(SCORED, batches.largest()), task.workers());
            this.responses = new Responses(network, task.workers());
            Weights start = TrainingLoop.start(task);
            this.initialScale = new double[network.weightLayers()];
            for (int l = 0; l < initialScale.length; l++) {
                initialScale[l] = start.rms(l);
            }
            this.loop = new TrainingLoop(task, listener, pass, settings.averaging(), start);
            this.weights = loop.weights();
        }

        TrainingResult train() {
            return loop.run(batches.steps(), this::step);
        }

        /** Anneals every layer once on one batch; returns the batch's loss before, over its first samples. */
        private double step(int epoch, int step, LayerMeans[] means) {
            batches.select(epoch, step);
            int batch = batches.size();
            int[] labels = batches.labels();
            int loaded = 0;
            double loss = Double.NaN;
            for (int l = 0; l < network.weightLayers(); l++) {
                int count = samplesOf(l, batch);
                if (count > loaded) {
                    loaded = count;
                    batches.forward(pass, loaded, weights);
                } else {
                    pass.runFrom(network.layerIndex(l - 1), weights);
                }
                if (l == 0) {
                    loss = Score.of(pass.beforeLastActivation(), labels, 0, loaded, network.classes())
                            .loss();
                }
                responses.compute(l, pass, count, weights);
                anneal(l, labels, epoch, step, means[l]);
            }
            return loss;
        }

        /** A convolution that covers its whole input is a linear layer by another name and costs no more than one. */
        private int samplesOf(int l, int batch) {
            boolean hasSites = network.outputOf(l).area() > 1;
            return hasSites ? Math.min(batch, settings.convolutionSamples()) : batch;
        }

        private void anneal(int l, int[] labels, int epoch, int step, LayerMeans means) {
            double moment = epoch + (double) step / batches.steps();
            ResponseProblem.Scale scale = new ResponseProblem.Scale(
                    settings.bits(),
                    (float) (settings.range(moment) * initialScale[l]),
                    (float) settings.damping(),
                    (float) settings.decay());
            ResponseProblem problem = ResponseProblem.of(
                    network, l, pass, responses, labels, settings.neurons(), scale, weights.layer(l), task.workers());
            BetaSchedule schedule = sampler.hasTemperature()
                    ? BetaSchedule.cooling(settings.temperature() * problem.meanSquare(), settings.sweeps())
                    : BetaSchedule.automatic(settings.sweeps());
            SamplingRequest request = SamplingRequest.of(settings.sweeps(), 0)
                    .withSchedule(schedule)
                    .withInitial(InitialState.present())
                    .withBoundSweeps(step == batches.steps() - 1 ? BOUND_SWEEPS : 0)
                    .withProgress(loop.watch())
                    .withWorkers(task.workers());
            means.beginStep();
            for (int g = 0; g < problem.glasses(); g++) {
                EncodedQuadratic glass = problem.glass(g);
                SampleSet found = sampler.sample(glass, request.withSeed(Seeds.of(task.seed(), 2, epoch, step, l, g)));
                problem.accept(g, glass, found);
                means.add(found);
            }
        }
    }
}
