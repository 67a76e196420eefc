// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import com.google.ortools.Loader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.spinglass.modelling.Answer;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.ModelRequest;
import org.spinglass.modelling.ModelSolution;
import org.spinglass.modelling.ModelSolver;

/**
 * The problems of the shelf, ten instances each: our answer after some seconds beside that of OR-Tools' CP-SAT, on the
 * same model, and, of four problems, that of Timefold on a model of its own ({@link TimefoldShelf}), each on one thread.
 *
 * <p>{@code Shelf [seconds] [problem ...] [instances=N]}: 3 seconds, all problems and ten instances unless told
 * otherwise.
 */
final class Shelf {
    private static final int INSTANCES = 10;
    private static final String COUNT = "instances=";

    private final double seconds;
    private final int instances;
    private int wins;
    private int losses;
    private int feasible;
    private int proved;
    private int feasibleThere;
    private int provedThere;
    private final List<Double> gaps = new ArrayList<>();
    private final List<Double> gapsThere = new ArrayList<>();
    private final List<Double> gapsOfTimefold = new ArrayList<>();
    private double time;
    private double timeThere;
    private int beforeTimefold;
    private int behindTimefold;

    private Shelf(double seconds, int instances) {
        this.seconds = seconds;
        this.instances = instances;
    }

    static void main(String[] arguments) {
        double seconds = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 3;
        List<String> more =
                new ArrayList<>(Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
        int instances = INSTANCES;
        if (!more.isEmpty() && more.getLast().startsWith(COUNT)) {
            instances = Integer.parseInt(more.removeLast().substring(COUNT.length()));
        }
        List<String> names = more.isEmpty() ? List.copyOf(ShelfModels.ALL.keySet()) : more;
        Loader.loadNativeLibraries();
        System.out.println("| problem | better, equal, worse | feasible | proved | mean gap % | mean s |"
                + " CP-SAT: feasible | proved | mean gap % | mean s |"
                + " Timefold: ours better, equal, worse | feasible | mean gap % |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (String name : names) {
            Function<SplittableRandom, Model> make = ShelfModels.ALL.get(name);
            if (make == null) {
                throw new IllegalArgumentException(
                        "no problem " + name + "; expected one of " + String.join(", ", ShelfModels.ALL.keySet()));
            }
            Shelf shelf = new Shelf(seconds, instances);
            for (int seed = 1; seed <= instances; seed++) {
                shelf.add(name, seed, make);
            }
            shelf.tell(name);
        }
    }

    private void add(String name, int seed, Function<SplittableRandom, Model> make) {
        Model model = make.apply(new SplittableRandom(seed));
        ModelSolution ours = ModelSolver.solve(
                model, ModelRequest.of(seed).withTimeLimit(Duration.ofMillis(Math.round(1000 * seconds))));
        CpSatModel.Found theirs = new CpSatModel(make.apply(new SplittableRandom(seed))).solve(seconds, 1, seed);
        Answer best = ours.best();
        double sign = model.isMaximised() ? -1 : 1;
        double here = best.isFeasible() ? sign * best.cost() : Double.POSITIVE_INFINITY;
        double there = theirs.isFeasible() ? sign * theirs.cost() : Double.POSITIVE_INFINITY;
        boolean isProved = ours.ended() == ModelSolution.End.OPTIMAL;
        if (isProved && there < here - 1e-6 || theirs.isProved() && here < there - 1e-6) {
            throw new IllegalStateException(
                    name + " " + seed + ": " + here + " and " + there + ", and one of them is said to be the best");
        }
        wins += here < there - 1e-6 ? 1 : 0;
        losses += there < here - 1e-6 ? 1 : 0;
        feasible += best.isFeasible() ? 1 : 0;
        feasibleThere += theirs.isFeasible() ? 1 : 0;
        proved += isProved ? 1 : 0;
        provedThere += theirs.isProved() ? 1 : 0;
        time += ours.seconds() / instances;
        timeThere += theirs.seconds() / instances;
        double timefold = TimefoldShelf.has(name)
                ? TimefoldShelf.solve(name, seconds, seed).cost()
                : Double.POSITIVE_INFINITY;
        beforeTimefold += here < timefold - 1e-6 ? 1 : 0;
        behindTimefold += timefold < here - 1e-6 ? 1 : 0;
        double least = Math.min(Math.min(here, there), timefold);
        gap(gapsOfTimefold, timefold, least);
        gap(gaps, here, least);
        gap(gapsThere, there, least);
        System.err.printf(
                Locale.ROOT,
                "%s %d: %s %s %.2f s, %s; CP-SAT %s %s %.2f s; Timefold %s%n",
                name,
                seed,
                best.isFeasible() ? best.cost() : "infeasible",
                isProved ? "proved" : "",
                ours.seconds(),
                ours.rounds().isEmpty() ? "" : ours.rounds().getLast().sampler(),
                theirs.cost(),
                theirs.isProved() ? "proved" : "",
                theirs.seconds(),
                TimefoldShelf.has(name) ? timefold : "-");
    }

    /** In parts of the best one's size, or of 1 where that is smaller. */
    private static void gap(List<Double> gaps, double cost, double least) {
        if (Double.isFinite(cost)) {
            gaps.add((cost - least) / Math.max(1, Math.abs(least)));
        }
    }

    private void tell(String name) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d, %d, %d | %d | %d | %s | %.1f | %d | %d | %s | %.1f | %s |%n",
                name,
                wins,
                instances - wins - losses,
                losses,
                feasible,
                proved,
                mean(gaps),
                time,
                feasibleThere,
                provedThere,
                mean(gapsThere),
                timeThere,
                TimefoldShelf.has(name)
                        ? String.format(
                                Locale.ROOT,
                                "%d, %d, %d | %d | %s",
                                beforeTimefold,
                                instances - beforeTimefold - behindTimefold,
                                behindTimefold,
                                gapsOfTimefold.size(),
                                mean(gapsOfTimefold))
                        : "- | - | -");
    }

    private static String mean(List<Double> gaps) {
        return gaps.isEmpty()
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        100
                                * gaps.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .average()
                                        .orElse(0));
    }
}
