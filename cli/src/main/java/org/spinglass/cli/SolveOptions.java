// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.LabException;
import org.spinglass.modelling.files.ModelFormat;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code solve}, as written and as checked values. */
final class SolveOptions {
    private static final String TIME_LIMIT = "timeLimit";
    private static final Set<SamplerKind> ISLANDS = EnumSet.of(SamplerKind.MEMETIC, SamplerKind.MERGE);

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "auto, the default, chooses by the model and says which and why; see below.")
    private @Nullable String sampler;

    @Option(
            names = "--sweeps",
            paramLabel = "K",
            description =
                    "Sweeps of a read. Default: 1000; with a time limit more from round to round, as many as there is time"
                            + " for.")
    private @Nullable String sweeps;

    @Option(
            names = "--time-limit",
            paramLabel = "T",
            description =
                    "Go on with new reads for so long, such as 10s, 500ms or 2min, counted from the start of the command:"
                            + " reading the file is part of it.")
    private @Nullable String timeLimit;

    @Option(
            names = "--target-energy",
            paramLabel = "E",
            description = "End once a state has this energy of the Ising model, or less; no margin is allowed for.")
    private @Nullable String targetEnergy;

    @Option(
            names = "--target-value",
            paramLabel = "V",
            description =
                    "End once a state has this value in the file's own sense, such as a cut, or a better one; of a"
                            + " model of named variables once an answer that holds all rules that must has this objective, with"
                            + " what broken soft rules cost.")
    private @Nullable String targetValue;

    @Option(
            names = "--tts",
            paramLabel = "V",
            description = "Tell the time to solution: how long one thread takes to reach this value of the file's own"
                    + " sense with a probability of 99%%, with its standard error over the reads.")
    private @Nullable String tts;

    @Mixin
    private BudgetedQpuOption quantum = new BudgetedQpuOption();

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random number. Default: 0.")
    private @Nullable String seed;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Threads to use; without a limit or target the result is the same for any."
                    + " Default: one a processor.")
    private @Nullable String threads;

    @Option(
            names = "--islands",
            paramLabel = "N",
            description = "Of --sampler memetic or merge: N searches instead of one, which exchange their best states"
                    + " between rounds. Default: one; with --on and a time limit as many as the cluster has places.")
    private @Nullable String islands;

    @Mixin
    private WorkplaceOption workplace = new WorkplaceOption();

    @Mixin
    private AnswerOptions answers = new AnswerOptions();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    @Mixin
    private SolveOutputs outputs = new SolveOutputs();

    /** Refuses what would have no effect with a model of named variables and rules. */
    private void requireModelEffect() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--target-energy", targetEnergy != null);
        given.put("--tts", tts != null);
        given.putAll(reading.ofPlainProblems());
        given.forEach((option, isGiven) -> {
            if (isGiven) {
                throw new UsageException(
                        option + " has no effect with a model of named variables and rules; leave it out"
                                + (option.startsWith("--target") ? ", or take --target-value" : ""));
            }
        });
    }

    SamplerKind sampler() {
        List<String> names = SamplerKind.names(SamplerKind.solving());
        return sampler == null
                ? SamplerKind.AUTO
                : SamplerKind.solving().get(names.indexOf(OptionValues.oneOf("--sampler", sampler, names, List.of())));
    }

    @Nullable
    Integer reads() {
        return quantum.reads();
    }

    /** Reads that a search is asked for: of a quantum annealer one, of as many anneals as its settings say. */
    @Nullable
    Integer readsOfSearch() {
        return sampler().isQuantum() ? Integer.valueOf(1) : reads();
    }

    /** Searches that exchange their best states; empty for as many as there are by themselves. */
    OptionalInt islands() {
        Integer value = OptionValues.wholeNumber("--islands", islands, 1, 1024);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    OptionalInt sweeps() {
        Integer value = OptionValues.wholeNumber("--sweeps", sweeps, 1, Integer.MAX_VALUE);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    @Nullable
    Duration timeLimit() {
        return OptionValues.time("--time-limit", timeLimit);
    }

    OptionalDouble targetEnergy() {
        return OptionValues.number("--target-energy", targetEnergy);
    }

    OptionalDouble targetValue() {
        OptionalDouble value = OptionValues.number("--target-value", targetValue);
        if (value.isPresent() && targetEnergy != null) {
            throw new UsageException("--target-energy and --target-value are both given; expected one of them");
        }
        return value;
    }

    /**
     * The sampler with its settings, to be opened; null to choose by the model.
     *
     * @throws UsageException when a setting does not exist or does not fit, or the sampler has none
     */
    @Nullable
    SamplerPlan plan() {
        SamplerKind kind = sampler();
        GivenSettings given = GivenSettings.ofTexts(kind.isQuantum() ? quantum.valuesWithReads() : quantum.values());
        if (isTimedElsewhere() && timeLimit != null) {
            timeLimit();
            if (given.names().contains(TIME_LIMIT)) {
                throw new UsageException("--time-limit and --qpu timeLimit are both given; expected one of them");
            }
            given = given.with(TIME_LIMIT, timeLimit);
        }
        if (kind.settings() == null && !given.isEmpty()) {
            throw new UsageException("--qpu is for quantum annealers, not for --sampler " + kind.text()
                    + "; expected --sampler " + String.join(" or ", SamplerKind.withSettings()));
        }
        try {
            return kind == SamplerKind.AUTO ? null : kind.plan(given);
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** Whether the time limit is that of the sampler, which keeps it somewhere else, and not that of the command. */
    boolean isTimedElsewhere() {
        return sampler() == SamplerKind.DWAVE_HYBRID;
    }

    private void requireHybridEffect() {
        answers.requireNone("--sampler " + sampler().text() + ", whose service gives one");
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--reads", reads() != null);
        given.put("--target-energy", targetEnergy != null);
        given.put("--target-value", targetValue != null);
        given.put("--tts", tts != null);
        given.put("--on", workplace.isAsked());
        given.forEach((option, isGiven) -> {
            if (isGiven) {
                throw new UsageException(option + " has no effect with --sampler "
                        + sampler().text() + ", which searches in its own way for its whole time; leave it out");
            }
        });
    }

    /** Refuses what would have no effect with the sampler, or with a file of its kind. */
    void requireEffect(String file) {
        if (reading.modelFormat(file) != null) {
            requireModelEffect();
        } else {
            outputs.requireStates();
            answers.requireNone("a problem without named variables; --out FILE.json has all states found");
        }
        SamplerKind name = sampler();
        if (isTimedElsewhere()) {
            requireHybridEffect();
        }
        if (islands().isPresent() && !ISLANDS.contains(name)) {
            throw new UsageException("--islands has no effect with --sampler " + name.text()
                    + "; expected --sampler memetic or merge, or to leave it out");
        }
        if (outputs.isDrawingAsked() && name != SamplerKind.DWAVE && name != SamplerKind.EMULATOR) {
            throw new UsageException("--draw has no effect with --sampler " + name.text()
                    + ", which has no chains; leave it out, or take --sampler emulator or dwave");
        }
        workplace.requireNo("--threads", threads);
        if (workplace.isAsked() && name.isQuantum()) {
            throw new UsageException("--on has no effect with --sampler " + name.text()
                    + ", which anneals on a quantum annealer; leave it out");
        }
        if (sweeps().isPresent() && !name.hasSweeps()) {
            throw new UsageException("--sweeps has no effect with --sampler " + name.text()
                    + (name.isQuantum() ? ", whose anneals take --qpu time=T and --reads R" : "") + "; leave it out");
        }
        if (threads != null && name.hasOneThread() && threads() > 1) {
            throw new UsageException("--threads is '" + threads + "', but --sampler " + name.text()
                    + " works on one thread; expected 1, or to leave it out");
        }
        if (tts().isPresent() && name == SamplerKind.EXACT) {
            throw new UsageException("--tts is of reads that may fail, and --sampler exact has none that can;"
                    + " expected another sampler, such as sa or tabu");
        }
    }

    OptionalDouble tts() {
        return OptionValues.number("--tts", tts);
    }

    long seed() {
        Long value = OptionValues.wholeNumber("--seed", seed);
        return value == null ? 0 : value;
    }

    /** How the file is to be read. */
    ReadingOptions reading() {
        return reading;
    }

    /** How many answers to a model. */
    AnswerOptions answers() {
        return answers;
    }

    /** What is to be written. */
    SolveOutputs outputs() {
        return outputs;
    }

    /** Where the work is done. */
    WorkplaceOption workplace() {
        return workplace;
    }

    int threads() {
        Integer value = OptionValues.wholeNumber("--threads", threads, 1, 1024);
        if (value == null) {
            return sampler().hasOneThread() ? 1 : Runtime.getRuntime().availableProcessors();
        }
        return value;
    }

    /** The names of samplers and formats, for the help. */
    static List<String> footer() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Samplers:");
        lines.addAll(SamplerHelp.samplers(SamplerKind.solving()));
        lines.addAll(SamplerHelp.settings(SamplerKind.solving()));
        lines.add("Formats:");
        for (ProblemFormat known : ProblemFormat.values()) {
            lines.add("  %-11s %s".formatted(known.formatName(), known.description()));
        }
        lines.add("Formats of models of named variables and rules:");
        for (ModelFormat known : ModelFormat.values()) {
            lines.add("  %-11s %s".formatted(known.formatName(), known.description()));
        }
        return lines;
    }
}
