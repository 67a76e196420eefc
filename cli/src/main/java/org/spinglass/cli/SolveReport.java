// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.spinglass.formats.Problem;
import org.spinglass.ising.solve.Solution;
import org.spinglass.ising.solve.TimeToSolution;

/**
 * What a search found, for people and for programs.
 *
 * @param file as it was named
 * @param problem the problem
 * @param solution what was found
 * @param threads that were used
 * @param seed of the search
 * @param tts the value whose time to solution was asked for
 * @param isTimed whether there was a time limit
 */
record SolveReport(
        String file, Problem problem, Solution solution, int threads, long seed, OptionalDouble tts, boolean isTimed) {

    /** For programs. */
    SolveAnswer answer() {
        OptionalDouble bound = solution.lowerBound();
        return new SolveAnswer(
                file,
                sense(),
                problem.variables(),
                problem.interactions(),
                solution.choice().sampler().name(),
                solution.choice().reason(),
                solution.reads(),
                solution.sweeps(),
                seed,
                threads,
                solution.best().energy(),
                problem.value(solution.best().spins()),
                solution.hits(),
                solution.secondsToBest(),
                solution.seconds(),
                solution.movesPerSecond(),
                bound.isPresent() ? (Double) bound.getAsDouble() : null,
                solution.ended().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                solution.rounds().size(),
                solution.samples().samples(0).size(),
                tts.isPresent() ? timeToSolution() : null,
                solution.rounds().getLast().options(),
                solution.best().spins().toString());
    }

    private SolveAnswer.Time timeToSolution() {
        TimeToSolution time = time();
        return new SolveAnswer.Time(
                tts.getAsDouble(),
                time.successes(),
                time.secondsPerRead(),
                Double.isFinite(time.seconds()) ? (Double) time.seconds() : null,
                Double.isFinite(time.standardError()) ? (Double) time.standardError() : null);
    }

    private TimeToSolution time() {
        return solution.timeTo(TargetEnergy.of(problem, tts.getAsDouble()), threads);
    }

    /** For people. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "problem",
                "%s: %,d variables, %,d interactions, %s",
                file,
                problem.variables(),
                problem.interactions(),
                switch (problem.sense()) {
                    case MAX_CUT -> "maximum cut";
                    case MIN_QUBO -> "QUBO to minimise";
                    case MIN_ISING -> "Ising energy to minimise";
                    case MAX_QUBO -> "QUBO to maximise";
                    case MAX_ISING -> "Ising energy to maximise";
                }));
        double energy = solution.best().energy();
        double value = problem.value(solution.best().spins());
        lines.add(row(
                "best",
                "%s %s%s",
                valueName(problem),
                exact(value),
                value == energy ? "" : ", energy " + exact(energy)));
        lines.add(row(
                "found",
                "by %,d of %,d reads, first after %.3f s; %,d different states",
                solution.hits(),
                solution.reads(),
                solution.secondsToBest(),
                solution.samples().samples(0).size()));
        OptionalDouble bound = solution.lowerBound();
        if (bound.isPresent()) {
            double gap = energy - bound.getAsDouble();
            lines.add(row(
                    "bound",
                    solution.ended() == Solution.End.OPTIMAL
                            ? "no state has less energy: this is a ground state"
                            : "no state has less energy than %s, which is %s below",
                    exact(bound.getAsDouble()),
                    number(gap)));
        }
        if (tts.isPresent()) {
            lines.add(row("tts", "%s", sentence(time())));
        }
        String last = solution.rounds().getLast().sampler();
        String name = solution.choice().sampler().name();
        lines.add(row(
                "sampler",
                "%s, %s%s",
                name,
                solution.choice().reason(),
                last.equals(name) ? "" : "; the last round was " + last));
        Map<String, Object> options = solution.rounds().getLast().options();
        lines.add(row("options", "%s", options(options)));
        if (options.containsKey("place") && solution.ended() != Solution.End.CANCELLED) {
            lines.add(row("again", "%s", again(options.containsKey("islands"))));
        }
        lines.add(row("time", "%.3f s%s; %s", solution.seconds(), moves(), ended()));
        return lines;
    }

    private String sense() {
        return problem.sense().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What another run of the same seed finds, of searches that are spread. */
    private String again(boolean areIslands) {
        if (isTimed) {
            return "how far the searches come in the time depends on the machines, so that another run may find other"
                    + " states; without --time-limit the seed fixes them";
        }
        if (solution.ended() == Solution.End.TARGET) {
            return "which reads come to the target first depends on the machines, so that another run may find other"
                    + " states";
        }
        return areIslands
                ? "this seed and number of islands find the same states, here and on any cluster"
                : "this seed finds the same states, here and on any cluster";
    }

    /** What a value of the problem is called. */
    static String valueName(Problem problem) {
        return switch (problem.sense()) {
            case MAX_CUT -> "cut";
            case MIN_QUBO, MAX_QUBO, MAX_ISING -> "value";
            case MIN_ISING -> "energy";
        };
    }

    private String sentence(TimeToSolution time) {
        String target = valueName(problem) + " " + exact(tts.getAsDouble());
        return time.successes() == 0
                ? String.format(Locale.ROOT, "%s was not reached by any of %,d reads", target, time.reads())
                : String.format(
                        Locale.ROOT,
                        "%s with 99%% after %.3g +- %.2g s on one thread; %,d of %,d reads reached it, each took %.3g s",
                        target,
                        time.seconds(),
                        time.standardError(),
                        time.successes(),
                        time.reads(),
                        time.secondsPerRead());
    }

    /** Sweeps and moves of those samplers that have any. */
    private String moves() {
        return solution.movesPerSecond() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %s sweeps, %s moves a second on %d threads",
                        rounds(),
                        rate(solution.movesPerSecond()),
                        threads);
    }

    private String rounds() {
        int count = solution.rounds().size();
        return count == 1
                ? String.format(Locale.ROOT, "%,d", solution.sweeps())
                : String.format(Locale.ROOT, "%,d rounds of up to %,d", count, solution.sweeps());
    }

    private String ended() {
        return switch (solution.ended()) {
            case DONE -> "all reads done";
            case TARGET -> "target reached";
            case TIME_LIMIT -> "time limit reached";
            case OPTIMAL -> "proved optimal";
            case CANCELLED -> "stopped by the user";
        };
    }

    private static String options(Map<String, Object> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " " + text(option.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Object value) {
        return value instanceof Double number ? number(number) : value.toString();
    }

    private static String rate(double value) {
        return value >= 1e9
                ? String.format(Locale.ROOT, "%.2f billion", value / 1e9)
                : String.format(Locale.ROOT, "%.1f million", value / 1e6);
    }

    private static String row(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "%-9s ", name) + String.format(Locale.ROOT, format, values);
    }

    /** The shortest decimal number that is next to this double, without an exponent where it has few zeros. */
    static String exact(double value) {
        double size = Math.abs(value);
        return size != 0 && (size < 1e-6 || size >= 1e18) || !Double.isFinite(value)
                ? Double.toString(value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Whole numbers whole, others with up to nine digits. */
    static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        return String.format(Locale.ROOT, "%.9g", value);
    }
}
