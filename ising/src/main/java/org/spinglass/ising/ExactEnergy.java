package org.spinglass.ising;

/** Energies of plain models, computed from the numbers given and rounded once. */
final class ExactEnergy {
    private ExactEnergy() {}

    /** The energy of a state, in the model's own numbers. */
    static Total of(PlainIsing model, byte[] sigma) {
        Evaluation evaluation = evaluation(model);
        GivenTerms given = evaluation.given();
        if (given != null) {
            return given.energy(sigma);
        }
        if (evaluation.addsExactly()) {
            double sum = switch (model) {
                case DenseIsing dense -> dense.sum(sigma);
                case SparseIsing sparse -> sparse.sum(sigma);
            };
            return evaluation.offset().plus(sum);
        }
        ExactSum sum = new ExactSum();
        sum.add(evaluation.offset());
        Numbers numbers = numbers(model);
        for (int i = 0; i < sigma.length; i++) {
            sum.add(sigma[i] * numbers.field(i));
        }
        Interactions.ofNumbers(model, (i, j, value) -> sum.add(sigma[i] * sigma[j] * value));
        return sum.total();
    }

    /** The energy of a state. */
    static double valueOf(PlainIsing model, Spins state) {
        requireState(model, state);
        return of(model, state.toArray()).over(evaluation(model).decimals(), 1);
    }

    /** The energy of one state less that of another, over a whole number. */
    static double difference(PlainIsing model, Spins from, Spins to, int divisor) {
        requireState(model, from);
        requireState(model, to);
        ExactSum sum = new ExactSum();
        sum.add(of(model, to.toArray()));
        sum.subtract(of(model, from.toArray()));
        return sum.total().over(evaluation(model).decimals(), divisor);
    }

    private static void requireState(PlainIsing model, Spins state) {
        if (state.size() != model.spins()) {
            throw new IllegalArgumentException(state.size() + " spins for " + model);
        }
    }

    static Evaluation evaluation(PlainIsing model) {
        return switch (model) {
            case DenseIsing dense -> dense.evaluation();
            case SparseIsing sparse -> sparse.evaluation();
        };
    }

    static Numbers numbers(PlainIsing model) {
        return switch (model) {
            case DenseIsing dense -> dense.numbers();
            case SparseIsing sparse -> sparse.numbers();
        };
    }
}
