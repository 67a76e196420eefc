// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.BitUse;
import org.spinglass.modelling.Constraint;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.PenaltyRound;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Variable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a page shows of the search of a model, as the JSON object that it carries. Values are in the model's own sense. */
final class AnswerView {
    private static final int MOST_RULES = 500;
    private static final int MOST_VALUES = 1000;

    /** Rules whose weights have a curve each; of more there are curves of the least, the middle and the largest. */
    private static final int MOST_CURVES = 6;

    private static final int MOST_TEXT = 300;

    private AnswerView() {}

    static ObjectNode of(SolvedModel solved, String title) {
        ObjectNode view = Tree.object();
        view.put("title", title).put("name", solved.name()).put("command", solved.command());
        view.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        view.put("version", solved.version());
        view.set("problem", problem(solved.problem().model()));
        view.set("search", search(solved));
        ObjectNode meaning = view.putObject("meaning");
        solved.problem().words().apply(solved.solution().best()).forEach(meaning::put);
        view.set("time", time(solved));
        view.set("rounds", rounds(solved.solution().rounds()));
        view.set("weights", weights(solved.problem().model(), solved.solution().rounds()));
        view.set("rules", rules(solved));
        view.set("values", values(solved));
        ArrayNode notes = view.putArray("notes");
        solved.solution().notes().forEach(notes::add);
        ArrayNode bits = view.putArray("bits");
        for (BitUse use : solved.solution().bits()) {
            bits.addArray().add(use.use()).add(use.count()).add(use.bits());
        }
        ChainView chains = solved.chains();
        if (chains != null) {
            view.set("chains", chains.json());
        }
        return view;
    }

    private static ObjectNode problem(Model model) {
        long hard = model.constraints().stream().filter(Constraint::isHard).count();
        ObjectNode view = Tree.object();
        view.put("variables", model.size()).put("isMaximised", model.isMaximised());
        return view.put("hard", hard).put("soft", model.constraints().size() - hard);
    }

