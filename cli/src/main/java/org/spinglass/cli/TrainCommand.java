// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.work.Workplace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spinglass train}. */
@Command(
        name = "train",
        description = {
            "Trains a network by annealing its layers as spin glasses, and records the run in a folder.",
            "Without options: LeNet on 1,000 digits that ship with the program.",
            ""
        },
        footerHeading = "%nNetworks:%n")
final class TrainCommand extends WorkCommand {
    @Mixin
    private TrainOptions options = new TrainOptions();

    @Mixin
    private WorkplaceOption workplace = new WorkplaceOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's folder, new or empty. Default: runs/NETWORK-DATA-SAMPLES-seedS-TIME.")
    private @Nullable String out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = TrainingStart.IN_OUT,
            description = "Go on with the run in DIR, or in that of --out, as it was begun;"
                    + " only --epochs (upwards), --threads and --data-dir may differ.")
    private @Nullable String resume;

    @Option(
            names = "--json",
            description =
                    "Print the summary as one line of JSON and nothing else; the folder is named on standard error.")
    private boolean json;

    @Option(
            names = "--help-settings",
            description = "Show all settings of the method and the sampler that were asked for, with what they mean,"
                    + " their ranges and their defaults; train nothing.")
    private boolean helpSettings;

    @Option(
            names = "--explain",
            description = "Tell what training would cost and why, layer by layer: samples, weights, spins, the form"
                    + " chosen beside its alternatives, and seconds an epoch by rates measured now; train nothing.")
    private boolean explain;

    @Option(
            names = "--runs",
            paramLabel = "R",
            description =
                    "Train R times, with this seed and those after it, each in a folder of its own, and tell mean and"
                            + " spread. Default: 1.")
    private @Nullable String runs;

    TrainCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    List<String> footer() {
        return AskedTraining.footer();
    }

    @Override
    public Integer call() throws Exception {
        TrainingStart start = new TrainingStart(terminal, options, out, resume);
        if (OptionalParts.isAsked()) {
            return OptionalParts.answer(
                    !explain && TrainingStart.checked(start::needsBackprop),
                    !explain && workplace.isAsked() || start.needsRemoteFiles());
        }
        requireFits();
        if (helpSettings) {
            TrainingStart.checked(new AskedTraining(options)::help).forEach(terminal.out()::println);
            terminal.out().flush();
            return ExitCode.DONE;
        }
        Integer several = OptionValues.wholeNumber("--runs", runs, 1, 10_000);
        if (explain) {
            TrainExplanation.require(options.method());
            for (Map.Entry<String, @Nullable String> other : givenBesides().entrySet()) {
                if (other.getValue() != null) {
                    throw new UsageException(
                            "--explain and " + other.getKey() + " are both given; expected one of them");
                }
            }
            try (Interrupts interrupts = Interrupts.install(terminal)) {
                return explain(TrainingStart.checked(() -> start.prepared(interrupts)));
            }
        }
        if (several != null && several > 1) {
            if (resume != null) {
                throw new UsageException("--runs and --resume are both given; expected one of them");
            }
            try (Interrupts interrupts = Interrupts.install(terminal)) {
                // where the data is read by the cluster's settings, it is there before
                TrainingStart.Prepared known =
                        start.needsRemoteFiles() ? null : TrainingStart.checked(() -> start.prepared(interrupts));
                try (Workplace place = workplace.open("train", interrupts)) {
                    TrainingStart.Prepared prepared =
                            known != null ? known : TrainingStart.checked(() -> start.prepared(interrupts));
                    TrainingRunner runner = new TrainingRunner(terminal, interrupts, json);
                    return place == null
                            ? runner.trainInTurn(start, prepared, several)
                            : runner.trainTogether(start, prepared, several, place);
                }
            }
        }
        try (Interrupts interrupts = Interrupts.install(terminal);
                Workplace place = workplace.open("train", interrupts);
                TrainingRun run = start.run(interrupts, place)) {
            int code = new TrainingRunner(terminal, interrupts, json).train(run);
            String costs = start.stepCosts();
            if (!costs.isEmpty()) {
                terminal.err().println(costs);
                terminal.err().flush();
            }
            return code;
        }
    }

    /** Refuses a cluster beside what does not go there. */
    private void requireFits() {
        workplace.requireNo(
                "--threads",
                options.threads() == null ? null : options.threads().toString());
        if (!workplace.isAsked()) {
            return;
        }
        String sampler = options.sampler();
        if (options.method() != null && !TrainerRequest.isAnnealing(options.method())) {
            throw new UsageException("--on and --method " + options.method()
                    + " are both given; expected one of them, as" + " PyTorch is on this machine alone");
        }
        if (sampler != null && SamplerKind.names(SamplerKind.quantum()).contains(sampler)) {
            throw new UsageException("--on and --sampler " + sampler
                    + " are both given; expected one of them, as a quantum annealer has one user and one budget");
        }
    }

    /** Options of a training that does take place. */
    private Map<String, @Nullable String> givenBesides() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("--resume", resume);
        given.put("--runs", runs);
        given.put("--out", out);
        return given;
    }

    private int explain(TrainingStart.Prepared prepared) throws Exception {
        TrainExplanation explanation = TrainingStart.checked(() -> TrainExplanation.of(prepared, workplace.isAsked()));
        if (json) {
            terminal.out().println(explanation.toJson());
        } else {
            explanation.lines().forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }
}
