// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.run.RemotePlan;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunOutcome;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.Summary;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.layer.Networks;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.RefusedJobException;
import org.spinglass.web.RunReport;
import org.spinglass.web.WebException;

/** Trains networks that were asked for, one, or several in turn or together, and tells what goes on and came of it. */
final class TrainingRunner {
    private final Terminal terminal;
    private final Interrupts interrupts;
    private final boolean json;

    /**
     * For one command.
     *
     * @param json whether results are told as a line of JSON, in place of text
     */
    TrainingRunner(Terminal terminal, Interrupts interrupts, boolean json) {
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.json = json;
    }

    /** Trains with one seed after the other; each in a folder of its own. */
    int trainInTurn(TrainingStart start, TrainingStart.Prepared prepared, int several) throws Exception {
        RunConfiguration asked = prepared.plan().configuration();
        Path all = start.folder(prepared, asked);
        SeveralRuns done = new SeveralRuns(all);
        for (int k = 0; k < several; k++) {
            RunPlan plan = prepared.plan().withSeed(asked.seed() + k);
            Path folder = all.resolve("seed-" + plan.configuration().seed());
            try (TrainingRun run = TrainingStart.checked(
                    () -> TrainingRun.begin(plan, prepared.network().spec(), prepared.data(), folder))) {
                int code = train(run, done);
                if (code != ExitCode.DONE) {
                    return code;
                }
            }
        }
        return tell(done, all);
    }

    /** Trains with several seeds at the same time, each in a folder of its own. */
    int trainTogether(TrainingStart start, TrainingStart.Prepared prepared, int several, Workplace place)
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

    /** Trains a network, and tells what came of it. */
    int train(TrainingRun run) {
        return train(run, null);
    }

    /** Trains, and tells what came of it, or notes it among several. */
    private int train(TrainingRun run, @Nullable SeveralRuns several) {
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
