// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.run.ProgramVersion;
import org.spinglass.lab.samplers.ChainBreaks;
import org.spinglass.lab.samplers.ConstrainedPlan;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.work.Workplace;
import org.spinglass.modelling.AnswerListener;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;
import org.spinglass.modelling.files.ModelFormat;
import org.spinglass.modelling.files.ModelProblem;
import org.spinglass.web.AnswerTrace;
import org.spinglass.web.SolvedModel;

/** {@code spinglass solve} of a file of named variables and rules. */
final class ModelSolving {
    private final Terminal terminal;
    private final String file;
    private final String command;
    private final ModelFormat format;
    private final SolveOptions options;
    private final long began;

    /** What was found and when, and how the chains held of a quantum annealer that searched. */
    private record Searched(
            ModelSolution solution,
            AnswerTrace trace,
            @Nullable ChainBreaks chains) {}

    /**
     * A search to be.
     *
     * @param command as it was given, for a shell
     * @param began when the command did, which is what its time is counted from
     */
    ModelSolving(Terminal terminal, String file, String command, ModelFormat format, SolveOptions options, long began) {
        this.terminal = terminal;
        this.file = file;
        this.command = command;
        this.format = format;
        this.options = options;
        this.began = began;
    }

    /**
     * Reads, solves and tells; gives the exit code, which is 1 where rules are broken that nobody proved to contradict
     * each other.
     */
    int solve(Interrupts interrupts, boolean json) throws Exception {
        SamplerPlan plan = options.plan();
        int threadsHere = options.threads();
        ModelRequest request = request();
        ModelOutputs outputs = ModelOutputs.of(options.outputs(), file);
        Duration limit = request.timeLimit();
        Long end = limit == null ? null : began + limit.toNanos();
        ModelProblem problem = ProblemLoad.await(file, () -> ModelInput.read(file, format), interrupts, end, limit);
        if (problem == null) {
            terminal.error("stopped while " + file + " was being read; nothing was found");
            return interrupts.exitCode();
        }
        outputs.requireFits(problem);
        Model model = problem.model();
        Searched searched;
        int threads;
        long ready = System.nanoTime();
        try (Workplace place = options.workplace().open("solve " + file, interrupts)) {
            if (end != null) {
                long start = place == null ? 0 : System.nanoTime() - ready; // that of a cluster is not of the limit
                request = request.withTimeLimit(Duration.ofNanos(Math.max(1, end + start - System.nanoTime())));
            }
            threads = place == null ? threadsHere : place.slots();
            searched = solve(model, request.withStart(problem.start()), plan, place, threads, interrupts);
        } catch (CancellationException e) {
            terminal.error("stopped before the service had an answer; the problem is cancelled");
            return interrupts.exitCode();
        }
        ModelSolution solution = searched.solution;
        ChainDrawing drawn = outputs.hasPictures() ? ChainDrawing.of(searched.chains, 0) : null;
        List<Path> written = outputs.write(
                new SolvedModel(
                        file,
                        command,
                        problem,
                        solution,
                        searched.trace,
                        drawn == null ? null : drawn.view(),
                        threads,
                        request.seed(),
                        ProgramVersion.current()),
                drawn,
                terminal);
        if (json) {
            terminal.out()
                    .println(ModelAnswer.of(file, problem, solution, request.seed(), threads)
                            .toJson());
        } else {
            new ModelReport(file, problem, solution, request.answers(), request.distance())
                    .lines()
                    .forEach(terminal.out()::println);
            if (drawn != null && outputs.drawing() != null) {
                drawn.lines().forEach(terminal.out()::println);
            }
            written.forEach(path -> terminal.out().println("wrote " + path));
        }
        terminal.out().flush();
        if (solution.ended() == ModelSolution.End.CANCELLED) {
            terminal.error("stopped; the best so far is above");
            return interrupts.exitCode();
        }
        if (!solution.isFeasible() && solution.ended() != ModelSolution.End.INFEASIBLE) {
            terminal.error("no answer was found that breaks no rule; what is above breaks the fewest");
            return ExitCode.FAILED;
        }
        return ExitCode.DONE;
    }

    private ModelRequest request() {
        ModelRequest request = options.answers().ask(ModelRequest.of(options.seed()));
        Integer reads = options.readsOfSearch();
        if (reads != null) {
            request = request.withReads(reads);
        }
        if (options.sweeps().isPresent()) {
            request = request.withSweeps(options.sweeps().getAsInt());
        }
        OptionalDouble target = options.targetValue();
        if (target.isPresent()) {
            request = request.withTarget(target.getAsDouble());
        }
        Duration limit = options.timeLimit();
        return limit == null || options.isTimedElsewhere() ? request : request.withTimeLimit(limit);
    }

    private Searched solve(
            Model model,
            ModelRequest request,
            @Nullable SamplerPlan plan,
            @Nullable Workplace place,
            int threads,
            Interrupts interrupts) {
        if (plan instanceof ConstrainedPlan service) {
            return new Searched(
                    served(model, service, request.seed(), interrupts), new AnswerTrace(AnswerListener.NONE), null);
        }
        try (Workers workers = Workers.of(threads);
                OpenSampler sampler = plan == null ? null : plan.open(threads);
                RoundDrawing rounds = RoundDrawing.of(place, options.islands(), threads);
                ModelDisplay display = new ModelDisplay(terminal, interrupts, request.timeLimit())) {
            AnswerTrace trace = new AnswerTrace(display);
            ModelRequest whole =
                    request.withWorkers(workers).withDrawing(rounds.drawing()).withListener(trace);
            ModelSolution solution =
                    ModelSolver.solve(model, sampler == null ? whole : whole.withSampler(sampler.sampler()));
            return new Searched(solution, trace, sampler == null ? null : sampler.chains());
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }

    private ModelSolution served(Model model, ConstrainedPlan service, long seed, Interrupts interrupts) {
        try {
            return new ServedModel(model).solve(service, seed, () -> !interrupts.isRequested());
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage(), e);
        }
    }
}
