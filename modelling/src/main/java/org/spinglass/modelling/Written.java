// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling;

import org.spinglass.modelling.internal.flat.Polynomial;

/** An expression as text. */
final class Written {
    private static final int SHOWN = 20;

    private final Expression expression;

    Written(Expression expression) {
        this.expression = expression;
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        Polynomial polynomial = expression.polynomial();
        StringBuilder text = new StringBuilder();
        int shown = Math.min(SHOWN, polynomial.terms());
        for (int term = 0; term < shown; term++) {
            append(text, polynomial, term);
        }
        if (polynomial.terms() > shown) {
            text.append(" + ").append(polynomial.terms() - shown).append(" more terms");
        }
        return text.isEmpty() ? "0" : text.toString();
    }

    private void append(StringBuilder text, Polynomial polynomial, int term) {
        double c = polynomial.coefficient(term);
        text.append(text.isEmpty() ? (c < 0 ? "-" : "") : c < 0 ? " - " : " + ");
        boolean isBare = polynomial.degree(term) == 0;
        if (isBare || Math.abs(c) != 1) {
            text.append(number(Math.abs(c))).append(isBare ? "" : " ");
        }
        Model model = expression.model();
        for (int k = 0; model != null && k < polynomial.degree(term); k++) {
            text.append(k == 0 ? "" : " ").append(model.store().atomName(polynomial.atom(term, k)));
        }
    }
}
