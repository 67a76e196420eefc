// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.data.ImageSize;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainerChoice;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.network.layer.Networks;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code train}, as written and as checked values; null is an option that was not given. */
final class TrainOptions {
    private static final String READS = "reads";
    private static final int SAMPLES = 1000;
    private static final int VALIDATION = 2000;

    @Option(
            names = "--network",
            paramLabel = "N|FILE.yaml",
            description = "A network by its name, see below, or a YAML file that describes one. Default: lenet.")
    private @Nullable String network;

    @Option(
            names = "--data",
            paramLabel = "NAME|PATH",
            description =
                    "digits (ships with the program), mnist, fashion-mnist or cifar-10 (downloaded once); or the path"
                            + " of your own: a folder of class-named folders of pictures, a CSV table, a NumPy archive."
                            + " Default: digits, with --data-dir mnist.")
    private @Nullable String data;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Read the data from local copies of the publisher's files, in DIR or in folders such as"
                    + " DIR/MNIST/raw; sets made like MNIST, such as EMNIST, too.")
    private @Nullable String dataDir;

    @Option(
            names = "--size",
            paramLabel = "N|HxW",
            description = "Rows and columns that images are brought to: 64, or 48x64. Default: 32.")
    private @Nullable String size;

    @Option(names = "--grey", description = "Turn colours to grey.")
    private boolean grey;

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column of a table that holds the classes, by its name or number. Default: found.")
    private @Nullable String label;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Samples to train on. Default: 1000, of your own data all that are not held out.")
    private @Nullable String samples;

    @Option(
            names = "--validation",
            paramLabel = "N",
            description =
                    "Held-out samples to report accuracy on after every epoch. Default: 2000, of your own data a fifth.")
    private @Nullable String validation;

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
            description = "What anneals the glasses: sa, simulated annealing, is the default; see below.")
    private @Nullable String sampler;

    @Option(
            names = "--move",
            paramLabel = "NAME",
            description = "How sa moves: single-spin, the default, or heat-bath.")
    private @Nullable String move;

    @Option(
            names = "--bits",
            paramLabel = "N",
            description = "Spins of a weight, 1 to 16. Default: 8, with pseudoinverse the paper's.")
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

    @Nullable
    String network() {
        return network;
    }

    @Nullable
    String data() {
        return data == null ? null : DataName.of(data);
    }

    /** What is to be trained on, and how it is read. */
    DataChoice dataChoice() {
        String name = orElse(data(), dataDir == null ? DataStore.DEFAULT_NAME : "mnist");
        DataChoice choice = new DataChoice(name, dataDir(), orElse(imageSize(), ImageSize.STANDARD), grey, label);
        if (choice.isOwn() && dataDir != null) {
            throw new UsageException("--data is the path " + data + " and --data-dir is given; expected one of them");
        }
        if (label != null && !choice.isOwn()) {
            throw new UsageException("--label is for tables of your own, not for --data " + name + "; leave it out");
        }
        return choice;
    }

    @Nullable
    ImageSize imageSize() {
        try {
            return size == null ? null : ImageSize.parse(size);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--" + e.getMessage(), e);
        }
    }

    /** Null where it was not given. */
    @Nullable
    String sizeText() {
        ImageSize given = imageSize();
        return given == null ? null : given.toString();
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

    boolean grey() {
        return grey;
    }

    @Nullable
    String label() {
        return label;
    }

    @Nullable
    String dataDir() {
        return dataDir == null
                ? null
                : OptionValues.path("--data-dir", dataDir)
                        .toAbsolutePath()
                        .normalize()
                        .toString();
    }

    @Nullable
    Integer samples() {
        return OptionValues.wholeNumber("--samples", samples, 1, Integer.MAX_VALUE);
    }

    @Nullable
    Integer validation() {
        return OptionValues.wholeNumber("--validation", validation, 0, Integer.MAX_VALUE);
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
        return OptionValues.wholeNumber("--bits", bits, 1, 16);
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
        Map<String, String> values = SettingOption.values("--set", settings, "sweeps=8");
        boolean isQuantum = annealer != null && SamplerKind.ofTraining(annealer).isQuantum();
        (isQuantum ? quantum.valuesWithReads() : quantum.values())
                .forEach((name, value) -> values.put(SamplerKind.PREFIX + name, value));
        Integer reads = quantum.reads();
        if (!isQuantum && reads != null && values.put(READS, reads.toString()) != null) {
            throw new UsageException("--reads and --set reads are both given; expected one of them");
        }
        return values.isEmpty() ? null : values;
    }

    /** The networks, the samplers and the settings of annealers, for the help. */
    static List<String> footer() {
        List<String> lines = new ArrayList<>();
        Networks.all().forEach(network -> lines.add("  %-24s %s".formatted(network.name(), network.description())));
        lines.add("Samplers:");
        lines.addAll(SamplerHelp.samplers(SamplerKind.training()));
        lines.add("Settings (--set and --qpu NAME=VALUE): --help-settings, beside --method,\n--network and --sampler,"
                + " lists them with meanings, ranges and defaults.");
        return lines;
    }

    /**
     * What these ask for, with defaults for what was not given and all settings bound.
     *
     * @param own one's own data, which the numbers of samples depend on; null of a published set
     */
    RunPlan plan(NetworkChoice choice, @Nullable RunData own) {
        int heldOut = own == null ? VALIDATION : orElse(samples(), 0) > 0 ? heldOutBeside(own) : own.usualValidation();
        int validations = orElse(validation(), heldOut);
        TrainerRequest request = request(choice, own == null ? SAMPLES : own.usualSamples(validations));
        TrainerPlan trainer = request.plan();
        Integer passes = epochs();
        return new RunPlan(
                configuration(choice, request, validations, trainer.bits(), passes == null ? trainer.epochs() : passes),
                trainer);
    }

    /** A fifth, or what the samples that were asked for leave. */
    private int heldOutBeside(RunData own) {
        if (own.set().validation() != null) {
            return own.usualValidation();
        }
        int left = own.set().training().count() - orElse(samples(), 0);
        return Math.max(0, Math.min(own.usualValidation(), left));
    }

    /** Checks all that can be checked without the trainer, which may be in a part of the program that is not here. */
    void check(NetworkChoice choice) {
        TrainerRequest request = request(choice, SAMPLES);
        configuration(choice, request, orElse(validation(), VALIDATION), request.bits(), orElse(epochs(), 1));
    }

    /** All settings of the method that was asked for, for a help text. */
    List<String> help() {
        String way = orElse(method(), TrainerRequest.METHODS.getFirst());
        String annealer = orElse(sampler(), TrainerRequest.samplers().getFirst());
        boolean isAnnealing = TrainerRequest.isAnnealing(way);
        GivenSettings given = GivenSettings.ofTexts(SettingOption.values("--set", settings, "sweeps=8"));
        String name = orElse(network, Networks.DEFAULT);
        int count = orElse(samples(), SAMPLES);
        List<String> lines = new ArrayList<>();
        lines.add("Settings of --method %s%s (--set NAME=VALUE),\ndefaults of network %s and %s samples:"
                .formatted(way, isAnnealing ? " with --sampler " + annealer : "", name, count));
        lines.addAll(TrainerChoice.help(way, name, count, isAnnealing ? given.with("sampler", annealer) : given));
        if (isAnnealing) {
            lines.addAll(SamplerHelp.settings(List.of(SamplerKind.ofTraining(annealer))));
        }
        return lines;
    }

    private TrainerRequest request(NetworkChoice choice, int usualSamples) {
        String way = orElse(method(), TrainerRequest.METHODS.getFirst());
        boolean isAnnealing = TrainerRequest.isAnnealing(way);
        if (!isAnnealing && (sampler != null || move != null || bits != null)) {
            String option = sampler != null ? "--sampler" : move != null ? "--move" : "--bits";
            throw new UsageException(
                    option + " is for methods that anneal, not for --method " + way + "; leave it out");
        }
        String annealer = orElse(sampler(), TrainerRequest.samplers().getFirst());
        if (quantum.reads() != null && !isAnnealing) {
            throw new UsageException("--reads is for methods that anneal, not for --method " + way + "; leave it out");
        }
        if (quantum.reads() != null && annealer.equals(SamplerKind.EXACT.text())) {
            throw new UsageException("--reads has no effect with --sampler exact, which has one answer; leave it out");
        }
        boolean hasMoves = TrainerRequest.hasMoves(way, annealer);
        if (isAnnealing && move != null && !hasMoves) {
            throw new UsageException("--move has no effect with --sampler " + annealer + "; leave it out");
        }
        try {
            return new TrainerRequest(
                    way,
                    choice.name(),
                    orElse(samples(), usualSamples),
                    isAnnealing ? annealer : null,
                    hasMoves ? orElse(move(), TrainerRequest.moves().getFirst()) : null,
                    bits(),
                    orElse(settings(isAnnealing ? annealer : null), Map.of()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private RunConfiguration configuration(
            NetworkChoice choice, TrainerRequest request, int heldOut, @Nullable Integer bitsOfWeight, int passes) {
        DataChoice from = dataChoice();
        return new RunConfiguration(
                choice.name(),
                from.data(),
                from.dataDir(),
                request.samples(),
                heldOut,
                request.method(),
                request.sampler(),
                request.move(),
                bitsOfWeight,
                passes,
                orElse(seed(), 0L),
                orElse(threads(), Runtime.getRuntime().availableProcessors()),
                bias,
                choice.crop(),
                sizeText(),
                grey,
                label,
                init(),
                request.settings());
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
