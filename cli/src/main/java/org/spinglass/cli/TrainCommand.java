// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RemotePlan;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunOutcome;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.Summary;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.layer.Networks;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.RefusedJobException;
import org.spinglass.web.RunReport;
import org.spinglass.web.WebException;
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
                    return place == null
                            ? trainSeveral(start, prepared, several, interrupts)
                            : trainTogether(start, prepared, several, place, interrupts);
                }
            }
        }
        try (Interrupts interrupts = Interrupts.install(terminal);
                Workplace place = workplace.open("train", interrupts);
                TrainingRun run = start.run(interrupts, place)) {
            int code = train(run, interrupts);
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

    /** Trains with one seed after the other; each in a folder of its own. */
    private int trainSeveral(TrainingStart start, TrainingStart.Prepared prepared, int several, Interrupts interrupts)
            throws Exception {
        RunConfiguration asked = prepared.plan().configuration();
        Path all = start.folder(prepared, asked);
        SeveralRuns done = new SeveralRuns(all);
        for (int k = 0; k < several; k++) {
            RunPlan plan = prepared.plan().withSeed(asked.seed() + k);
            Path folder = all.resolve("seed-" + plan.configuration().seed());
            try (TrainingRun run = TrainingStart.checked(
                    () -> TrainingRun.begin(plan, prepared.network().spec(), prepared.data(), folder))) {
                int code = train(run, interrupts, done);
                if (code != ExitCode.DONE) {
                    return code;
                }
            }
        }
        return tell(done, all);
    }

    /** Trains with several seeds at the same time, each in a folder of its own. */
    private int trainTogether(
            TrainingStart start, TrainingStart.Prepared prepared, int several, Workplace place, Interrupts interrupts)
            throws Exception {
        RunConfiguration asked = prepared.plan().configuration();
        Path all = start.folder(prepared, asked);
        try (RunsTogether together = new RunsTogether(terminal, interrupts, several, asked.epochs())) {
            SeveralRuns done = new SeveralRuns(all);
            List<RunsTogether.Run> runs = together.train(place.slots(), asked.seed(), seed -> {
                RunPlan plan = RemotePlan.of(prepared.plan().withSeed(seed), place);
                return TrainingRun.begin(plan, prepared.network().spec(), prepared.data(), all.resolve("seed-" + seed));
            });
            for (RunsTogether.Run run : runs) {
                report(run.folder());
                done.add(run.folder(), run.summary());
            }
            if (interrupts.isRequested()) {
                terminal.error(together.stopped(runs));
                return interrupts.exitCode();
            }
            return tell(done, all);
        }
    }

    /** Tells what came of several runs. */
    private int tell(SeveralRuns done, Path all) {
        Path page = done.writePage();
        if (json) {
            terminal.out().println(done.toJson());
            terminal.err().println(all);
            terminal.err().flush();
        } else {
            done.lines().forEach(terminal.out()::println);
            terminal.out().println("wrote " + page);
            terminal.out().println(all);
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private int train(TrainingRun run, Interrupts interrupts) {
        return train(run, interrupts, null);
    }

    /** Trains, and tells what came of it, or notes it among several. */
    private int train(TrainingRun run, Interrupts interrupts, @Nullable SeveralRuns several) {
        announce(run);
        ProgressDisplay display = new ProgressDisplay(
                terminal,
                interrupts,
                run.epochsDone(),
                run.configuration().epochs(),
                run.configuration().members());
        Optional<RunOutcome> outcome;
        try {
            outcome = run.train(display);
        } catch (ProcessorException e) {
            display.end();
            int done = run.epochsKept();
            String next = done == 0
                    ? "; no epoch was done, so nothing is kept"
                    : "; %s done, and ./spinglass train --resume %s goes on"
                            .formatted(done == 1 ? "1 epoch is" : done + " epochs are", ShellWord.of(run.path()));
            throw e instanceof RefusedJobException
                    ? new UsageException(e.getMessage() + next, e)
                    : new WorkException(e.getMessage() + next, e);
        } finally {
            display.end();
        }
        if (outcome.isEmpty()) {
            terminal.error("stopped before the first epoch was done; nothing is kept");
            return ExitCode.FAILED;
        }
        Path page = report(run.path());
        if (several == null) {
            print(run, outcome.get(), page);
        } else {
            several.add(run.path(), outcome.get().summary());
        }
        if (!outcome.get().summary().isInterrupted()) {
            return ExitCode.DONE;
        }
        Summary.Ensemble ensemble = outcome.get().summary().ensemble();
        String where = ensemble != null
                        && outcome.get().summary().epochs()
                                == run.configuration().epochs()
                ? String.format(Locale.ROOT, "network %d of %d", ensemble.members(), ensemble.plannedMembers())
                : String.format(
                        Locale.ROOT,
                        "epoch %d of %d",
                        outcome.get().summary().epochs(),
                        run.configuration().epochs());
        terminal.error(
                "stopped after " + where + "; ./spinglass train --resume " + ShellWord.of(run.path()) + " goes on");
        return interrupts.exitCode();
    }

    private void announce(TrainingRun run) {
        RunConfiguration asked = run.configuration();
        String what =
                run.epochsDone() == 0 ? "training" : "resuming after epoch " + run.epochsDone() + " the training of";
        terminal.err()
                .println(String.format(
                        Locale.ROOT,
                        "%s %s%s, %,d weights, on %,d samples %s %s; epochs %d, seed %d, threads %d",
                        what,
                        asked.members() == 1 ? "" : "an ensemble of " + asked.members() + " ",
                        run.network().name(),
                        run.network().parameters(),
                        asked.samples(),
                        asked.deform() == null ? "of" : "made of",
                        asked.data(),
                        asked.epochs(),
                        asked.seed(),
                        asked.threads()));
        String why = run.reasons().get("network");
        if (why != null && !run.network().name().equals(Networks.DEFAULT)) {
            terminal.err().println("network " + run.network().name() + ", as none was named: " + why);
        }
        terminal.err().flush();
    }

    /** The run's page; null where it cannot be written, of which the run is none the worse. */
    private @Nullable Path report(Path folder) {
        try {
            return RunReport.write(folder);
        } catch (WebException e) {
            terminal.error("the run's page cannot be written: " + e.getMessage());
            return null;
        }
    }

    private void print(TrainingRun run, RunOutcome outcome, @Nullable Path page) {
        if (json) {
            terminal.out().println(outcome.summary().toJson());
            terminal.err().println(run.path());
            terminal.err().flush();
        } else {
            TrainReport.lines(outcome).forEach(terminal.out()::println);
            if (page != null) {
                terminal.out().println("wrote " + page);
            }
            terminal.out().println(run.path());
        }
        terminal.out().flush();
    }
}
