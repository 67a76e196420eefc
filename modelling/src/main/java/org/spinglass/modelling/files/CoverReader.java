// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spinglass.modelling.Model;
import org.spinglass.modelling.Rule;
import org.spinglass.modelling.Sum;
import org.spinglass.modelling.Variable;
import org.spinglass.modelling.Variables;

/**
 * Set cover of OR-Library: the numbers of rows and of columns, the cost of each column, then for each row the number of
 * columns that cover it, and these. The variable {@code take[k]} is whether the column k + 1 is taken.
 */
final class CoverReader {
    private static final int MOST = 10_000_000;

    private final Lines lines;

    CoverReader(Lines lines) {
        this.lines = lines;
    }

    ModelProblem read() throws IOException {
        Numbers numbers = new Numbers(lines);
        int rows = numbers.whole("the number of rows", 1, MOST);
        int columns = numbers.whole("the number of columns", 1, MOST);
        Model model = new Model();
        Variables take = model.binaries("take", columns);
        Sum cost = new Sum();
        for (int column = 0; column < columns; column++) {
            cost.add(numbers.number("the cost of column " + (column + 1)), take.get(column));
        }
        model.minimise(cost.toExpression());
        for (int row = 1; row <= rows; row++) {
            int count = numbers.whole("the number of columns that cover row " + row, 1, columns);
            List<Variable> cover = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                cover.add(take.get(numbers.whole("a column that covers row " + row, 1, columns) - 1));
            }
            model.require("row " + row, Rule.anyOf(cover));
        }
        if (numbers.hasNext()) {
            throw lines.error(lines.number(), "more than " + rows + " rows; expected the end of the file");
        }
        return new ModelProblem(
                model,
                answer -> ModelProblem.words(Map.of(
                        "columns",
                        IntStream.range(0, columns)
                                .filter(column -> answer.isTrue(take.get(column)))
                                .mapToObj(column -> Integer.toString(column + 1))
                                .collect(Collectors.joining(" ")))));
    }
}
