package org.spinglass.ising;

import java.util.Optional;
import org.spinglass.compute.Kernel;
import org.spinglass.ising.annealing.WholeRows;
import org.spinglass.ising.local.DenseFields;
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
    float field(int i);

    /** The constant part of the energy. */
    double offset();

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

    /** The local fields of a state, which is taken over: what samplers walk on. */
    static LocalFields fieldsOf(PlainIsing model, byte[] sigma, Kernel kernel) {
        if (sigma.length != model.spins()) {
            throw new IllegalArgumentException(sigma.length + " spins for " + model);
        }
        return switch (model) {
            case DenseIsing dense -> new DenseFields(dense.couplings(), dense.fields(), dense.offset(), sigma, kernel);
            case SparseIsing sparse ->
                new SparseFields(
                        sparse.starts(),
                        sparse.neighbours(),
                        sparse.couplings(),
                        sparse.fields(),
                        sparse.offset(),
                        sigma);
        };
    }

    /** The model's couplings and fields as 16-bit whole numbers of a unit, where they are so. */
    static Optional<WholeRows> wholeRowsOf(PlainIsing model, Kernel kernel) {
        return switch (model) {
            case DenseIsing dense -> WholeRows.ofMatrix(dense.couplings(), dense.fields(), kernel);
            case SparseIsing sparse ->
                WholeRows.ofLists(sparse.starts(), sparse.neighbours(), sparse.couplings(), sparse.fields());
        };
    }
}
