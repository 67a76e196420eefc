// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Broken;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.PenaltyRound;
import org.spinglass.modelling.files.ModelProblem;

/** What was found of a model, for people. */
final class ModelReport {
    /** Variables of another answer that a line names. */
    private static final int SHOWN = 12;

    private final String file;
    private final ModelProblem problem;
    private final Model model;
    private final ModelSolution solution;
    private final int wanted;
    private final int apart;

    /**
     * Of a file.
     *
     * @param wanted as many answers were asked for
     * @param apart in so many variables any two of them differ
     */
    ModelReport(String file, ModelProblem problem, ModelSolution solution, int wanted, int apart) {
        this.file = file;
        this.problem = problem;
        this.model = problem.model();
        this.solution = solution;
        this.wanted = wanted;
        this.apart = apart;
    }

    List<String> lines() {
        Answer best = solution.best();
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "model",
                "%s: %s, %s, to %s%s",
                file,
                counted(model.size(), "variable"),
                counted(model.constraints().size(), "rule"),
                model.isMaximised() ? "maximise" : "minimise",
                solution.spins() == 0 ? "" : "; " + counted(solution.spins(), "spin")));
        lines.add(row(
                "best",
                "objective %s%s, %s",
                number(best.objective()),
                best.cost() == best.objective() ? "" : ", " + number(best.cost()) + " with what broken rules cost",
                best.isFeasible() ? "feasible" : "INFEASIBLE: rules are broken that must hold"));
        if (solution.bound().isPresent()) {
            lines.add(row(
                    "bound",
                    "no answer is better than %s",
                    number(solution.bound().getAsDouble())));
        }
        lines.add(row(
                "rules",
                "%,d of %,d hold",
                model.constraints().size() - best.broken().size(),
                model.constraints().size()));
        for (Broken broken : best.broken()) {
            lines.add(row(
                    "broken",
                    "%s, by %s%s",
                    broken.constraint().name(),
                    number(broken.by()),
                    broken.constraint().isHard() ? "" : " (soft)"));
        }
        solution.notes().forEach(note -> lines.add(row("note", "%s", note)));
        int k = 1;
        for (PenaltyRound round : solution.rounds()) {
            lines.add(row("round " + k++, "%s", round));
        }
        lines.add(row("time", "%.3f s; %s", solution.seconds(), ended()));
        problem.words().apply(best).forEach((name, value) -> lines.add(row(name, "%s", value)));
        best.values().forEach((name, value) -> lines.add(name + " = " + value));
        if (wanted > 1) {
            addOthers(lines);
        }
        return lines;
    }

    /** The answers behind the best: what is different. */
    private void addOthers(List<String> lines) {
        List<Answer> answers = solution.answers();
        lines.add(row(
                "answers",
                "%,d of %,d asked for; any two differ in %s or more",
                answers.size(),
                wanted,
                counted(apart, "variable")));
        for (int k = 1; k < answers.size(); k++) {
            Answer answer = answers.get(k);
            List<String> different = answer.values().entrySet().stream()
                    .filter(one ->
                            !one.getValue().equals(solution.best().values().get(one.getKey())))
                    .map(one -> one.getKey() + " = " + one.getValue())
                    .toList();
            lines.add(row(
                    "answer " + (k + 1),
                    "objective %s%s; %s%s",
                    number(answer.objective()),
                    answer.cost() == answer.objective()
                            ? ""
                            : ", " + number(answer.cost()) + " with what broken rules cost",
                    different.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                    different.size() <= SHOWN
                            ? ""
                            : String.format(Locale.ROOT, " and %,d more", different.size() - SHOWN)));
        }
    }

    private static String counted(int count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }

    private String ended() {
        return switch (solution.ended()) {
            case OPTIMAL -> "proved optimal";
            case INFEASIBLE -> "proved that the rules contradict each other";
            case TARGET -> "target reached";
            case DONE -> solution.rounds().isEmpty() ? "done" : "all rounds done";
            case TIME_LIMIT -> "the time was over";
            case CANCELLED -> "stopped";
        };
    }

    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String row(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-9s ", name) + String.format(Locale.ROOT, format, values);
    }
}
