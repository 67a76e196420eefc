// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.network.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.network.NetworkException;
import org.spinglass.network.forward.ForwardPass;
import org.spinglass.network.internal.Checks;
import org.spinglass.network.internal.WholeFile;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.io.WeightsFile;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;

/**
 * A trained network with all that is needed to use it: its weights, the names of its classes, what images or features it
 * takes, and how sure its answers are.
 *
 * <p>A model may be an ensemble: several networks of one architecture, whose outputs are averaged. Where they disagree the
 * mean is undecided, and the confidence lower.
 *
 * <p>A model's folder, such as that of a run, holds {@code model.json} ({@link ModelCard}), {@code network.yaml} ({@link
 * NetworkYaml}) and {@code weights.safetensors} ({@link WeightsFile}); an ensemble's other networks are in {@code
 * members/2.safetensors} and so on. Only numbers are taken here, the pixels of images or
 * the features of a table's rows; where they come from is left to the caller.
 *
 * <p>Classifying costs a forward pass, on the thread that calls. Safe for several threads at once, each of which works on
 * arrays of its own that are kept for the next call. The weights must not be changed while others classify.
 */
public final class Model {
    private static final String CARD = "model.json";
    private static final String NETWORK = "network.yaml";
    private static final String WEIGHTS = "weights.safetensors";
    private static final String MEMBERS = "members";

    /** Samples that go through the network at a time. */
    private static final int BATCH = 25;

    /** The calling thread alone. */
    private static final Workers WORKERS = Workers.of(1);

    private final List<Weights> members;
    private final ModelCard card;
    private final Preparation preparation;
    private final ConcurrentLinkedQueue<ForwardPass> passes = new ConcurrentLinkedQueue<>();

    /**
     * A model of weights and what is known of them.
     *
     * @param weights the weights, not copied
     * @param card the rest
     * @throws NetworkException when the card has another number of channels, features or classes than the network
     */
    public Model(Weights weights, ModelCard card) {
        this(List.of(weights), card);
    }

    /**
     * An ensemble, whose outputs are the mean of its networks'.
     *
     * @param members weights of networks of one architecture, at least one; not copied
     * @param card the rest
     * @throws NetworkException when there is none, or the card has another number of channels, features or classes than the
     *     network
     */
    public Model(List<Weights> members, ModelCard card) {
        Checks.atLeastOne("members", members.size());
        this.members = List.copyOf(members);
        this.card = card;
        this.preparation = new Preparation(card, members.getFirst().network());
    }

