// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.util.Locale;
import org.spinglass.formats.Problem;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import tools.jackson.databind.node.ObjectNode;

/** What a page says of a problem, and how much of it a state satisfies: a coupling or a field is, whose term lowers the energy. */
final class ProblemView {
    private int couplings;
    private int fields;
    private int satisfied;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;
    private double strength;
    private double satisfiedStrength;

    private ProblemView() {}

    /** Cost: a pass over couplings and fields. */
    static ObjectNode of(Problem problem, Spins state) {
        PlainIsing model = problem.model();
        ProblemView view = new ProblemView();
        byte[] spins = state.toArray();
        Interactions.of(model, (i, j, value) -> view.coupling(value, value * spins[i] * spins[j]));
        for (int i = 0; i < spins.length; i++) {
            double field = model.field(i);
            view.fields += field == 0 ? 0 : 1;
            view.weigh(field * spins[i]);
        }
        ObjectNode json = Tree.object();
        json.put("sense", problem.sense().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("variables", spins.length).put("couplings", view.couplings).put("fields", view.fields);
        json.put("offset", model.offset());
        if (view.couplings > 0) {
            json.put("least", view.least).put("most", view.most);
            json.put("satisfied", view.satisfied);
        }
        if (view.strength > 0 && Double.isFinite(view.strength)) {
            json.put("share", view.satisfiedStrength / view.strength);
        }
        return json;
    }

    private void coupling(double value, double term) {
        if (value != 0) {
            couplings++;
            least = Math.min(least, value);
            most = Math.max(most, value);
            satisfied += term < 0 ? 1 : 0;
            weigh(term);
        }
    }

    private void weigh(double term) {
        strength += Math.abs(term);
        satisfiedStrength += term < 0 ? -term : 0;
    }
}
