// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.modelling.internal.bits;

import org.spinglass.modelling.internal.flat.FlatRule;
import org.spinglass.modelling.internal.flat.Polynomial;

/**
 * What a rule costs in bits, for a weight of 1: 0 where it holds, with the right slack, and of a rule that must hold 1
 * or more where it is broken.
 *
 * @param index the number of the rule
 * @param rule the rule
 * @param terms a linear form that is squared, or a quadratic penalty itself
 * @param isSquare which of the two
 * @param unit so much of what the rule is broken by is 1 in the form
 * @param slack worth of the bits that follow the form, each lowering it; empty without slack
 * @param firstSlack the first of them
 */
record Penalty(int index, FlatRule rule, Polynomial terms, boolean isSquare, double unit, int[] slack, int firstSlack) {
    static Penalty square(int index, FlatRule rule, RuleForms.Form form, int firstSlack) {
        int[] slack = form.slackRange() == 0
                ? new int[0]
                : Code.binary(form.slackRange()).weights();
        return new Penalty(index, rule, form.terms(), true, form.unit(), slack, firstSlack);
    }

    static Penalty quadratic(int index, FlatRule rule, Polynomial terms) {
        return new Penalty(index, rule, terms, false, 1, new int[0], -1);
    }
}