    /**
     * Reads a model from its folder.
     *
     * @throws NetworkException when a file is missing, damaged, or does not fit the others; the message names it
     */
    public static Model read(Path folder) {
        Path file = folder.resolve(CARD);
        CardFile.Content content = CardFile.read(file);
        ModelCard card = content.card();
        CardFile.Size size = content.network();
        Path architecture = folder.resolve(NETWORK);
        try {
            Shape input = new Shape(card.input().channels(), size.height(), size.width());
            Network network =
                    NetworkYaml.read(architecture).on(input, card.classes().size());
            List<Weights> members = new ArrayList<>();
            for (int member = 1; member <= content.count(); member++) {
                members.add(WeightsFile.read(weights(folder, member), network));
            }
            return new Model(members, card);
        } catch (NetworkException e) {
            throw e.getMessage().startsWith(folder.toString())
                    ? e
                    : new NetworkException(file + ", " + architecture + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the model's files into a folder, each of them whole or not at all, {@code model.json} last.
     *
     * @param folder a folder, made when it is not there
     * @throws NetworkException naming the file when one cannot be written, or a weight is not finite
     */
    public void write(Path folder) {
        try {
            Files.createDirectories(members.size() == 1 ? folder : folder.resolve(MEMBERS));
        } catch (IOException e) {
            throw new NetworkException(folder + ": the folder cannot be made: " + e.getMessage(), e);
        }
        for (int member = 1; member <= members.size(); member++) {
            WeightsFile.write(weights(folder, member), members.get(member - 1));
        }
        String yaml = NetworkYaml.write(network().spec());
        WholeFile.write(folder.resolve(NETWORK), yaml.getBytes(StandardCharsets.UTF_8));
        Shape input = network().input();
        CardFile.write(folder.resolve(CARD), card, new CardFile.Size(input.height(), input.width()), members.size());
    }

    private static Path weights(Path folder, int member) {
        return member == 1 ? folder.resolve(WEIGHTS) : folder.resolve(MEMBERS).resolve(member + ".safetensors");
    }

    /**
     * The same model with a {@link Calibration} by images that it was not trained with.
     *
     * @param inputs images or rows as the network takes them, already resized or scaled, one after the other
     * @param labels the right class of each
     * @throws NetworkException when there is no image, inputs and labels do not fit each other or the network, or an output is
     *     not finite
     */
    public Model calibrated(float[] inputs, int[] labels) {
        preparation.requireLength(
                inputs.length, labels.length, network().input().size());
        float[] outputs = pass(inputs, labels.length);
        return new Model(
                members,
                card.withCalibration(Calibration.fit(outputs, labels, network().classes())));
    }

    /**
     * Classifies an image of the size that the model was trained with, or a row of a table.
     *
     * @param values what {@link ModelCard#input} says: {@code channels x height x width} pixels from 0 to 1, or a number for
     *     each feature, in their order and in their own units
     * @return all classes, from the likeliest on
     * @throws NetworkException when there are more or fewer values, or one is out of its range
     */
    public List<Prediction> classify(float[] values) {
        return predictions(outputs(values, 1), 0);
    }

    /**
     * Classifies an image of any size. It is resized to that of the images the model was trained with first, as by {@code
     * interpolate(mode="bilinear", antialias=True)} of PyTorch; its proportions are not kept.
     *
     * @param pixels the image, {@code channels x height x width} values from 0 to 1
     * @param height its rows, at least 1
     * @param width its columns, at least 1
     * @return all classes, from the likeliest on
     * @throws NetworkException when the model takes no images, there are more or fewer values, or one is not from 0 to 1
     */
    public List<Prediction> classify(float[] pixels, int height, int width) {
        return classify(preparation.resized(pixels, height, width));
    }

    /**
     * The network's outputs for images of the size that the model was trained with, or for rows of a table.
     *
     * @param values what {@link ModelCard#input} says, one image or row after the other
     * @param count number of images or rows, at least 1
     * @return {@code count x classes}, row-major
     * @throws NetworkException when the values do not fit the count, or one is out of its range
     */
    public float[] outputs(float[] values, int count) {
        Checks.atLeastOne("count", count);
        return pass(preparation.apply(values, count), count);
    }

    /**
     * The network's outputs for images that are resized for it already, or rows that are scaled.
     *
     * @param inputs images or rows as the network takes them, one after the other
     * @param count number of images or rows, at least 1
     * @return {@code count x classes}, row-major
     * @throws NetworkException when the values do not fit the count
     */
    public float[] outputsOfInputs(float[] inputs, int count) {
        Checks.atLeastOne("count", count);
        preparation.requireLength(inputs.length, count, network().input().size());
        return pass(inputs, count);
    }

    private float[] pass(float[] inputs, int count) {
        int classes = network().classes();
        float[] outputs = new float[Checks.size("outputs", (double) count * classes)];
        ForwardPass free = passes.poll();
        ForwardPass pass = free == null ? new ForwardPass(network(), BATCH, WORKERS) : free;
        for (int first = 0; first < count; first += BATCH) {
            int samples = Math.min(BATCH, count - first);
            for (Weights weights : members) {
                pass.run(inputs, first, samples, weights);
                for (int i = 0; i < samples * classes; i++) {
                    outputs[first * classes + i] += pass.outputs()[i] / members.size();
                }
            }
        }
        passes.add(pass);
        return outputs;
    }

    /**
     * What outputs say: all classes, from the likeliest on, the first of equal ones first.
     *
     * @param outputs outputs of images, such as {@link #outputs}
     * @param image number of the image among them
     * @throws NetworkException when there is no such image
     */
    public List<Prediction> predictions(float[] outputs, int image) {
        int classes = network().classes();
        Checks.index("image", image, outputs.length / classes);
        Calibration calibration = card.calibration();
        double[] confidences =
                calibration == null ? new double[0] : calibration.confidences(outputs, image * classes, classes);
        List<Prediction> predictions = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            OptionalDouble confidence =
                    calibration == null ? OptionalDouble.empty() : OptionalDouble.of(confidences[k]);
            predictions.add(new Prediction(k, card.classes().get(k), outputs[image * classes + k], confidence));
        }
        predictions.sort(Comparator.comparingDouble(Prediction::score).reversed());
        return List.copyOf(predictions);
    }

    /** The network. */
    public Network network() {
        return members.getFirst().network();
    }

    /** The weights, of an ensemble those of its first network; not a copy. */
    public Weights weights() {
        return members.getFirst();
    }

    /** The weights of all networks, one but for an ensemble; not copies. */
    public List<Weights> members() {
        return members;
    }

    /** From images to what the network takes, or null where that is the same, and of features. */
    @Nullable
    BilinearResize resize() {
        return preparation.resize();
    }

    /** What is known besides. */
    public ModelCard card() {
        return card;
    }
}
