// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/** Instances of the problems of the shelf, each by a seed; all their numbers are whole. */
final class ShelfModels {
    /** By name. */
    static final Map<String, Function<SplittableRandom, Model>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("max-cut", ShelfModels::maxCut),
            Map.entry("partition", ShelfModels::partition),
            Map.entry("knapsack", ShelfModels::knapsack),
            Map.entry("salesman", ShelfModels::salesman),
            Map.entry("colouring", ShelfModels::colouring),
            Map.entry("cover", ShelfModels::cover),
            Map.entry("assignment", ShelfModels::assignment),
            Map.entry("job-shop", ShelfModels::jobShop),
            Map.entry("portfolio", ShelfModels::portfolio),
            Map.entry("features", ShelfModels::features),
            Map.entry("max-sat", ShelfModels::maxSat)));

    private ShelfModels() {}

    /** 120 vertices, 480 edges of weight -1 or +1. */
    private static Model maxCut(SplittableRandom random) {
        Model model = new Model();
        Variables side = model.binaries("side", 120);
        Sum cut = new Sum();
        for (int k = 0; k < 480; k++) {
            Variable a = side.get(random.nextInt(120));
            Variable b = side.get(random.nextInt(120));
            int weight = random.nextBoolean() ? 1 : -1;
            if (!a.equals(b)) {
                cut.add(weight, a).add(weight, b).add(-2.0 * weight, a, b);
            }
        }
        return model.maximise(cut.toExpression());
    }

    /** 30 weights below 10,000 on two sides of a scale. */
    private static Model partition(SplittableRandom random) {
        Model model = new Model();
        Variables side = model.spins("side", 30);
        double[] weights = new double[30];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = 1 + random.nextInt(9999);
        }
        return model.minimise(Expression.dot(weights, side).squared());
    }

    /** 80 items, a quarter of the pairs worth more together. */
    private static Model knapsack(SplittableRandom random) {
        Model model = new Model();
        Variables take = model.binaries("take", 80);
        double[] weights = new double[80];
        Sum value = new Sum();
        double all = 0;
        for (int a = 0; a < 80; a++) {
            weights[a] = 1 + random.nextInt(50);
            all += weights[a];
            value.add(1 + random.nextInt(100), take.get(a));
            for (int b = 0; b < a; b++) {
                if (random.nextInt(4) == 0) {
                    value.add(1 + random.nextInt(100), take.get(a), take.get(b));
                }
            }
        }
        model.require("room", Expression.dot(weights, take).atMost(Math.floor(all / 3)));
        return model.maximise(value.toExpression());
    }

    /** Distances of 12 cities on a plane. */
    static int[][] cities(SplittableRandom random) {
        int n = 12;
        int[] x = random.ints(n, 0, 1000).toArray();
        int[] y = random.ints(n, 0, 1000).toArray();
        int[][] far = new int[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                far[a][b] = (int) Math.rint(Math.hypot(x[a] - x[b], y[a] - y[b]));
            }
        }
        return far;
    }

    /** A tour of {@link #cities}. */
    private static Model salesman(SplittableRandom random) {
        int[][] far = cities(random);
        int n = far.length;
        Model model = new Model();
        Variables city = model.integers("step", 0, n - 1, n);
        Sum length = new Sum();
        for (int step = 0; step < n; step++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    length.add(
                            far[a][b],
                            city.get(step).is(a),
                            city.get((step + 1) % n).is(b));
                }
            }
        }
        model.require("each once", Rule.allDifferent(city));
        model.fix(city.get(0), 0);
        return model.minimise(length.toExpression());
    }

    /** The ends of some 180 edges between 50 vertices. */
    static List<int[]> edges(SplittableRandom random) {
        List<int[]> edges = new ArrayList<>();
        for (int k = 0; k < 180; k++) {
            int a = random.nextInt(50);
            int b = random.nextInt(50);
            if (a != b) {
                edges.add(new int[] {a, b});
            }
        }
        return edges;
    }

    /** {@link #edges} in as few of six colours as possible. */
    private static Model colouring(SplittableRandom random) {
        Model model = new Model();
        Variables colour = model.integers("colour", 0, 5, 50);
        Variables used = model.binaries("used", 6);
        for (int[] edge : edges(random)) {
            model.require(Rule.allDifferent(colour.get(edge[0]), colour.get(edge[1])));
        }
        for (int c = 0; c < 6; c++) {
            for (Variable vertex : colour) {
                model.require(vertex.is(c).implies(used.get(c)));
            }
        }
        return model.minimise(used.sum());
    }

    /** 80 elements, 120 sets of six, each at a cost. */
    private static Model cover(SplittableRandom random) {
        Model model = new Model();
        Variables take = model.binaries("set", 120);
        List<List<Variable>> with = new ArrayList<>();
        for (int element = 0; element < 80; element++) {
            with.add(new ArrayList<>(List.of(take.get(element)))); // so that there is a cover
        }
        Sum cost = new Sum();
        for (Variable set : take) {
            cost.add(5 + random.nextInt(10), set);
            for (int k = 0; k < 5; k++) {
                List<Variable> its = with.get(random.nextInt(80));
                if (!its.contains(set)) {
                    its.add(set);
                }
            }
        }
        with.forEach(its -> model.require(Rule.anyOf(its)));
        return model.minimise(cost.toExpression());
    }

    /**
     * Ten departments and ten places.
     *
     * @param flow between departments, lower triangle
     * @param far between places, symmetric
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Site(int[][] flow, int[][] far) {
        static Site of(SplittableRandom random) {
            int n = 10;
            int[] drawn = random.ints(n * n, 1, 20).toArray();
            int[][] flow = new int[n][n];
            int[][] far = new int[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    flow[i][j] = random.nextInt(10);
                    far[i][j] = drawn[i * n + j];
                    far[j][i] = far[i][j];
                }
            }
            return new Site(flow, far);
        }
    }

    /** Departments of a {@link Site} in its places. */
    private static Model assignment(SplittableRandom random) {
        Site site = Site.of(random);
        int n = site.far().length;
        Model model = new Model();
        Variables place = model.integers("place", 0, n - 1, n);
        Sum cost = new Sum();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int flow = site.flow()[i][j];
                for (int a = 0; flow > 0 && a < n; a++) {
                    for (int b = 0; b < n; b++) {
                        cost.add(
                                (double) flow * site.far()[a][b],
                                place.get(i).is(a),
                                place.get(j).is(b));
                    }
                }
            }
        }
        model.require("one each", Rule.allDifferent(place));
        return model.minimise(cost.toExpression());
    }

    /**
     * Four jobs of three steps on three machines.
     *
     * @param time of each step of each job
     * @param machine of each
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Jobs(int[][] time, int[][] machine) {
        /** By when all can be done. */
        static final int HORIZON = 40;

        static Jobs of(SplittableRandom random) {
            Jobs jobs = new Jobs(new int[4][3], new int[4][3]);
            for (int job = 0; job < 4; job++) {
                int turn = random.nextInt(3);
                boolean isForward = random.nextBoolean();
                for (int step = 0; step < 3; step++) {
                    jobs.time[job][step] = 1 + random.nextInt(6);
                    jobs.machine[job][step] = Math.floorMod(turn + (isForward ? step : -step), 3);
                }
            }
            return jobs;
        }
    }

    /** The least time until all {@link Jobs} are done. */
    private static Model jobShop(SplittableRandom random) {
        int horizon = Jobs.HORIZON;
        Model model = new Model();
        Variables start = model.integers("start", 0, horizon, 4, 3);
        Variable end = model.integer("end", 0, horizon);
        Jobs jobs = Jobs.of(random);
        int[][] time = jobs.time();
        int[][] machine = jobs.machine();
        for (int job = 0; job < 4; job++) {
            for (int step = 1; step < 3; step++) {
                model.require(start.at(job, step).minus(start.at(job, step - 1)).atLeast(time[job][step - 1]));
            }
            model.require(end.minus(start.at(job, 2)).atLeast(time[job][2]));
        }
        for (int a = 0; a < 12; a++) {
            for (int b = 0; b < a; b++) {
                if (a / 3 != b / 3 && machine[a / 3][a % 3] == machine[b / 3][b % 3]) {
                    Variable isBefore = model.binary(a + " before " + b);
                    Expression wait = start.get(b).minus(start.get(a));
                    model.require(wait.plus(isBefore.not().times(horizon + 6)).atLeast(time[a / 3][a % 3]));
                    model.require(
                            wait.times(-1).plus(isBefore.times(horizon + 6)).atLeast(time[b / 3][b % 3]));
                }
            }
        }
        return model.minimise(end);
    }

    /** Ten of 50 papers, of most return less risk. */
    private static Model portfolio(SplittableRandom random) {
        int n = 50;
        int[][] factors = new int[n][4];
        Model model = new Model();
        Variables hold = model.binaries("hold", n);
        Sum value = new Sum();
        for (int a = 0; a < n; a++) {
            factors[a] = random.ints(4, -5, 6).toArray();
            value.add(random.nextInt(400), hold.get(a));
            for (int b = 0; b <= a; b++) {
                int risk = a == b ? 20 : 0;
                for (int k = 0; k < 4; k++) {
                    risk += factors[a][k] * factors[b][k];
                }
                value.add(-risk * (a == b ? 1.0 : 2.0), hold.get(a), hold.get(b));
            }
        }
        model.require("ten", hold.sum().equalTo(10));
        return model.maximise(value.toExpression());
    }

    /** At most 8 of 40 features of 200 samples, that tell much of the class and little of each other. */
    private static Model features(SplittableRandom random) {
        int n = 40;
        int[][] values = new int[n + 1][200];
        for (int s = 0; s < 200; s++) {
            values[n][s] = random.nextInt(2);
            for (int k = 0; k < n; k++) {
                int like = k < 20 ? values[n][s] : values[k - 20][s];
                values[k][s] = random.nextInt(10) < 2 + k % 5 ? random.nextInt(2) : like;
            }
        }
        Model model = new Model();
        Variables take = model.binaries("take", n);
        Sum value = new Sum();
        for (int a = 0; a < n; a++) {
            value.add(Math.rint(10_000 * information(values[a], values[n])), take.get(a));
            for (int b = 0; b < a; b++) {
                value.add(-Math.rint(2500 * information(values[a], values[b])), take.get(a), take.get(b));
            }
        }
        model.require("few", take.sum().atMost(8));
        return model.maximise(value.toExpression());
    }

    /** Mutual information in bits, of two things that are 0 or 1. */
    private static double information(int[] a, int[] b) {
        double[] both = new double[4];
        for (int s = 0; s < a.length; s++) {
            both[2 * a[s] + b[s]] += 1.0 / a.length;
        }
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double alone = (both[k] + both[k ^ 1]) * (both[k] + both[k ^ 2]);
            sum += both[k] == 0 ? 0 : both[k] * Math.log(both[k] / alone) / Math.log(2);
        }
        return sum;
    }

    /** 600 clauses of three of 100 variables, of weights up to 5; what is broken costs its weight. */
    private static Model maxSat(SplittableRandom random) {
        Model model = new Model();
        Variables x = model.binaries("x", 100);
        for (int k = 0; k < 600; k++) {
            Sum clause = new Sum();
            for (int a : random.ints(0, 100).distinct().limit(3).toArray()) {
                clause.add(random.nextBoolean() ? x.get(a) : x.get(a).not());
            }
            model.prefer("clause " + k, clause.toExpression().atLeast(1), 1 + random.nextInt(5));
        }
        return model;
    }
}
