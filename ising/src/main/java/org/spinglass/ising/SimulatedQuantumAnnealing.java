package org.spinglass.ising;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spinglass.compute.Kernel;
import org.spinglass.compute.Kernels;
import org.spinglass.ising.pathintegral.Couplings;
import org.spinglass.ising.pathintegral.FerromagneticGroups;
import org.spinglass.ising.pathintegral.WorldLineGroup;

/**
 * Simulated quantum annealing: path-integral Monte Carlo of the Ising model in a transverse field that is turned down,
 *
 * <pre>  H = -Gamma sum_i sigma^x_i + B E(sigma^z),</pre>
 *
 * <p>in continuous imaginary time, so that there is no error from slicing (Rieger and Kawashima 1999; as an annealer
 * Kadowaki and Nishimori 1998, Santoro et al. 2002). A state is a path of each spin through imaginary time, which turns
 * over at some moments; a sweep draws every spin's path once, all pieces between random cuts from their exact conditional
 * distribution. At fixed strengths the states at any one time follow the diagonal of {@code exp(-b H)}. Without a
 * transverse field this is simulated annealing with the heat bath.
 *
 * <p>An {@link EncodedQuadratic} is expanded into plain spins, form by form. Cost of a sweep of one read, M turns in the
 * paths of all N spins: on a sparse model {@code degree (N + M)} operations. On a dense one each path takes some {@code
 * sqrt(M)} operations with its fields, and 2 N for each of up to 128 parts of imaginary time in which it changes. Late in an
 * anneal, when paths turn no more, both are the costs of simulated annealing.
 *
 * @param schedule transverse field and inverse temperature of each sweep
 * @param readout which classical state of a read is returned
 * @param joint if above 0, to 1, and the model is sparse: groups of spins that are held together by ferromagnetic couplings
 *     of at least this share of the strongest around them are also flipped as wholes, at all imaginary times, after each
 *     sweep, as chains of an embedding need
 */
public record SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout, double joint) implements Sampler {

    /** Which classical state of a read is returned. */
    public enum Readout {
        /** The state at imaginary time 0 after the last sweep: what measuring all spins gives. */
        FINAL(1),
        /** The best state seen at imaginary time 0 after any sweep. */
        BEST(1),
        /** The best state seen at any of four equally spaced imaginary times after any sweep. */
        BEST_OF_SLICES(4);

        private final int slices;

        Readout(int slices) {
            this.slices = slices;
        }
    }

    public SimulatedQuantumAnnealing {
        if (!(joint >= 0 && joint <= 1)) {
            throw new IllegalArgumentException("joint is " + joint + "; expected 0 to 1");
        }
    }

    /** Moving single spins alone. */
    public SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout) {
        this(schedule, readout, 0);
    }

    /** With the automatic schedule, returning the best state seen. */
    public static SimulatedQuantumAnnealing automatic() {
        return new SimulatedQuantumAnnealing(QuantumSchedule.automatic(), Readout.BEST);
    }

    @Override
    public String name() {
        return "sqa";
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        return sample(model, request, Kernels.best());
    }

    /** With a chosen kernel, for tests. */
    SampleSet sample(IsingModel model, SamplingRequest request, Kernel kernel) {
        SpinReads reads = new SpinReads(model, request, kernel);
        List<QuantumSchedule.Strengths> strengths = schedule.strengths(model, request.schedule());
        double[] betas =
                strengths.stream().mapToDouble(QuantumSchedule.Strengths::beta).toArray();
        double[] transverse = strengths.stream()
                .mapToDouble(QuantumSchedule.Strengths::transverse)
                .toArray();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("readout", readout.name());
        if (joint > 0) {
            options.put("joint", joint);
        }
        options.put("schedule", schedule.toString());
        options.put("transverseFirst", transverse[0]);
        options.put("transverseLast", transverse[transverse.length - 1]);
        options.put("betaFirst", betas[0]);
        options.put("betaLast", betas[betas.length - 1]);
        FerromagneticGroups groups = joint > 0 && model instanceof SparseIsing sparse
                ? FerromagneticGroups.of(couplings(sparse), joint)
                : FerromagneticGroups.none();
        return reads.run(
                name(),
                betas,
                options,
                (form, start, random) -> new WorldLineGroup(
                        start,
                        couplings(form),
                        readout.slices,
                        transverse,
                        groups,
                        readout == Readout.FINAL,
                        random,
                        kernel));
    }

    private static Couplings couplings(PlainIsing model) {
        return switch (model) {
            case DenseIsing dense -> new Couplings.Dense(SingleCopy.couplings(dense), SingleCopy.fields(dense));
            case SparseIsing sparse -> couplings(sparse);
        };
    }

    private static Couplings.Sparse couplings(SparseIsing model) {
        return new Couplings.Sparse(
                model.starts(), model.neighbours(), SingleCopy.couplings(model), SingleCopy.fields(model));
    }
}
