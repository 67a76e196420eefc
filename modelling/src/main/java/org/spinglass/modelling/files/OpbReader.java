// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spinglass.modelling.Expression;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;

/**
 * Pseudo-Boolean problems: {@code min: +1 x1 +2 x1 ~x2; +1 x1 +1 x2 >= 1;}, comments being lines that begin with
 * {@code *}.
 */
final class OpbReader {
    /** In a comment, how many rules there are: by it a file is known to be whole. */
    private static final Pattern DECLARED = Pattern.compile("#constraint=\\s*(\\d{1,9})(?!\\d)");

    private final Lines lines;
    private final Model model = new Model();
    private final Map<String, Variable> variables = new HashMap<>();
    private boolean hasGoal;
    private int rules;
    private int declared = -1;

    /** A word and where it stands. */
    private record Word(String text, long line) {}

    OpbReader(Lines lines) {
        this.lines = lines;
    }

    Model read() throws IOException {
        List<Word> open = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("*")) {
                Matcher counts = DECLARED.matcher(line);
                declared = counts.find() ? Integer.parseInt(counts.group(1)) : declared;
                continue;
            }
            String spaced = line.replace(";", " ; ")
                    .replace(">=", " >= ")
                    .replace("<=", " <= ")
                    .replaceAll("(?<![<>])=", " = ")
                    .replace(":", " : ");
            for (String word : spaced.trim().split("\\s+")) {
                if (word.equals(";")) {
                    statement(open);
                    open.clear();
                } else if (!word.isEmpty()) {
                    open.add(new Word(word, lines.number()));
                }
            }
        }
        if (!open.isEmpty()) {
            throw lines.error(open.getFirst().line(), "a statement without an end; expected ; after it");
        }
        if (declared >= 0 && declared != rules) {
            throw lines.error(rules + " rules, but '#constraint=' says " + declared + "; expected as many");
        }
        if (model.size() == 0) {
            throw lines.error("no variable; expected an objective or a rule");
        }
        return model;
    }

    private void statement(List<Word> words) throws IOException {
        if (words.isEmpty()) {
            return;
        }
        Word first = words.getFirst();
        boolean isGoal = words.size() > 1 && words.get(1).text().equals(":");
        if (isGoal) {
            if (hasGoal
                    || rules > 0
                    || !first.text().equals("min") && !first.text().equals("max")) {
                throw lines.error(
                        first.line(),
                        "'" + first.text() + ":'; expected one objective, min: or max:, before all rules");
            }
            hasGoal = true;
            Expression goal = sum(words.subList(2, words.size()));
            if (first.text().equals("min")) {
                model.minimise(goal);
            } else {
                model.maximise(goal);
            }
            return;
        }
        rule(words);
    }

    private void rule(List<Word> words) throws IOException {
        int n = words.size();
        String relation = n < 3 ? "" : words.get(n - 2).text();
        if (!relation.equals(">=") && !relation.equals("=") && !relation.equals("<=")) {
            throw lines.error(
                    words.getFirst().line(),
                    "'" + words.getFirst().text() + " ...'; expected a rule such as +1 x1 +2 ~x2 >= 2;");
        }
        Word last = words.get(n - 1);
        double bound = lines.number(last.text(), last.line(), "the bound of a rule");
        Expression sum = sum(words.subList(0, n - 2));
        Rule rule = switch (relation) {
            case ">=" -> sum.atLeast(bound);
            case "<=" -> sum.atMost(bound);
            default -> sum.equalTo(bound);
        };
        rules++;
        model.require("rule " + rules + " of line " + words.getFirst().line(), rule);
    }

    /** Coefficients, each followed by the variables, plain or negated, whose product it multiplies. */
    private Expression sum(List<Word> words) throws IOException {
        Sum sum = new Sum();
        int k = 0;
        while (k < words.size()) {
            Word word = words.get(k++);
            double coefficient = lines.number(word.text(), word.line(), "a coefficient");
            List<Expression> factors = new ArrayList<>();
            while (k < words.size() && !isNumber(words.get(k).text())) {
                factors.add(literal(words.get(k++)));
            }
            if (factors.isEmpty()) {
                throw lines.error(word.line(), "the coefficient " + word.text() + " has no variable; expected one");
            }
            Expression product = factors.getFirst();
            for (Expression factor : factors.subList(1, factors.size())) {
                product = product.times(factor);
            }
            sum.add(coefficient, product);
        }
        return sum.toExpression();
    }

    private static boolean isNumber(String word) {
        char first = word.charAt(0);
        return first == '+' || first == '-' || first == '.' || first >= '0' && first <= '9';
    }

    private Expression literal(Word word) throws IOException {
        String name = word.text().startsWith("~") ? word.text().substring(1) : word.text();
        if (name.isEmpty() || !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
            throw lines.error(word.line(), "'" + word.text() + "'; expected a variable such as x1 or ~x1");
        }
        Variable variable = variables.computeIfAbsent(name, model::binary);
        return name.equals(word.text()) ? variable : variable.not();
    }
}
