// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.formats.Problem;
import org.spinglass.formats.ProblemFormat;
import org.spinglass.formats.ReadOptions;
import org.spinglass.formats.SampleSetFile;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.SolveRequest;
import org.spinglass.ising.solve.Solver;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.samplers.ChainBreaks;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.work.Workplace;
import org.spinglass.modelling.files.ModelFormat;
import org.spinglass.web.RunReport;
import org.spinglass.web.SearchTrace;
import org.spinglass.web.SolvedProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spinglass solve}. */
@Command(
        name = "solve",
        description = {
            "Looks for the best state of an Ising model, a QUBO or a max-cut problem, or the best answer of a model of named"
                    + " variables and rules.",
            "",
        })
final class SolveCommand extends WorkCommand {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1", description = "The problem, plain or gzip; - reads standard input.")
    private String file = "";

    @Mixin
    private SolveOptions options = new SolveOptions();

    /** When the command began, which is what its time is counted from. */
    private final long began = System.nanoTime();

    @Option(names = "--json", description = "Print the answer as one line of JSON.")
    private boolean json;

    SolveCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    List<String> footer() {
        return SolveOptions.footer();
    }

    @Override
    public Integer call() throws Exception {
        if (OptionalParts.isAsked()) {
            options.requireEffect(file);
            options.plan();
            request();
            return OptionalParts.answer(false, options.workplace().isAsked());
        }
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            return solve(interrupts);
        }
    }

    private int solve(Interrupts interrupts) throws Exception {
        options.requireEffect(file);
        ModelFormat words = options.reading().modelFormat(file);
        if (words != null) {
            return new ModelSolving(terminal, file, line(), words, options, began).solve(interrupts, json);
        }
        SamplerPlan plan = options.plan();
        SolveRequest request = request();
        options.tts();
        options.outputs().out(file);
        options.outputs().report(file);
        options.outputs().draw(file);
        ProblemFormat format = options.reading().format();
        ReadOptions how = options.reading().readOptions(terminal::error);
        int threadsHere = options.threads();
        Duration limit = request.timeLimit();
        Long end = limit == null ? null : began + limit.toNanos();
        Problem problem = ProblemLoad.await(file, () -> ProblemInput.read(file, format, how), interrupts, end, limit);
        if (problem == null) {
            terminal.error("stopped while " + file + " was being read; nothing was found");
            return interrupts.exitCode();
        }
        long ready = System.nanoTime();
        try (Workplace place = options.workplace().open("solve " + file, interrupts)) {
            long start = System.nanoTime() - ready; // that of a cluster is not of the time limit
            if (end != null) {
                request = request.withTimeLimit(Duration.ofNanos(Math.max(1, end + start - System.nanoTime())));
            }
            return search(problem, plan, request, place, place == null ? threadsHere : place.slots(), interrupts);
        }
    }

    /**
     * Searches, and tells what was found.
     *
     * @param place where reads are drawn; null for here
     * @param threads reads at the same time
     */
    private int search(
            Problem problem,
            @Nullable SamplerPlan plan,
            SolveRequest request,
            @Nullable Workplace place,
            int threads,
            Interrupts interrupts) {
        OptionalDouble tts = options.tts();
        Path out = options.outputs().out(file);
        Path page = options.outputs().report(file);
        Path drawing = options.outputs().draw(file);
        @Nullable ChainBreaks chains;
        Solution solution;
        SearchTrace trace = null;
        try (Workers workers = Workers.of(threads);
                OpenSampler sampler = open(plan, threads);
                RoundDrawing rounds = RoundDrawing.of(place, options.islands(), threads);
                SolveDisplay display = new SolveDisplay(terminal, interrupts, problem, request.timeLimit())) {
            trace = page == null ? null : new SearchTrace(display);
            SolveRequest whole = target(request, problem)
                    .withSampler(sampler == null ? null : sampler.sampler())
                    .withWorkers(workers)
                    .withDrawing(rounds.drawing())
                    .withProgress(trace == null ? display : trace);
            solution = Solver.solve(problem.model(), tts.isPresent() ? whole.withIndependentReads() : whole);
            chains = sampler == null ? null : sampler.chains();
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
        if (out != null) {
            write(problem, solution, out);
        }
        ChainDrawing drawn = page == null && drawing == null ? null : ChainDrawing.of(chains, problem.variables());
        if (page != null && trace != null) {
            write(
                    new SolvedProblem(
                            file,
                            line(),
                            problem,
                            solution,
                            trace,
                            drawn == null ? null : drawn.view(),
                            threads,
                            request.seed(),
                            ProgramVersion.current()),
                    page);
        }
        ChainDrawing.write(drawn, drawing, terminal);
        SolveReport report =
                new SolveReport(file, problem, solution, threads, request.seed(), tts, request.timeLimit() != null);
        if (json) {
            terminal.out().println(report.answer().toJson());
        } else {
            report.lines().forEach(terminal.out()::println);
            if (drawn != null && drawing != null) {
                drawn.lines().forEach(terminal.out()::println);
            }
            Stream.of(out, page, drawn == null ? null : drawing)
                    .filter(Objects::nonNull)
                    .forEach(written -> terminal.out().println("wrote " + written));
        }
        terminal.out().flush();
        if (options.sweeps().isPresent() && solution.choice().sampler() instanceof ExactSearch) {
            terminal.error("note: --sweeps was not needed, as exact search was chosen, which has none");
        }
        if (solution.ended() == Solution.End.CANCELLED) {
            terminal.error("stopped; the best so far is above");
            return interrupts.exitCode();
        }
        return ExitCode.DONE;
    }

    private static void write(Problem problem, Solution solution, Path out) {
        try {
            SampleSetFile.write(problem, solution.samples(), out);
        } catch (IOException e) {
            throw new WorkException(out + ": cannot be written: " + RecordFile.reason(e), e);
        }
    }

    private static void write(SolvedProblem solved, Path page) {
        RunReport.write(solved.html(), page);
    }

    /** The command as it was given, for a shell. */
    private String line() {
        return spec.commandLine().getParseResult().originalArgs().stream()
                .map(ShellWord::of)
                .collect(Collectors.joining(" ", "./spinglass ", ""));
    }

    private SolveRequest request() {
        SolveRequest request = SolveRequest.of(options.seed());
        Integer reads = options.readsOfSearch();
        if (reads != null) {
            request = request.withReads(reads);
        }
        if (options.sweeps().isPresent()) {
            request = request.withSweeps(options.sweeps().getAsInt());
        }
        if (options.timeLimit() != null && !options.isTimedElsewhere()) {
            request = request.withTimeLimit(options.timeLimit());
        }
        options.targetValue();
        OptionalDouble target = options.targetEnergy();
        return target.isPresent() ? request.withTargetEnergy(target.getAsDouble()) : request;
    }

    private static @Nullable OpenSampler open(@Nullable SamplerPlan plan, int threads) {
        try {
            return plan == null ? null : plan.open(threads);
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private SolveRequest target(SolveRequest request, Problem problem) {
        OptionalDouble value = options.targetValue();
        return value.isPresent() ? request.withTargetEnergy(TargetEnergy.of(problem, value.getAsDouble())) : request;
    }
}
