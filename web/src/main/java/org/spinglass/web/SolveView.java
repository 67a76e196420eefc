// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.formats.Problem;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.solve.Solution;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a page shows of a search, as the JSON object that it carries. Values are in the problem's own sense. */
final class SolveView {
    private static final int OVERLAPS = 40;
    private static final int MOST_ROWS = 100;
    private static final int MOST_POINTS = 400;

    /** Moments closer together than by this factor are shown as one. */
    private static final double APART = 1.01;

    private SolveView() {}

    static ObjectNode of(SolvedProblem solved, String title) {
        Problem problem = solved.problem();
        Solution solution = solved.solution();
        List<Sample> samples = solution.samples().samples(0);
        ReadAgreement agreement = ReadAgreement.of(problem.model(), samples);
        ObjectNode view = Tree.object();
        view.put("title", title).put("name", solved.name()).put("command", solved.command());
        view.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        view.put("version", solved.version());
        view.set("problem", ProblemView.of(problem, solution.best().spins()));
        view.set("search", search(solved));
        view.set("bound", bound(problem, solution));
        view.set("time", time(solved));
        solved.trace().longest().ifPresent(bins -> view.set("sweeps", sweeps(problem, solution, bins)));
        Histogram values = new Histogram();
        solution.readEnergies().forEach(energy -> values.add(problem.value((double) energy), 1));
        view.set("values", values.json());
        Histogram overlaps = new Histogram();
        for (int k = 0; k < samples.size(); k++) {
            overlaps.add(agreement.overlaps()[k], samples.get(k).occurrences());
        }
        view.set(
                "overlaps",
                overlaps.json(agreement.isSymmetric() ? 0 : -1, 1, OVERLAPS)
                        .put("isSymmetric", agreement.isSymmetric()));
        view.set("state", StatePicture.of(problem, solution.best().spins(), agreement.shares()));
        ChainView chains = solved.chains();
        if (chains != null) {
            view.set("chains", chains.json());
        }
        ArrayNode rows = view.putArray("rows");
        for (int k = 0; k < Math.min(MOST_ROWS, samples.size()); k++) {
            Sample sample = samples.get(k);
            rows.addArray()
                    .add(problem.value(sample.spins()))
                    .add(sample.energy())
                    .add(sample.occurrences())
                    .add(agreement.overlaps()[k]);
        }
        return view;
    }

    private static ObjectNode search(SolvedProblem solved) {
        Solution solution = solved.solution();
        ObjectNode view = Tree.object();
        view.put("value", solved.problem().value(solution.best().spins()));
        view.put("energy", solution.best().energy());
        view.put("sampler", solution.choice().sampler().name());
        view.put("reason", solution.choice().reason());
        view.put("lastSampler", solution.rounds().getLast().sampler());
        view.put("reads", solution.reads()).put("hits", solution.hits());
        view.put("states", solution.samples().samples(0).size());
        view.put("sweeps", solution.sweeps()).put("rounds", solution.rounds().size());
        view.put("seed", Long.toString(solved.seed())).put("threads", solved.threads());
        view.put("seconds", solution.seconds()).put("secondsToBest", solution.secondsToBest());
        view.put("movesPerSecond", solution.movesPerSecond());
        view.put("ended", solution.ended().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        ObjectNode options = view.putObject("options");
        for (Map.Entry<String, Object> option :
                solution.rounds().getLast().options().entrySet()) {
            options.put(option.getKey(), String.valueOf(option.getValue()));
        }
        return view;
    }

    /** What is known of the optimum: null where nothing is. */
    private static ObjectNode bound(Problem problem, Solution solution) {
        ObjectNode view = Tree.object();
        OptionalDouble bound = solution.lowerBound();
        view.put("isOptimal", solution.ended() == Solution.End.OPTIMAL);
        if (bound.isPresent()) {
            view.put("energy", bound.getAsDouble()).put("value", problem.value(bound.getAsDouble()));
            view.put("gap", solution.best().energy() - bound.getAsDouble());
        }
        return view;
    }

    /** When the search came to which value; it is not shown to be better than its best, which samplers may round. */
    private static ObjectNode time(SolvedProblem solved) {
        double best = solved.solution().best().energy();
        ObjectNode view = Tree.object();
        ArrayNode seconds = view.putArray("seconds");
        ArrayNode values = view.putArray("values");
        List<SearchTrace.Seen> seen = solved.trace().seen();
        double shown = 0;
        for (int k = 0; k < seen.size(); k++) {
            SearchTrace.Seen one = seen.get(k);
            boolean isLast = k == seen.size() - 1;
            if (one.seconds() > 0 && (isLast || one.seconds() > shown * APART) && seconds.size() < MOST_POINTS) {
                shown = one.seconds();
                seconds.add(shown);
                values.add(solved.problem().value(Math.max(best, one.energy())));
            }
        }
        if (solved.solution().seconds() > shown) {
            seconds.add(solved.solution().seconds());
            values.add(solved.problem().value(best));
        }
        return view;
    }

    private static ObjectNode sweeps(Problem problem, Solution solution, SweepBins bins) {
        double best = solution.best().energy();
        ObjectNode view = Tree.object();
        view.put("sweeps", bins.sweeps()).put("groups", bins.groups());
        view.put("hasBeta", solution.rounds().getLast().options().containsKey("betaFirst"));
        ArrayNode sweep = view.putArray("sweep");
        ArrayNode mean = view.putArray("mean");
        ArrayNode worst = view.putArray("worst");
        ArrayNode bests = view.putArray("best");
        ArrayNode beta = view.putArray("beta");
        ArrayNode acceptance = view.putArray("acceptance");
        for (int b = 0; b < bins.size(); b++) {
            if (bins.isFilled(b)) {
                sweep.add(bins.sweep(b));
                mean.add(problem.value(Math.max(best, bins.mean(b))));
                worst.add(problem.value(Math.max(best, bins.most(b))));
                bests.add(problem.value(Math.max(best, bins.least(b))));
                beta.add(Double.isFinite(bins.beta(b)) ? bins.beta(b) : 0);
                acceptance.add(bins.acceptance(b));
            }
        }
        return view;
    }
}
