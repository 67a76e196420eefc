package org.spinglass.ising;

import java.util.Optional;
import org.spinglass.compute.Kernel;
import org.spinglass.ising.annealing.WholeRows;
import org.spinglass.ising.local.DenseFields;
import org.spinglass.ising.local.DoubleFields;
import org.spinglass.ising.local.DoubleRows;
import org.spinglass.ising.local.LocalFields;
import org.spinglass.ising.local.SparseFields;

/**
 * One energy over plain spins, with its couplings stored one by one:
 *
 * <pre>  E(sigma) = sum_{i&lt;j} J_ij sigma_i sigma_j + sum_i h_i sigma_i + offset,   sigma_i = +1 or -1.</pre>
 */
public sealed interface PlainIsing extends IsingModel permits DenseIsing, SparseIsing {

    @Override
    default int forms() {
        return 1;
    }

    /** Number of pairs with a stored coupling; of a dense model those whose coupling is not zero. */
    int interactions();

    /** h_i. */
    double field(int i);

    /** The constant part of the energy. */
    double offset();

    /**
     * A model with all pairs in one array, dense or sparse as {@link DenseIsing#suits} says.
     *
     * @param fields h, length N; taken over, not copied
     * @param upper J_ij of the pairs i &lt; j, row-major, {@code N (N - 1) / 2} of them; used up
     * @param offset constant energy
     * @throws IllegalArgumentException when lengths do not fit or a value is not finite
     */
    static PlainIsing ofTriangle(double[] fields, double[] upper, double offset) {
        return SpinTerms.ofSpins(Terms.of(fields, UpperTriangle.ofPacked(fields.length, upper), offset))
                .model();
    }

    /** As {@link #ofTriangle}, with the numbers taken as decimal ones as {@link IsingBuilder#readDecimals} does. */
    static PlainIsing ofDecimalTriangle(double[] fields, double[] upper, double offset) {
        return SpinTerms.ofSpins(Terms.of(fields, UpperTriangle.ofPacked(fields.length, upper), offset)
                        .readDecimals())
                .model();
    }

    /**
     * A form of any model as a plain one: a plain model itself, of an encoded one its expansion into spins.
     *
     * @throws IndexOutOfBoundsException when there is no such form
     */
    static PlainIsing of(IsingModel model, int form) {
        return switch (model) {
            case PlainIsing plain -> {
                java.util.Objects.checkIndex(form, 1);
                yield plain;
            }
            case EncodedQuadratic encoded -> encoded.toIsing(form);
        };
    }

    /**
     * The energy of a state, computed from the numbers that the model was given and rounded once: the double next to the true
     * value, whatever cancels. Where a model was made from decimal numbers ({@link IsingBuilder#readDecimals}) the true value is
     * that of the decimals.
     *
     * <p>Cost: N + M additions of a sparse model, N^2 / 2 of a dense one; some three times as much where sums would be rounded.
     *
     * @throws IllegalArgumentException when there is no such form or the number of spins differs from {@link #spins()}
     */
    @Override
    default double energy(int form, Spins state) {
        if (form != 0 || state.size() != spins()) {
            throw new IllegalArgumentException("form " + form + " with " + state.size()
                    + " spins, of a model of 1 form with " + spins() + " spins");
        }
        return ExactEnergy.valueOf(this, state);
    }

    /**
     * The energy of one state less that of another, computed as {@link #energy} is and rounded once.
     *
     * @throws IllegalArgumentException when the number of spins differs from {@link #spins()}
     */
    default double energyChange(Spins from, Spins to) {
        return ExactEnergy.difference(this, from, to, 1);
    }

    /**
     * Whether samplers follow the local fields of this model in single precision, as that holds the couplings and fields and all
     * their sums by rows; they use double precision otherwise.
     */
    default boolean isSingle() {
        return ExactEnergy.numbers(this) instanceof Numbers.Single;
    }

    /** The local fields of a state, which is taken over: what samplers walk on. */
    static LocalFields fieldsOf(PlainIsing model, byte[] sigma, Kernel kernel) {
        if (sigma.length != model.spins()) {
            throw new IllegalArgumentException(sigma.length + " spins for " + model);
        }
        Evaluation evaluation = ExactEnergy.evaluation(model);
        double offset = evaluation.offset().high();
        double unit = Decimals.unit(evaluation.decimals());
        return switch (ExactEnergy.numbers(model)) {
            case Numbers.Single single ->
                switch (model) {
                    case DenseIsing dense ->
                        new DenseFields(single.coupling(), single.field(), offset, unit, sigma, kernel);
                    case SparseIsing sparse ->
                        new SparseFields(
                                sparse.starts(),
                                sparse.neighbours(),
                                single.coupling(),
                                single.field(),
                                offset,
                                unit,
                                sigma,
                                kernel);
                };
            case Numbers.Wide wide -> {
                DoubleRows rows = switch (model) {
                    case DenseIsing dense -> DoubleRows.dense(wide.coupling(), kernel);
                    case SparseIsing sparse -> DoubleRows.sparse(sparse.starts(), sparse.neighbours(), wide.coupling());
                };
                yield new DoubleFields(rows, wide.field(), offset, unit, sigma, kernel);
            }
        };
    }

    /** The model's couplings and fields as 16-bit whole numbers of a unit, where they are so. */
    static Optional<WholeRows> wholeRowsOf(PlainIsing model, Kernel kernel) {
        if (!(ExactEnergy.numbers(model) instanceof Numbers.Single single)) {
            return Optional.empty();
        }
        double unit = Decimals.unit(ExactEnergy.evaluation(model).decimals());
        return switch (model) {
            case DenseIsing dense ->
                dense.rows().get(kernel, () -> WholeRows.ofMatrix(single.coupling(), single.field(), unit, kernel));
            case SparseIsing sparse ->
                sparse.rows()
                        .get(
                                kernel,
                                () -> WholeRows.ofLists(
                                        sparse.starts(), sparse.neighbours(), single.coupling(), single.field(), unit));
        };
    }
}
