// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Trains a network on the digits that ship with the program until it comes to a subproblem, and records how that is
 * annealed. Belongs to one thread.
 */
final class SubproblemWatch implements TrainingListener {
    private static final int SAMPLES = 800;
    private static final Duration LONGEST_TRAINING = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANNEAL = Duration.ofSeconds(15);

    private final SubproblemChoice choice;
    private final Network network;
    private final long until = System.nanoTime() + LONGEST_TRAINING.toNanos();
    private @Nullable ObjectNode recorded;

    private SubproblemWatch(SubproblemChoice choice, Network network) {
        this.choice = choice;
        this.network = network;
    }

    /**
     * The recording, as {@link AnnealRecording} has it, with {@code size}, {@code weights}, {@code bits},
     * {@code title}, {@code about}, and {@code bound} where one is known.
     *
     * @param run the folder of the run whose weights are taken; null for none
     * @throws WebException when there is no such subproblem, or it takes too long to come to it
     */
    static ObjectNode record(SubproblemChoice choice, @Nullable Path run) {
        Split digits = digits(choice.seed());
        Samples samples = digits.training();
        Shape shape = shape(samples);
        try {
            Model model = run == null ? null : Model.read(run);
            Network network = model == null
                    ? Networks.named(choice.network(), shape, samples.classes(), Networks.Options.DEFAULT)
                    : model.network();
            if (!network.input().equals(shape) || network.classes() != samples.classes()) {
                throw new WebException("the run is not of the digits that ship with the program");
            }
            choice.requireIn(network);
            return new SubproblemWatch(choice, network).train(digits, model == null ? null : model.weights());
        } catch (NetworkException e) {
            throw new WebException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Split digits(long seed) {
        DataSet set = DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent());
        return Split.draw(set, SAMPLES, 0, seed);
    }

    private static Shape shape(Samples samples) {
        return new Shape(samples.channels(), samples.height(), samples.width());
    }

    /** Those of a training on as many digits. */
    static ResponseSettings settings() {
        return ResponseSettings.forSamples(SAMPLES);
    }

    /** Networks that take the digits, with the subproblems of their layers. */
    static ArrayNode networks() {
        ArrayNode list = Tree.array();
        Samples samples = digits(0).training();
        for (Networks.BuiltIn known : Networks.all()) {
            try {
                Network network =
                        Networks.named(known.name(), shape(samples), samples.classes(), Networks.Options.DEFAULT);
                add(list.addObject().put("name", known.name()), network);
            } catch (NetworkException unfit) {
                continue; // it is for other data
            }
        }
        return list;
    }

    /** The layers of a network: what each is, its subproblems and their weights. */
    static void add(ObjectNode view, Network network) {
        ArrayNode layers = view.putArray("layers");
        for (int l = 0; l < network.weightLayers(); l++) {
            layers.addObject()
                    .put("name", network.weightLayer(l).describe())
                    .put("subproblems", SubproblemChoice.subproblems(network, l))
                    .put("weights", SubproblemChoice.weights(network, l));
        }
    }

    private ObjectNode train(Split digits, @Nullable Weights given) {
        Samples samples = digits.training();
        ResponseSettings settings = settings().withBits(choice.bits());
        int steps = settings.steps(samples.count());
        int number =
                (choice.epoch() - 1) * steps * SubproblemChoice.subproblemsOfStep(network) + choice.before(network);
        try (Workers workers = Workers.of(1)) {
            TrainingTask task = new TrainingTask(
                    network, samples, digits.validation(), choice.epoch(), 1, choice.seed(), given, null, workers);
            new ResponseTrainer(SubproblemInTraining.of(number, this::see), settings).train(task, this);
        }
        if (recorded == null) {
            throw new WebException("training did not come to that subproblem within " + LONGEST_TRAINING.toSeconds()
                    + " s; expected an earlier epoch or a smaller network");
        }
        return recorded;
    }

    private void see(EncodedQuadratic subproblem, BetaSchedule schedule, SamplingRequest request) {
        if (subproblem.weights() != SubproblemChoice.weights(network, choice.layer() - 1)
                || subproblem.instances() != 1) {
            throw new WebException("the trainer has other subproblems than this page knows of: " + subproblem);
        }
        BetaSchedule whole = schedule instanceof BetaSchedule.Part part ? part.whole() : schedule;
        InitialState initial = choice.isRandom() ? InitialState.random() : request.initial();
        AnnealRecording.Recorded read =
                new AnnealRecording(whole, choice.sweeps(), initial, request.seed(), LONGEST_ANNEAL).of(subproblem);
        ObjectNode made = read.json();
        made.put("size", subproblem.spins())
                .put("weights", subproblem.weights())
                .put("bits", subproblem.bits());
        boolean isWhole = !network.isFullyConnected(choice.layer() - 1);
        made.put(
                "title",
                "Layer " + choice.layer() + ", " + (isWhole ? "all its weights" : "neuron " + choice.neuron()));
        made.put("layer", network.weightLayer(choice.layer() - 1).describe());
        made.put("trainingSweeps", request.sweeps());
        double[] end = subproblem.values(0, read.last().toLevels(subproblem.bits()));
        LowerBound.of(subproblem, 0, end, SamplingRequest.DEFAULT_BOUND_SWEEPS)
                .ifPresent(value -> made.put("bound", value));
        recorded = made;
    }

    @Override
    public boolean stepDone(Step step) {
        return goesOn();
    }

    @Override
    public boolean goesOn() {
        return recorded == null && System.nanoTime() < until;
    }

    @Override
    public void epochDone(EpochReport report, Checkpoint checkpoint) {
        // nothing is kept
    }
}
