// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataException;
import org.spinglass.lab.run.DataChoice;
import org.spinglass.lab.run.NetworkProposal;
import org.spinglass.lab.run.RemotePlan;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunFolder;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.ShardCosts;
import org.spinglass.lab.run.TrainerRequest;
import org.spinglass.lab.run.TrainerWarmUp;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.NetworkException;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.TrainingException;

/** Makes runs ready: checks the options, reads the data, and opens the folder. */
final class TrainingStart {
    /** Stands for {@code --resume} without a folder of its own. */
    static final String IN_OUT = "";

    private final Terminal terminal;
    private final TrainOptions options;
    private final @Nullable String out;
    private final @Nullable String resume;
    private volatile @Nullable ShardCosts costs;

    /**
     * A start.
     *
     * @param out the folder to make; null for one of a name that tells what is in it
     * @param resume the folder of a run to go on with, or {@link #IN_OUT}; null for a new run
     */
    TrainingStart(Terminal terminal, TrainOptions options, @Nullable String out, @Nullable String resume) {
        this.terminal = terminal;
        this.options = options;
        this.out = out;
        this.resume = resume;
    }

    /** Does what all that is wrong with the input fails in. */
    static <T> T checked(Callable<T> preparation) throws Exception {
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
    boolean needsBackprop() throws Exception {
        if (resume != null) {
            try (RunFolder opened = RunFolder.open(folderToResume(resume))) {
                return !TrainerRequest.isAnnealing(
                        new ResumeRules(opened).continued(options).method());
            }
        }
        if (options.method() == null || TrainerRequest.isAnnealing(options.method())) {
            return false;
        }
        new AskedTraining(options).check(NetworkChoice.of(options));
        if (out != null) {
            RunFolder.requireFree(OptionValues.path("--out", out));
        }
        return true;
    }

    /** Whether the data is where the part of the program for clusters reads it. */
    boolean needsRemoteFiles() {
        if (resume == null) {
            return options.data().isRemote();
        }
        try (RunFolder opened = RunFolder.open(folderToResume(resume))) {
            return DataChoice.isRemote(opened.readRecord().configuration().data());
        }
    }

    /**
     * A new run, or one that goes on.
     *
     * @param place where it is trained; null for here
     */
    TrainingRun run(Interrupts interrupts, @Nullable Workplace place) throws Exception {
        return checked(() -> resume == null ? begun(interrupts, place) : resumed(resume, interrupts, place));
    }

    private RunPlan on(@Nullable Workplace place, RunPlan plan) {
        return place == null ? plan : RemotePlan.spread(plan, place, told -> costs = told);
    }

    /** What a step of a training in shards took on a cluster; empty of another, and before it has ended. */
    String stepCosts() {
        ShardCosts told = costs;
        return told == null ? "" : told.line();
    }

    private TrainingRun begun(Interrupts interrupts, @Nullable Workplace place) throws Exception {
        try (TrainerWarmUp warmUp = new TrainerWarmUp()) {
            Prepared prepared = prepared(interrupts, place == null ? warmUp : null);
            RunConfiguration asked = prepared.plan().configuration();
            NetworkSpec spec = prepared.network().spec();
            RunPlan plan = place == null ? prepared.plan() : prepared.plan().withShards(spec);
            return TrainingRun.begin(on(place, plan), spec, prepared.data(), folder(prepared, asked));
        }
    }

    /** The folder that was asked for, or one of a name that tells what is in it. */
    Path folder(Prepared prepared, RunConfiguration asked) {
        return out == null
                ? RunFolderName.of(asked, prepared.network().spec().name())
                : OptionValues.path("--out", out);
    }

    /** All that is needed to begin, checked. */
    record Prepared(NetworkChoice network, RunPlan plan, RunData data) {}

    Prepared prepared(Interrupts interrupts) throws Exception {
        return prepared(interrupts, null);
    }

    private Prepared prepared(Interrupts interrupts, @Nullable TrainerWarmUp warmUp) throws Exception {
        AskedTraining asked = new AskedTraining(options);
        NetworkChoice usual = NetworkChoice.of(options); // what can be wrong fails before anything is read or fetched
        DataChoice choice = options.data().choice();
        if (out != null) {
            RunFolder.requireFree(OptionValues.path("--out", out));
        }
        RunPlan plan = asked.plan(usual, null);
        if (!choice.isOwn() || options.network() != null) {
            plan.trainer().requireFits(usual.spec());
        }
        if (warmUp != null) {
            warmUp.begin(plan, usual.spec(), choice);
        }
        RunData data = new DataLoading(terminal, interrupts).load(choice, decoders(choice, plan));
        RunData own = choice.isOwn() ? data : null;
        if (options.network() != null) {
            RunPlan fitting = own == null ? plan : asked.plan(usual, own); // its numbers of samples depend on the data
            return new Prepared(usual, fitting, data);
        }
        NetworkProposal proposal = options.init() != null
                ? NetworkProposal.ofStart(data)
                : NetworkProposal.of(
                        plan.configuration().method(),
                        data,
                        options.data().samples(own, options.data().validation(own)));
        NetworkChoice network = NetworkChoice.of(options, proposal.network());
        RunPlan fitting = asked.plan(network, own).with(proposal);
        fitting.trainer().requireFits(network.spec());
        return new Prepared(network, fitting, data);
    }

    private static int decoders(DataChoice choice, RunPlan plan) {
        return choice.isOwn()
                ? Runtime.getRuntime().availableProcessors()
                : plan.configuration().threads();
    }

    private TrainingRun resumed(String in, Interrupts interrupts, @Nullable Workplace place) throws Exception {
        RunFolder opened = RunFolder.open(folderToResume(in));
        try {
            RunPlan plan = RunPlan.of(new ResumeRules(opened).continued(options), opened.readNetwork());
            RunConfiguration asked = plan.configuration();
            return TrainingRun.resume(
                    opened,
                    on(place, plan),
                    new DataLoading(terminal, interrupts).load(asked.dataChoice(), asked.threads()));
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
}
