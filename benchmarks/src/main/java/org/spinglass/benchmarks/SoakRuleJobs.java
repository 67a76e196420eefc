// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variables;
import org.spinglass.modelling.files.ModelFile;
import org.spinglass.quantum.dwave.ConstrainedAnswer;
import org.spinglass.quantum.dwave.DwaveConstrained;
import org.spinglass.quantum.dwave.HybridJob;

/**
 * Jobs of a solver of constrained models, whose variables are called as no other job's are. Most have one best answer,
 * drawn beforehand; every fourth is a knapsack with pairs, for which the whole time is used: its answer must keep to the
 * capacity.
 */
record SoakRuleJobs(DwaveConstrained solver) implements SoakJobs {
    @Override
    public Call next(SplittableRandom random) {
        String name = "x" + Long.toHexString(random.nextLong());
        return random.nextInt(4) == 0 ? knapsack(name, random) : planted(name, random);
    }

    private Search planted(String name, SplittableRandom random) {
        int size = 2 + random.nextInt(30);
        Model model = new Model();
        Variables x = model.binaries(name, size);
        Map<String, Double> best = new HashMap<>();
        double[] gains = new double[size];
        int chosen = 0;
        for (int i = 0; i < size; i++) {
            boolean isChosen = random.nextBoolean();
            chosen += isChosen ? 1 : 0;
            gains[i] = (isChosen ? 1 : -1) * (1 + random.nextInt(9));
            best.put(x.get(i).name(), isChosen ? 1.0 : 0.0);
        }
        model.maximise(Expression.dot(gains, x));
        model.require("as many", x.sum().equalTo(chosen));
        return new Search(solver, model, best, Map.of(), 0);
    }

    private Search knapsack(String name, SplittableRandom random) {
        int size = 20 + random.nextInt(40);
        Model model = new Model();
        Variables x = model.binaries(name, size);
        Sum worth = new Sum();
        Map<String, Double> weights = new HashMap<>();
        double[] weight = new double[size];
        for (int i = 0; i < size; i++) {
            weight[i] = 1 + random.nextInt(20);
            weights.put(x.get(i).name(), weight[i]);
            worth.add(1 + random.nextInt(20), x.get(i));
            worth.add(random.nextInt(-9, 10), x.get(i), x.get((i + 1 + random.nextInt(size - 1)) % size));
        }
        model.maximise(worth.toExpression());
        double capacity = 5.0 * size;
        model.require("capacity", Expression.dot(weight, x).atMost(capacity));
        return new Search(solver, model, Map.of(), weights, capacity);
    }

    @Override
    public void close() {
        solver.close();
    }

    /**
     * A search.
     *
     * @param best values by the names of variables; empty where they are not known
     * @param weights by the names of variables; empty where the best is known
     * @param capacity of weights
     */
    private record Search(
            DwaveConstrained solver,
            Model model,
            Map<String, Double> best,
            Map<String, Double> weights,
            double capacity)
            implements Call {
        @Override
        public int jobs() {
            return 1;
        }

        @Override
        public long patience() {
            return 2_000_000_000L;
        }

        @Override
        public int ask(BooleanSupplier goesOn) {
            try {
                Path file = Files.createTempFile("spinglass-soak", ".cqm");
                try {
                    ModelFile.write(model, file);
                    ConstrainedAnswer answer = solver.solve(file, HybridJob.standard(), goesOn);
                    return isRight(answer.values()) ? 0 : 1;
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private boolean isRight(List<Map<String, Double>> answers) {
            if (answers.size() != 1) {
                return false;
            }
            Map<String, Double> values = answers.getFirst();
            if (!best.isEmpty()) {
                return values.equals(best);
            }
            double load = values.entrySet().stream()
                    .mapToDouble(one -> one.getValue() * weights.getOrDefault(one.getKey(), Double.NaN))
                    .sum();
            return values.keySet().equals(weights.keySet()) && load <= capacity;
        }
    }
}
