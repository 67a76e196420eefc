package org.spinglass.ising;

/** A walk over the coupled pairs of a model. */
public final class Interactions {
    private Interactions() {}

    /** Is told pairs and their coefficients. */
    @FunctionalInterface
    public interface Visitor {
        /** One pair, i &lt; j. */
        void visit(int i, int j, double value);
    }

    /**
     * Tells the visitor every pair with a stored coupling, by row and column; of a dense model those whose coupling is
     * not zero. Cost: N + M operations, or N^2 / 2 of a dense model.
     */
    public static void of(PlainIsing model, Visitor visitor) {
        int decimals = ExactEnergy.evaluation(model).decimals();
        ofNumbers(model, (i, j, value) -> visitor.visit(i, j, Decimals.value(value, decimals)));
    }

    /** The same with the couplings in the model's own numbers. */
    static void ofNumbers(PlainIsing model, Visitor visitor) {
        switch (model) {
            case DenseIsing dense -> {
                int n = dense.spins();
                for (int i = 0; i < n; i++) {
                    for (int j = i + 1; j < n; j++) {
                        double value = dense.numbers().coupling(i * n + j);
                        if (value != 0) {
                            visitor.visit(i, j, value);
                        }
                    }
                }
            }
            case SparseIsing sparse -> {
                int[] starts = sparse.starts();
                int[] neighbours = sparse.neighbours();
                for (int i = 0; i < sparse.spins(); i++) {
                    for (int k = starts[i]; k < starts[i + 1]; k++) {
                        if (neighbours[k] > i) {
                            visitor.visit(i, neighbours[k], sparse.numbers().coupling(k));
                        }
                    }
                }
            }
        }
    }
}
