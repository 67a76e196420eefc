// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

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

/**
 * The training that the options of {@code train} ask for.
 *
 * @param options as written
 */
record AskedTraining(TrainOptions options) {
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
        int validations = options.data().validation(own);
        TrainerRequest request = request(choice, options.data().samples(own, validations));
        TrainerPlan trainer = request.plan(choice.spec());
        Integer passes = options.epochs();
        return new RunPlan(
                        configuration(
                                choice,
                                request,
                                validations,
                                trainer.bits(),
                                passes == null ? trainer.epochs() : passes),
                        trainer)
                .withRangeOfRun(choice.spec());
    }

    /** Checks all that can be checked without the trainer, which may be in a part of the program that is not here. */
    void check(NetworkChoice choice) {
        int validations = options.data().validation(null);
        TrainerRequest request = request(choice, options.data().samples(null, validations));
        configuration(choice, request, validations, request.bits(), orElse(options.epochs(), 1));
    }

    /** All settings of the method that was asked for, for a help text. */
    List<String> help() {
        String way = orElse(options.method(), TrainerRequest.METHODS.getFirst());
        String annealer = orElse(options.sampler(), TrainerRequest.samplers().getFirst());
        boolean isAnnealing = TrainerRequest.isAnnealing(way);
        GivenSettings given = GivenSettings.ofTexts(options.trainerSettings());
        NetworkChoice network = NetworkChoice.of(options);
        int count = options.data().samples(null, options.data().validation(null));
        List<String> lines = new ArrayList<>();
        lines.add("Settings of --method %s%s (--set NAME=VALUE),\ndefaults of network %s and %s samples:"
                .formatted(way, isAnnealing ? " with --sampler " + annealer : "", network.name(), count));
        lines.addAll(SettingHelp.lines(TrainerChoice.settings(
                way, network.name(), network.spec(), count, isAnnealing ? given.with("sampler", annealer) : given)));
        if (isAnnealing) {
            lines.addAll(SamplerHelp.settings(List.of(SamplerKind.ofTraining(annealer))));
        }
        return lines;
    }

    private TrainerRequest request(NetworkChoice choice, int samples) {
        String way = orElse(options.method(), TrainerRequest.METHODS.getFirst());
        boolean isAnnealing = TrainerRequest.isAnnealing(way);
        if (!isAnnealing && (options.sampler() != null || options.move() != null || options.bits() != null)) {
            String option = options.sampler() != null ? "--sampler" : options.move() != null ? "--move" : "--bits";
            throw new UsageException(
                    option + " is for methods that anneal, not for --method " + way + "; leave it out");
        }
        String annealer = orElse(options.sampler(), TrainerRequest.samplers().getFirst());
        if (options.augment() != null && way.equals("pseudoinverse")) {
            throw new UsageException(
                    "--augment has no effect with --method pseudoinverse, which has the same samples in"
                            + " every epoch; leave it out");
        }
        if (options.reads() != null && !isAnnealing) {
            throw new UsageException("--reads is for methods that anneal, not for --method " + way + "; leave it out");
        }
        if (options.reads() != null && annealer.equals(SamplerKind.EXACT.text())) {
            throw new UsageException("--reads has no effect with --sampler exact, which has one answer; leave it out");
        }
        boolean hasMoves = TrainerRequest.hasMoves(way, annealer);
        if (isAnnealing && options.move() != null && !hasMoves) {
            throw new UsageException("--move has no effect with --sampler " + annealer + "; leave it out");
        }
        try {
            return new TrainerRequest(
                    way,
                    choice.name(),
                    samples,
                    isAnnealing ? annealer : null,
                    hasMoves ? orElse(options.move(), TrainerRequest.moves().getFirst()) : null,
                    options.bits(),
                    orElse(options.settings(isAnnealing ? annealer : null), Map.of()));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private RunConfiguration configuration(
            NetworkChoice choice, TrainerRequest request, int heldOut, @Nullable Integer bitsOfWeight, int passes) {
        DataChoice from = options.data().choice();
        if (options.validateEvery() != null && heldOut == 0) {
            throw new UsageException("--validate-every has no effect without validation samples; leave it out");
        }
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
                orElse(options.seed(), 0L),
                orElse(options.threads(), Runtime.getRuntime().availableProcessors()),
                options.bias(),
                choice.crop(),
                options.data().size(),
                from.isGrey(),
                from.label(),
                options.init(),
                options.augment(),
                options.data().deform(),
                options.ensemble(),
                options.validateEvery(),
                request.settings());
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
