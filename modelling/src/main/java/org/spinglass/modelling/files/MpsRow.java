// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.files;

/** A row of an MPS file. */
final class MpsRow {
    private final String name;
    private final char kind;
    private final LpTerms terms = new LpTerms();
    private double side;
    private double range = Double.NaN;

    MpsRow(String name, char kind) {
        this.name = name;
        this.kind = kind;
    }

    boolean isFree() {
        return kind == 'N';
    }

    void add(double coefficient, int variable) {
        terms.add(coefficient, variable);
    }

    void add(double coefficient, int first, int second) {
        terms.add(coefficient, first, second);
    }

    void side(double value) {
        side = value;
    }

    void range(double value) {
        range = value;
    }

    /** As an objective, whose right-hand side is its constant, negated. */
    LpTerms objective() {
        return terms.without(side);
    }

    LpReader.Row rule() {
        double low = kind == 'L' ? Double.NEGATIVE_INFINITY : side;
        double high = kind == 'G' ? Double.POSITIVE_INFINITY : side;
        if (!Double.isNaN(range)) {
            switch (kind) {
                case 'L' -> low = side - Math.abs(range);
                case 'G' -> high = side + Math.abs(range);
                default -> {
                    low = Math.min(side, side + range);
                    high = Math.max(side, side + range);
                }
            }
        }
        return new LpReader.Row(name, terms, low, high);
    }
}