    private static ObjectNode search(SolvedModel solved) {
        ModelSolution solution = solved.solution();
        Answer best = solution.best();
        List<AnswerTrace.Seen> seen = solved.trace().seen();
        ObjectNode view = Tree.object();
        view.put("objective", best.objective()).put("cost", best.cost());
        view.put("isFeasible", best.isFeasible()).put("broken", best.broken().size());
        view.put("spins", solution.spins()).put("seconds", solution.seconds());
        view.put("ended", solution.ended().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        view.put("seed", Long.toString(solved.seed())).put("threads", solved.threads());
        if (solution.bound().isPresent()) {
            view.put("bound", solution.bound().getAsDouble());
        }
        if (!seen.isEmpty()) {
            view.put("secondsToFirst", seen.getFirst().seconds());
            view.put("secondsToBest", seen.getLast().seconds());
        }
        return view;
    }

    private static ObjectNode time(SolvedModel solved) {
        ObjectNode view = Tree.object();
        ArrayNode seconds = view.putArray("seconds");
        ArrayNode values = view.putArray("values");
        for (AnswerTrace.Seen seen : solved.trace().seen()) {
            seconds.add(seen.seconds());
            values.add(seen.cost());
        }
        if (!seconds.isEmpty()
                && solved.solution().seconds() > seconds.get(seconds.size() - 1).asDouble()) {
            seconds.add(solved.solution().seconds());
            values.add(values.get(values.size() - 1).asDouble());
        }
        return view;
    }

    private static ArrayNode rounds(List<PenaltyRound> rounds) {
        ArrayNode rows = Tree.array();
        for (PenaltyRound round : rounds) {
            ArrayNode row = rows.addArray();
            row.add(round.part()).add(round.sampler()).add(round.energy()).add(round.states());
            row.add(round.feasible());
            addOrNull(row, round.bestCost());
            row.add(round.seconds());
        }
        return rows;
    }

    private static void addOrNull(ArrayNode row, OptionalDouble value) {
        if (value.isPresent()) {
            row.add(value.getAsDouble());
        } else {
            row.addNull();
        }
    }

    /** Curves of what rules that must hold weigh from round to round: of each rule, or of all together. */
    private static ArrayNode weights(Model model, List<PenaltyRound> rounds) {
        List<Constraint> constraints = model.constraints();
        List<Integer> weighed = new ArrayList<>();
        for (int r = 0; r < constraints.size(); r++) {
            int rule = r;
            if (constraints.get(r).isHard()
                    && rounds.stream().anyMatch(round -> round.weights().get(rule) > 0)) {
                weighed.add(r);
            }
        }
        ArrayNode curves = Tree.array();
        if (weighed.size() <= MOST_CURVES) {
            for (int rule : weighed) {
                ArrayNode curve = curve(curves, constraints.get(rule).name());
                rounds.forEach(
                        round -> addOrNull(curve, positive(round.weights().get(rule))));
            }
            return curves;
        }
        String[] names = {"least", "middle", "largest"};
        for (int k = 0; k < names.length; k++) {
            double place = k / (names.length - 1.0);
            ArrayNode curve = curve(curves, names[k]);
            for (PenaltyRound round : rounds) {
                double[] all = weighed.stream()
                        .mapToDouble(rule -> round.weights().get(rule))
                        .filter(weight -> weight > 0)
                        .sorted()
                        .toArray();
                addOrNull(
                        curve,
                        all.length == 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(all[(int) Math.round(place * (all.length - 1))]));
            }
        }
        return curves;
    }

    private static ArrayNode curve(ArrayNode curves, String name) {
        return curves.addObject().put("name", name).putArray("weights");
    }

    private static OptionalDouble positive(double weight) {
        return weight > 0 ? OptionalDouble.of(weight) : OptionalDouble.empty();
    }

    /** The rules, those that are broken first. */
    private static ArrayNode rules(SolvedModel solved) {
        Answer best = solved.solution().best();
        List<Constraint> order = new ArrayList<>();
        best.broken().stream()
                .sorted(Comparator.comparing(one -> !one.constraint().isHard()))
                .forEach(one -> order.add(one.constraint()));
        solved.problem().model().constraints().stream()
                .filter(one -> best.brokenBy(one) == 0)
                .limit(MOST_RULES)
                .forEach(order::add);
        ArrayNode rows = Tree.array();
        for (Constraint constraint : order.subList(0, Math.min(MOST_RULES, order.size()))) {
            Rule rule = constraint.rule();
            ArrayNode row = rows.addArray();
            row.add(constraint.name()).add(shortened(rule.toString()));
            addOrNull(
                    row,
                    rule.different().isEmpty()
                            ? OptionalDouble.of(best.value(rule.expression()))
                            : OptionalDouble.empty());
            row.add(best.brokenBy(constraint));
            addOrNull(row, constraint.isHard() ? OptionalDouble.empty() : OptionalDouble.of(constraint.weight()));
        }
        return rows;
    }

    private static String shortened(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + " ...";
    }

    /** The values of variables in the model's order; of very many those that are not 0. */
    private static ObjectNode values(SolvedModel solved) {
        Answer best = solved.solution().best();
        List<Variable> variables = solved.problem().model().variables();
        boolean areAll = variables.size() <= MOST_VALUES;
        ObjectNode view = Tree.object();
        view.put("areAll", areAll);
        view.put(
                "notZero",
                variables.stream().filter(one -> best.value(one) != 0).count());
        ArrayNode rows = view.putArray("rows");
        variables.stream()
                .filter(one -> areAll || best.value(one) != 0)
                .limit(MOST_VALUES)
                .forEach(one -> rows.addArray()
                        .add(one.name())
                        .add(best.value(one))
                        .add(one.low())
                        .add(one.high()));
        return view;
    }
}
