package org.spinglass.ising.io;

import org.spinglass.ising.Interactions;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.Qubo;
import org.spinglass.ising.RoundedIsing;

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
 * <p>Both ways are exact for whole numbers below 2^53. Immutable.
 *
 * @param model the model to minimise
 * @param sense what the value is
 * @param totalWeight the weight of all edges of a cut problem, otherwise 0
 * @param labels what the file calls the variables
 * @param rounding the most that a value differs from that of the coefficients in the file, which the model rounds to
 *     float32; 0 when float32 holds them all
 */
public record Problem(PlainIsing model, Sense sense, double totalWeight, VariableLabels labels, double rounding) {

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
        double[] total = {0};
        Interactions.of(graph, (i, j, weight) -> total[0] += weight);
        for (int i = 0; i < graph.spins(); i++) {
            if (graph.field(i) != 0) {
                throw new IllegalArgumentException("field " + i + " is " + graph.field(i) + "; a cut problem has none");
            }
        }
        if (graph.offset() != 0) {
            throw new IllegalArgumentException("offset is " + graph.offset() + "; a cut problem has none");
        }
        return new Problem(graph, Sense.MAX_CUT, total[0], VariableLabels.range(1, graph.spins()), 0);
    }

    /** A QUBO, its variables numbered from 0. */
    public static Problem of(Qubo qubo) {
        RoundedIsing rounded = qubo.toRounded();
        return new Problem(
                rounded.model(), Sense.MIN_QUBO, 0, VariableLabels.range(0, qubo.variables()), rounded.rounding());
    }

    /** An Ising model, its spins numbered from 0. */
    public static Problem of(PlainIsing model) {
        return new Problem(model, Sense.MIN_ISING, 0, VariableLabels.range(0, model.spins()), 0);
    }

    /** Number of variables. */
    public int variables() {
        return model.spins();
    }

    /** Number of coupled pairs; of a dense model those whose coupling is not 0, counted anew. */
    public int interactions() {
        return model.interactions();
    }

    /** The value in the problem's own sense of a state with that energy. */
    public double value(double energy) {
        return sense == Sense.MAX_CUT ? (totalWeight - energy) / 2 : sense.isOpposite() ? 0 - energy : energy;
    }

    /** The energy of a state with that value in the problem's own sense. */
    public double energy(double value) {
        return sense == Sense.MAX_CUT ? totalWeight - 2 * value : sense.isOpposite() ? 0 - value : value;
    }
}
