// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.Augmentation;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code train}, as written and as checked values; null is an option that was not given. */
final class TrainOptions {
    private static final String READS = "reads";

    @Option(
            names = "--network",
            paramLabel = "N|FILE.yaml",
            description = "A network by its name, see below, or a YAML file that describes one. Default: lenet.")
    private @Nullable String network;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--init",
            paramLabel = "RUN|FILE",
            description = "Start from the weights of another run, or of a safetensors file by the names that"
                    + " docs/networks.md tells. Default: weights drawn by the seed.")
    private @Nullable String init;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            description = "The way of training: response, the default; pseudoinverse, the paper's; difference, the"
                    + " paper's with errors sent back in place of targets; backprop, backpropagation in PyTorch,"
                    + " which is fetched when first used.")
    private @Nullable String method;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "What anneals the subproblems: sa, simulated annealing, is the default; see below.")
    private @Nullable String sampler;

    @Option(
            names = "--move",
            paramLabel = "NAME",
            description = "How sa moves: single-spin, the default, or heat-bath.")
    private @Nullable String move;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "Spins of a weight, 1 to 20. Default: 4, with difference 8, with pseudoinverse the paper's.")
    private @Nullable String bits;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Another value for a setting of the trainer, such as sweeps=8; may be repeated. With backprop"
                    + " preset=tuned, batch, loss, learningRate, schedule, weightDecay; with pseudoinverse preset=2025,"
                    + " weighting=beta, refresh=SWEEPS. --help-settings lists them all.")
    private List<String> settings = List.of();

    @Mixin
    private BudgetedQpuOption quantum = new BudgetedQpuOption();

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "Passes over the samples. Default: 20, of backprop with preset=tuned 100.")
    private @Nullable String epochs;

    @Option(
            names = "--augment",
            paramLabel = "HOW",
            description =
                    "Deform every image at random in every epoch: signs, for handwriting (moved, turned, stretched,"
                            + " sheared), photos (moved, mirrored), or by numbers, such as shift=0.1,rotation=15,flip=true."
                            + " Default: not at all.")
    private @Nullable String augment;

    @Option(
            names = "--ensemble",
            paramLabel = "R",
            description =
                    "Train R networks on the same samples, with start weights, order and anneals of their own, which"
                            + " answer together. Default: 1.")
    private @Nullable String ensemble;

    @Option(
            names = "--validate-every",
            paramLabel = "E",
            description = "Score the images left over after every E-th epoch and the last. Default: 1.")
    private @Nullable String validateEvery;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Fixes the samples drawn, the start weights and every anneal. Default: 0.")
    private @Nullable String seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to use; the result is the same for any. Default: one a processor.")
    private @Nullable String threads;

    @Option(names = "--bias", description = "Give every layer with weights a bias.")
    private boolean bias;

    @Option(
            names = "--crop",
            paramLabel = "NAME",
            description = "How spectral pools cut: centred, the default, or author, as the paper's author did.")
    private @Nullable String crop;

    /** What is trained on. */
    DataOptions data() {
        return data;
    }

    @Nullable
    String network() {
        return network;
    }

    @Nullable
    String init() {
        if (init == null) {
            return null;
        }
        Path path = OptionValues.path("--init", init).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new UsageException("--init is '" + init + "'; expected the folder of a run or a file of weights");
        }
        return path.toString();
    }

    @Nullable
    String augment() {
        try {
            return augment == null ? null : Augmentation.parse(augment).toString();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--augment: " + e.getMessage(), e);
        }
    }

    /** Networks of an ensemble; null for a single one. */
    @Nullable
    Integer ensemble() {
        Integer members = OptionValues.wholeNumber("--ensemble", ensemble, 1, RunConfiguration.MOST_MEMBERS);
        return members != null && members == 1 ? null : members;
    }

    /** Epochs from one score of the validation samples to the next; null for every epoch. */
    @Nullable
    Integer validateEvery() {
        Integer every = OptionValues.wholeNumber("--validate-every", validateEvery, 1, Integer.MAX_VALUE);
        return every != null && every == 1 ? null : every;
    }

    @Nullable
    String method() {
        return method == null ? null : OptionValues.oneOf("--method", method, TrainerRequest.METHODS, List.of());
    }

    @Nullable
    String sampler() {
        return sampler == null ? null : OptionValues.oneOf("--sampler", sampler, TrainerRequest.samplers(), List.of());
    }

    @Nullable
    String move() {
        return move == null ? null : OptionValues.oneOf("--move", move, TrainerRequest.moves(), List.of());
    }

    @Nullable
    Integer bits() {
        return OptionValues.wholeNumber("--bits", bits, 1, EncodedQuadratic.MAXIMUM_BITS);
    }

    @Nullable
    Integer epochs() {
        return OptionValues.wholeNumber("--epochs", epochs, 1, Integer.MAX_VALUE);
    }

    @Nullable
    Long seed() {
        return OptionValues.wholeNumber("--seed", seed);
    }

    @Nullable
    Integer threads() {
        return OptionValues.wholeNumber("--threads", threads, 1, Integer.MAX_VALUE);
    }

    boolean bias() {
        return bias;
    }

    @Nullable
    String crop() {
        return crop == null ? null : OptionValues.oneOf("--crop", crop, RunConfiguration.crops(), List.of());
    }

    /**
     * Settings by their names, as written; null when there are none.
     *
     * @param annealer the sampler, which tells whose reads those of {@code --reads} are; null where the method has none
     */
    @Nullable
    Map<String, String> settings(@Nullable String annealer) {
        Map<String, String> values = trainerSettings();
        boolean isQuantum = annealer != null && SamplerKind.ofTraining(annealer).isQuantum();
        (isQuantum ? quantum.valuesWithReads() : quantum.values())
                .forEach((name, value) -> values.put(SamplerKind.PREFIX + name, value));
        Integer reads = quantum.reads();
        if (!isQuantum && reads != null && values.put(READS, reads.toString()) != null) {
            throw new UsageException("--reads and --set reads are both given; expected one of them");
        }
        return values.isEmpty() ? null : values;
    }

    /** The settings of the trainer alone, by their names, as written. */
    Map<String, String> trainerSettings() {
        return SettingOption.values("--set", settings, "sweeps=8");
    }

    /** The reads that {@code --reads} asks for. */
    @Nullable
    Integer reads() {
        return quantum.reads();
    }
}
