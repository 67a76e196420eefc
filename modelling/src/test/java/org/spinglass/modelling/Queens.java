// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

/**
 * Queens on a board, one a row, that do not attack each other.
 *
 * @param model the rules
 * @param column by row
 */
record Queens(Model model, Variables column) {
    static Queens on(int n) {
        Model model = new Model();
        Variables column = model.integers("queen", 0, n - 1, n);
        model.require("columns", Rule.allDifferent(column));
        for (int d = 1; d < n; d++) {
            for (int r = 0; r + d < n; r++) {
                for (int c = 0; c + d < n; c++) {
                    model.require(Rule.atMostOne(
                            column.get(r).is(c), column.get(r + d).is(c + d)));
                    model.require(Rule.atMostOne(
                            column.get(r).is(c + d), column.get(r + d).is(c)));
                }
            }
        }
        return new Queens(model, column);
    }
}
