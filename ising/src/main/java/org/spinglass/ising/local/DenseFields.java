package org.spinglass.ising.local;

import org.spinglass.compute.Kernel;

/** Local fields of a model with couplings between all pairs. */
public final class DenseFields extends LocalFields {
    private final float[] couplings;
    private final float[] external;
    private final double offset;
    private final Kernel kernel;

    /**
     * The fields of a state.
     *
     * @param couplings J, N x N, row-major, symmetric with a zero diagonal
     * @param external h, length N
     * @param offset constant energy
     * @param sigma the state, +1 or -1 each, taken over
     */
    public DenseFields(float[] couplings, float[] external, double offset, byte[] sigma, Kernel kernel) {
        super(sigma);
        this.couplings = couplings;
        this.external = external;
        this.offset = offset;
        this.kernel = kernel;
        refresh();
    }

    @Override
    public LocalFields at(byte[] state) {
        return new DenseFields(couplings, external, offset, state, kernel);
    }

    @Override
    void compute(byte[] state, float[] into) {
        System.arraycopy(external, 0, into, 0, into.length);
        for (int i = 0; i < state.length; i++) {
            addRow(i, state[i], into);
        }
    }

    @Override
    void addRow(int i, float factor, float[] into) {
        kernel.add(factor, couplings, i * into.length, into, 0, into.length);
    }

    @Override
    float externalField(int i) {
        return external[i];
    }

    @Override
    double offset() {
        return offset;
    }
}
