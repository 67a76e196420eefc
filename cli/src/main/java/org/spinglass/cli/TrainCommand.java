// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.data.FeatureTable;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.run.RunOutcome;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.Networks;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.training.TrainingException;
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
    /** Stands for {@code --resume} without a folder of its own. */
    private static final String IN_OUT = "";

    @Mixin
    private TrainOptions options = new TrainOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's folder, new or empty. Default: runs/NETWORK-DATA-SAMPLES-seedS-TIME.")
    private @Nullable String out;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            arity = "0..1",
            fallbackValue = IN_OUT,
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
        return TrainOptions.footer();
    }

    @Override
    public Integer call() throws Exception {
        if (OptionalParts.isAsked()) {
            return OptionalParts.answer(checked(this::needsBackprop));
        }
        if (helpSettings) {
            checked(options::help).forEach(terminal.out()::println);
            terminal.out().flush();
            return ExitCode.DONE;
        }
        Integer several = OptionValues.wholeNumber("--runs", runs, 1, 10_000);
        if (several != null && several > 1) {
            if (resume != null) {
                throw new UsageException("--runs and --resume are both given; expected one of them");
            }
            try (Interrupts interrupts = Interrupts.install(terminal)) {
                return trainSeveral(several, interrupts);
            }
        }
        try (Interrupts interrupts = Interrupts.install(terminal);
                TrainingRun run = checked(() -> resume == null ? begun(interrupts) : resumed(resume, interrupts))) {
            return train(run, interrupts);
        }
    }

    /** Does what all that is wrong with the input fails in. */
    private static <T> T checked(Callable<T> preparation) throws Exception {
        try {
            return preparation.call();
        } catch (DataException e) {
            String message = Objects.requireNonNullElse(e.getMessage(), "");
            boolean isCount = message.startsWith("samples: ") || message.startsWith("validation: ");
            throw new UsageException(isCount ? "--" + message : message, e);
        } catch (NetworkException | TrainingException | LabException e) {
            if (Failures.isOfFullDisk(e)) {
                throw e;
            }
            throw new UsageException(e.getMessage(), e);
        }
    }

    /** Whether the run is by backpropagation; then all has been checked that can be without it. */
    private boolean needsBackprop() throws Exception {
        if (resume != null) {
            try (RunFolder opened = RunFolder.open(folderToResume(resume))) {
                return !TrainerRequest.isAnnealing(
                        new ResumeRules(opened).continued(options).method());
            }
        }
        if (options.method() == null || TrainerRequest.isAnnealing(options.method())) {
            return false;
        }
        options.check(NetworkChoice.of(options));
        if (out != null) {
            RunFolder.requireFree(OptionValues.path("--out", out));
        }
        return true;
    }

    private TrainingRun begun(Interrupts interrupts) throws Exception {
        Prepared prepared = prepared(interrupts);
        RunConfiguration asked = prepared.plan().configuration();
        return TrainingRun.begin(prepared.plan(), prepared.network().spec(), prepared.data(), folder(prepared, asked));
    }

    /** The folder that was asked for, or one of a name that tells what is in it. */
    private Path folder(Prepared prepared, RunConfiguration asked) {
        return out == null
                ? RunFolderName.of(asked, prepared.network().spec().name())
                : OptionValues.path("--out", out);
    }

    /** All that is needed to begin, checked. */
    private record Prepared(NetworkChoice network, RunPlan plan, RunData data) {}

    private Prepared prepared(Interrupts interrupts) throws Exception {
        NetworkChoice usual = NetworkChoice.of(options); // what can be wrong fails before anything is read or fetched
        DataChoice choice = options.data().choice();
        if (out != null) {
            RunFolder.requireFree(OptionValues.path("--out", out));
        }
        RunPlan plan = options.plan(usual, null);
        if (!choice.isOwn() || options.network() != null) {
            plan.trainer().requireFits(usual.spec());
        }
        DataLoading loading = new DataLoading(terminal, interrupts);
        if (!choice.isOwn()) {
            RunData data = loading.load(choice, plan.configuration().threads());
            return new Prepared(usual, plan, data);
        }
        RunData data = loading.load(choice, Runtime.getRuntime().availableProcessors());
        boolean isTable = data.set().training() instanceof FeatureTable;
        NetworkChoice network = isTable ? NetworkChoice.of(options, Networks.TABLE) : usual;
        RunPlan fitting = options.plan(network, data); // its numbers of samples depend on the data
        fitting.trainer().requireFits(network.spec());
        return new Prepared(network, fitting, data);
    }

    /** Trains with one seed after the other; each in a folder of its own. */
    private int trainSeveral(int several, Interrupts interrupts) throws Exception {
        Prepared prepared = checked(() -> prepared(interrupts));
        RunConfiguration asked = prepared.plan().configuration();
        Path all = folder(prepared, asked);
        SeveralRuns done = new SeveralRuns(all);
        for (int k = 0; k < several; k++) {
            RunConfiguration one = asked.withSeed(asked.seed() + k);
            Path folder = all.resolve("seed-" + one.seed());
            RunPlan plan = new RunPlan(one, prepared.plan().trainer());
            try (TrainingRun run =
                    checked(() -> TrainingRun.begin(plan, prepared.network().spec(), prepared.data(), folder))) {
                int code = train(run, interrupts, done);
                if (code != ExitCode.DONE) {
                    return code;
                }
            }
        }
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

    private TrainingRun resumed(String in, Interrupts interrupts) throws Exception {
        RunFolder opened = RunFolder.open(folderToResume(in));
        try {
            RunPlan plan = RunPlan.of(new ResumeRules(opened).continued(options));
            RunConfiguration asked = plan.configuration();
            return TrainingRun.resume(
                    opened, plan, new DataLoading(terminal, interrupts).load(asked.dataChoice(), asked.threads()));
        } catch (Exception e) {
            opened.close();
            throw e;
        }
    }

    private Path folderToResume(String in) {
        Path named = in.equals(IN_OUT) ? null : OptionValues.path("--resume", in);
        Path given = out == null ? null : OptionValues.path("--out", out);
        if (named != null && given != null && !named.equals(given)) {
            throw new UsageException(
                    "--resume is %s and --out is %s; expected one of them, or the same folder".formatted(named, given));
        }
        Path folder = named == null ? given : named;
        if (folder == null) {
            throw new UsageException("--resume needs the run's folder: --resume DIR");
        }
        return folder;
    }

    private int train(TrainingRun run, Interrupts interrupts) {
        return train(run, interrupts, null);
    }

    /** Trains, and tells what came of it, or notes it among several. */
    private int train(TrainingRun run, Interrupts interrupts, @Nullable SeveralRuns several) {
        announce(run);
        ProgressDisplay display = new ProgressDisplay(
                terminal, interrupts, run.epochsDone(), run.configuration().epochs());
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
            throw new WorkException(e.getMessage() + next, e);
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
        terminal.error(String.format(
                Locale.ROOT,
                "stopped after epoch %d of %d; ./spinglass train --resume %s goes on",
                outcome.get().summary().epochs(),
                run.configuration().epochs(),
                ShellWord.of(run.path())));
        return interrupts.exitCode();
    }

    private void announce(TrainingRun run) {
        RunConfiguration asked = run.configuration();
        String what =
                run.epochsDone() == 0 ? "training" : "resuming after epoch " + run.epochsDone() + " the training of";
        terminal.err()
                .println(String.format(
                        Locale.ROOT,
                        "%s %s, %,d weights, on %,d samples of %s; epochs %d, seed %d, threads %d",
                        what,
                        run.network().name(),
                        run.network().parameters(),
                        asked.samples(),
                        asked.data(),
                        asked.epochs(),
                        asked.seed(),
                        asked.threads()));
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
