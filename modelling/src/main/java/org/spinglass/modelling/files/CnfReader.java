// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;

/** Clauses of DIMACS. A clause must hold, or costs its weight; the variable 1 is called {@code x1}. */
final class CnfReader {
    private static final int MOST_VARIABLES = 100_000_000;

    private final Lines lines;
    private final boolean hasWeights;
    private final List<int[]> clauses = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();
    private int variables;
    private long declared = -1;
    private double top = Double.POSITIVE_INFINITY;
    private boolean hasHeader;

    CnfReader(Lines lines, boolean hasWeights) {
        this.lines = lines;
        this.hasWeights = hasWeights;
    }

    Model read() throws IOException {
        List<String> open = new ArrayList<>();
        long began = 0;
        for (String line = lines.next(); line != null && !line.startsWith("%"); line = lines.next()) {
            if (line.isBlank() || line.startsWith("c")) {
                continue;
            }
            if (line.startsWith("p")) {
                header(line);
                continue;
            }
            if (!hasHeader && !hasWeights) {
                throw lines.error(
                        lines.number(), "a clause before 'p cnf VARIABLES CLAUSES'; expected that line first");
            }
            StringTokenizer words = new StringTokenizer(line);
            while (words.hasMoreTokens()) {
                String word = words.nextToken();
                began = open.isEmpty() ? lines.number() : began;
                if (word.equals("0") && (!hasWeights || !open.isEmpty())) {
                    clause(open, began);
                    open.clear();
                } else {
                    open.add(word);
                }
            }
        }
        if (!open.isEmpty()) {
            throw lines.error(began, "a clause without an end; expected a 0 after its literals");
        }
        if (declared >= 0 && declared != clauses.size()) {
            throw lines.error(clauses.size() + " clauses, but the line 'p' says " + declared + "; expected as many");
        }
        if (clauses.isEmpty()) {
            throw lines.error("no clause; expected at least one");
        }
        return model();
    }

    private void header(String line) throws IOException {
        String[] words = line.trim().split("\\s+");
        String kind = hasWeights ? "wcnf" : "cnf";
        boolean isLong = hasWeights && words.length == 5;
        if (words.length < 4 || !words[1].equals(kind) || words.length > 4 && !isLong || hasHeader) {
            throw lines.error(
                    lines.number(),
                    "'" + line.trim() + "'; expected one line 'p " + kind + " VARIABLES CLAUSES"
                            + (hasWeights ? " TOP'" : "'"));
        }
        hasHeader = true;
        variables = lines.whole(words[2], lines.number(), "the number of variables", 1, MOST_VARIABLES);
        declared = lines.whole(words[3], lines.number(), "the number of clauses", 0, Integer.MAX_VALUE);
        top = isLong ? lines.number(words[4], lines.number(), "the weight of hard clauses") : top;
    }

    private void clause(List<String> words, long line) throws IOException {
        int first = hasWeights ? 1 : 0;
        weights.add(hasWeights ? weight(words.getFirst(), line) : Double.POSITIVE_INFINITY);
        int[] literals = new int[words.size() - first];
        int most = hasHeader ? variables : MOST_VARIABLES;
        for (int k = 0; k < literals.length; k++) {
            literals[k] = lines.whole(words.get(k + first), line, "a literal", -most, most);
            if (literals[k] == 0) {
                throw lines.error(line, "a literal is 0; expected the number of a variable");
            }
            variables = Math.max(variables, Math.abs(literals[k]));
        }
        clauses.add(literals);
        places.add(line);
    }

    private double weight(String word, long line) throws IOException {
        if (word.equals("h") && !hasHeader) {
            return Double.POSITIVE_INFINITY;
        }
        double weight = lines.number(word, line, "the weight of a clause");
        if (weight <= 0) {
            throw lines.error(line, "the weight of a clause is " + word + "; expected more than 0, or h");
        }
        return weight >= top ? Double.POSITIVE_INFINITY : weight;
    }

    private Model model() {
        Model model = new Model();
        Variable[] x = new Variable[Math.max(1, variables)];
        for (int v = 0; v < x.length; v++) {
            x[v] = model.binary("x" + (v + 1));
        }
        for (int c = 0; c < clauses.size(); c++) {
            Sum sum = new Sum();
            for (int literal : clauses.get(c)) {
                if (literal > 0) {
                    sum.add(1, x[literal - 1]);
                } else {
                    sum.add(1).add(-1, x[-literal - 1]);
                }
            }
            Expression count = sum.toExpression();
            double weight = weights.get(c);
            String name = "clause " + (c + 1) + " of line " + places.get(c);
            Rule rule = count.atLeast(1);
            if (weight == Double.POSITIVE_INFINITY) {
                model.require(name, rule);
            } else {
                model.prefer(name, rule, weight);
            }
        }
        return model;
    }
}
