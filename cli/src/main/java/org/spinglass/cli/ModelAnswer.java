// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.Records;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.PenaltyRound;
import org.spinglass.modelling.files.ModelProblem;

/**
 * What {@code solve --json} prints of a model; what does not exist is null.
 *
 * @param file as it was named
 * @param sense minimise or maximise
 * @param variables of the model
 * @param rules of the model
 * @param spins of its Ising model
 * @param feasible whether all rules hold that must
 * @param objective without what rules cost
 * @param cost with what soft rules cost
 * @param bound what no answer's cost can be better than
 * @param ended why: optimal, infeasible, done, time-limit, cancelled
 * @param meaning of the answer in the file's own terms, such as the tour; empty of files that have no others
 * @param values by name
 * @param broken rules
 * @param others the answers behind the best, where several were asked for
 * @param rounds and their weights
 * @param seed of the search
 * @param threads used
 * @param seconds of the search
 */
record ModelAnswer(
        String file,
        String sense,
        int variables,
        int rules,
        int spins,
        boolean feasible,
        double objective,
        double cost,
        @Nullable Double bound,
        String ended,
        Map<String, String> meaning,
        Map<String, Integer> values,
        List<BrokenRule> broken,
        List<Other> others,
        List<Round> rounds,
        long seed,
        int threads,
        double seconds) {

    /**
     * A rule that does not hold.
     *
     * @param rule its name
     * @param hard whether it must hold
     * @param by how much it is broken
     */
    record BrokenRule(String rule, boolean hard, double by) {}

    /**
     * An answer behind the best.
     *
     * @param objective without what rules cost
     * @param cost with what soft rules cost
     * @param meaning of the answer in the file's own terms
     * @param values by name
     */
    record Other(double objective, double cost, Map<String, String> meaning, Map<String, Integer> values) {}

    /**
     * A round of the search.
     *
     * @param part of the model, from 1; 0 where it has no parts that are solved each by itself
     * @param leastWeight of a rule
     * @param mostWeight of a rule
     * @param sampler and why it was taken
     * @param energy the least, penalties included
     * @param states that were read back
     * @param feasible of them
     * @param bestCost until then
     * @param seconds of the round
     */
    record Round(
            int part,
            double leastWeight,
            double mostWeight,
            String sampler,
            double energy,
            int states,
            int feasible,
            @Nullable Double bestCost,
            double seconds) {
        static Round of(PenaltyRound round) {
            return new Round(
                    round.part(),
                    round.weights().stream()
                            .mapToDouble(Double::doubleValue)
                            .min()
                            .orElse(0),
                    round.weights().stream()
                            .mapToDouble(Double::doubleValue)
                            .max()
                            .orElse(0),
                    round.sampler(),
                    round.energy(),
                    round.states(),
                    round.feasible(),
                    boxed(round.bestCost()),
                    round.seconds());
        }
    }

    static ModelAnswer of(String file, ModelProblem problem, ModelSolution solution, long seed, int threads) {
        Model model = problem.model();
        Answer best = solution.best();
        return new ModelAnswer(
                file,
                model.isMaximised() ? "maximise" : "minimise",
                model.size(),
                model.constraints().size(),
                solution.spins(),
                best.isFeasible(),
                best.objective(),
                best.cost(),
                boxed(solution.bound()),
                ended(solution),
                problem.words().apply(best),
                best.values(),
                best.broken().stream()
                        .map(one -> new BrokenRule(
                                one.constraint().name(), one.constraint().isHard(), one.by()))
                        .toList(),
                solution.answers().stream()
                        .skip(1)
                        .map(one -> new Other(
                                one.objective(), one.cost(), problem.words().apply(one), one.values()))
                        .toList(),
                solution.rounds().stream().map(Round::of).toList(),
                seed,
                threads,
                solution.seconds());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static String ended(ModelSolution solution) {
        return solution.ended().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As one line of JSON. */
    String toJson() {
        return Records.json(this);
    }
}
