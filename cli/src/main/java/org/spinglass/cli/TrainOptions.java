// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainerChoice;
import org.spinglass.lab.run.TrainerPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.network.layer.Networks;
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
        int validations = data.validation(own);
        TrainerRequest request = request(choice, data.samples(own, validations));
        TrainerPlan trainer = request.plan();
        Integer passes = epochs();
        return new RunPlan(
                configuration(choice, request, validations, trainer.bits(), passes == null ? trainer.epochs() : passes),
                trainer);
    }

    /** Checks all that can be checked without the trainer, which may be in a part of the program that is not here. */
    void check(NetworkChoice choice) {
        int validations = data.validation(null);
        TrainerRequest request = request(choice, data.samples(null, validations));
        configuration(choice, request, validations, request.bits(), orElse(epochs(), 1));
    }

    /** All settings of the method that was asked for, for a help text. */
    List<String> help() {
        String way = orElse(method(), TrainerRequest.METHODS.getFirst());
        String annealer = orElse(sampler(), TrainerRequest.samplers().getFirst());
        boolean isAnnealing = TrainerRequest.isAnnealing(way);
        GivenSettings given = GivenSettings.ofTexts(SettingOption.values("--set", settings, "sweeps=8"));
        String name = orElse(network, Networks.DEFAULT);
        int count = data.samples(null, data.validation(null));
        List<String> lines = new ArrayList<>();
        lines.add("Settings of --method %s%s (--set NAME=VALUE),\ndefaults of network %s and %s samples:"
                .formatted(way, isAnnealing ? " with --sampler " + annealer : "", name, count));
        lines.addAll(SettingHelp.lines(
                TrainerChoice.settings(way, name, count, isAnnealing ? given.with("sampler", annealer) : given)));
        if (isAnnealing) {
            lines.addAll(SamplerHelp.settings(List.of(SamplerKind.ofTraining(annealer))));
        }
        return lines;
    }

    private TrainerRequest request(NetworkChoice choice, int samples) {
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
                    samples,
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
        DataChoice from = data.choice();
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
                data.size(),
                from.isGrey(),
                from.label(),
                init(),
                request.settings());
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
