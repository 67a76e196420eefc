// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A problem whose best known value is known, a line of {@code best_known.csv}: file, name, variables, interactions, sense,
 * best known value.
 */
record KnownProblem(Path file, String name, double best) {
    /** Those of some names, in their order. */
    static List<KnownProblem> of(Path folder, List<String> names) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("best_known.csv"));
        List<KnownProblem> problems = new ArrayList<>();
        for (String name : names) {
            String[] cells = lines.stream()
                    .map(line -> line.split(",", -1))
                    .filter(row -> row[1].equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " is not in best_known.csv"));
            problems.add(new KnownProblem(folder.resolve(cells[0]), name, Double.parseDouble(cells[5])));
        }
        return problems;
    }

    /** How far a value falls short, in percent of the best known one. */
    double shortBy(double found) {
        return 100 * Math.abs(best - found) / Math.abs(best);
    }
}
