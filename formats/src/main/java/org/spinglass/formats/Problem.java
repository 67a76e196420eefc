// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import java.math.BigDecimal;
import java.util.Arrays;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Qubo;
import org.spinglass.ising.model.Spins;

/**
 * A problem as a file states it, with the Ising model to be minimised for it.
 *
 * <p>The value of a state in the problem's own sense follows from the energy of the model:
 *
 * <pre>
 *   maximum cut:       value = (totalWeight - energy) / 2,  of J_ij = w_ij and no fields
 *   QUBO and Ising:    value = energy, or -energy where values are maximised
 * </pre>
 *
 * <p>Values of states are computed from the numbers in the file and rounded once. Immutable.
 *
 * @param model the model to minimise
 * @param sense what the value is
 * @param totalWeight the weight of all edges of a cut problem, otherwise 0
 * @param labels what the file calls the variables
 */
public record Problem(PlainIsing model, Sense sense, double totalWeight, VariableLabels labels) {

    public Problem {
        if (labels.size() != model.spins()) {
            throw new IllegalArgumentException(labels.size() + " labels for " + model);
        }
        if (!Double.isFinite(totalWeight)) {
            throw new IllegalArgumentException("total weight is " + totalWeight + "; it must be finite");
        }
        if (sense != Sense.MAX_CUT && totalWeight != 0) {
            throw new IllegalArgumentException("total weight is " + totalWeight + " of a problem that is no cut");
        }
    }

    /** The maximum cut of a graph whose weights are a model's couplings; its fields and offset must be 0. */
    public static Problem maxCut(PlainIsing graph) {
        return maxCut(graph, VariableLabels.range(1, graph.spins()));
    }

    /** As {@link #maxCut(PlainIsing)}, with other names of the vertices than their numbers from 1. */
    static Problem maxCut(PlainIsing graph, VariableLabels labels) {
        for (int i = 0; i < graph.spins(); i++) {
            if (graph.field(i) != 0) {
                throw new IllegalArgumentException("field " + i + " is " + graph.field(i) + "; a cut problem has none");
            }
        }
        if (graph.offset() != 0) {
            throw new IllegalArgumentException("offset is " + graph.offset() + "; a cut problem has none");
        }
        // with all spins up nothing is cut, and the energy is the weight of all edges
        double total = graph.energy(0, allUp(graph.spins()));
        return new Problem(graph, Sense.MAX_CUT, total, labels);
    }

    private static Spins allUp(int spins) {
        byte[] up = new byte[spins];
        Arrays.fill(up, (byte) 1);
        return Spins.of(up);
    }

    /** A QUBO, its variables numbered from 0. */
    public static Problem of(Qubo qubo) {
        return new Problem(qubo.toIsing(), Sense.MIN_QUBO, 0, VariableLabels.range(0, qubo.variables()));
    }

    /** An Ising model, its spins numbered from 0. */
    public static Problem of(PlainIsing model) {
        return new Problem(model, Sense.MIN_ISING, 0, VariableLabels.range(0, model.spins()));
    }

    /** Number of variables. */
    public int variables() {
        return model.spins();
    }

    /** Number of coupled pairs; of a dense model those whose coupling is not 0, counted anew. */
    public int interactions() {
        return model.interactions();
    }

    /**
     * The value of a state in the problem's own sense, computed from the numbers in the file and rounded once.
     *
     * @throws IllegalArgumentException when the number of spins differs from {@link #variables()}
     */
    public double value(Spins state) {
        return sense == Sense.MAX_CUT
                ? model.energyChange(state, allUp(variables())) / 2
                : told(model.energy(0, state));
    }

    /** The value in the problem's own sense of a state with that energy. */
    public double value(double energy) {
        return sense == Sense.MAX_CUT
                ? decimal(totalWeight).subtract(decimal(energy)).doubleValue() / 2
                : told(energy);
    }

    /** The energy of a state with that value in the problem's own sense. */
    public double energy(double value) {
        return sense == Sense.MAX_CUT && Double.isFinite(value)
                ? decimal(totalWeight)
                        .subtract(decimal(value).multiply(BigDecimal.TWO))
                        .doubleValue()
                : sense == Sense.MAX_CUT ? -value : told(value);
    }

    /** An energy as a value, or a value as an energy, without a zero's sign. */
    private double told(double energy) {
        return sense.isOpposite() ? 0 - energy : energy;
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value);
    }
}
