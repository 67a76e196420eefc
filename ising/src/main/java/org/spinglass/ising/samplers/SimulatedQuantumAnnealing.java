// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.PathRows;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.SpinReads;
import org.spinglass.ising.internal.arrays.BondCouplings;
import org.spinglass.ising.internal.pathintegral.BitSlices;
import org.spinglass.ising.internal.pathintegral.Couplings;
import org.spinglass.ising.internal.pathintegral.FerromagneticGroups;
import org.spinglass.ising.internal.pathintegral.SlicedGroup;
import org.spinglass.ising.internal.pathintegral.SlicedModel;
import org.spinglass.ising.internal.pathintegral.Slices;
import org.spinglass.ising.internal.pathintegral.SpinSlices;
import org.spinglass.ising.internal.pathintegral.SweepCouplings;
import org.spinglass.ising.internal.pathintegral.WorldLineGroup;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.ising.sampling.Trait;

/**
 * Simulated quantum annealing: path-integral Monte Carlo of the Ising model in a transverse field that is turned down,
 *
 * <pre>  H = -Gamma sum_i sigma^x_i + B E(sigma^z),</pre>
 *
 * <p>in continuous imaginary time, so that there is no error from slicing (Rieger and Kawashima 1999; as an annealer
 * Kadowaki and Nishimori 1998, Santoro et al. 2002). A state is a path of each spin through imaginary time, which turns
 * over at some moments; a sweep draws every spin's path once, all pieces between random cuts from their exact
 * conditional distribution. At fixed strengths the states at any one time follow the diagonal of {@code exp(-b H)}.
 * Without a transverse field this is simulated annealing with the heat bath.
 *
 * <p>An {@link EncodedQuadratic} is expanded into plain spins, instance by instance. Cost of a sweep of one read, M
 * turns in the paths of all N spins: on a sparse model {@code degree (N + M)} operations. On a dense one each path
 * takes some {@code sqrt(M)} operations with its fields, and 2 N for each of up to 128 parts of imaginary time in which
 * it changes. Late in an anneal, when paths turn no more, both are the costs of simulated annealing.
 *
 * @param schedule transverse field and inverse temperature of each sweep
 * @param readout which classical state of a read is returned
 * @param joint if above 0, to 1, and the model is sparse: groups of spins that are held together by ferromagnetic
 *     couplings of at least this share of the strongest around them are also flipped as wholes, at all imaginary times,
 *     after each sweep, as chains of an embedding need
 * @param time how imaginary time is held
 * @param betas inverse temperatures in place of those of an automatic quantum schedule; automatic for none
 */
public record SimulatedQuantumAnnealing(
        QuantumSchedule schedule, Readout readout, double joint, ImaginaryTime time, BetaSchedule betas)
        implements Sampler {
    /** Most that slices may change the probabilities of a spin's states, see {@link ImaginaryTime#SLICED}. */
    private static final double MOST_ERROR = 0.01;

    /** How imaginary time is held. */
    public sealed interface ImaginaryTime {
        /** As it is: no error from slicing. */
        ImaginaryTime CONTINUOUS = Whole.CONTINUOUS;

        /**
         * In 64 slices, a path being a word and eight reads the lanes of a vector, where the model is sparse, the
         * readout {@link Readout#FINAL} and the error small; continuous elsewhere. With f the strongest local field
         * that any spin may feel, times beta, {@code (f transverse^2 / 3 + transverse f^2 / 6) / (4096
         * sqrt(transverse^2 + f^2))}, which bounds how much the probabilities of a spin's states change, must be no
         * more than 0.01 in any sweep. It is 0 where the transverse field is, as at the end of an anneal. Some ten
         * times as fast.
         */
        ImaginaryTime SLICED = Whole.SLICED;

        /** The two that are as good as continuous. */
        enum Whole implements ImaginaryTime {
            /** {@link ImaginaryTime#CONTINUOUS}. */
            CONTINUOUS,
            /** {@link ImaginaryTime#SLICED}. */
            SLICED
        }

        /**
         * In a few slices (Trotter): another model, whose states at any one time follow the diagonal of
         *
         * <pre>  (exp(-beta E / 2P) exp(transverse sum sigma^x / P) exp(-beta E / 2P))^P,</pre>
         *
         * <p>for good states in little time. Sparse models whose couplings and fields are small multiples of one size
         * have up to 512 reads side by side, a bit a slice and spin, where there are 8 reads or more; all others one
         * read after the other. With the automatic schedule temperatures are those that suit so many slices. Groups of
         * spins are not turned as wholes.
         *
         * @param number P, 2 to 64
         */
        record Trotter(int number) implements ImaginaryTime {
            /** Most slices. */
            public static final int MOST = 64;

            public Trotter {
                if (!(number >= 2 && number <= MOST)) {
                    throw new IllegalArgumentException("the number of slices is " + number + "; expected 2 to " + MOST);
                }
            }
        }
    }

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
        if (joint > 0 && time instanceof ImaginaryTime.Trotter) {
            throw new IllegalArgumentException("joint is " + joint
                    + " with a number of slices, in which spins are not turned as wholes; expected 0");
        }
        if (!(joint >= 0 && joint <= 1)) {
            throw new IllegalArgumentException("joint is " + joint + "; expected 0 to 1");
        }
    }

    /** At the inverse temperatures that the quantum schedule states or measures. */
    public SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout, double joint, ImaginaryTime time) {
        this(schedule, readout, joint, time, BetaSchedule.automatic());
    }

    /**
     * At other inverse temperatures.
     *
     * @throws IllegalArgumentException when the quantum schedule states its own, as soon as something is sampled
     */
    @Override
    public SimulatedQuantumAnnealing withSchedule(BetaSchedule value) {
        return new SimulatedQuantumAnnealing(schedule, readout, joint, time, value);
    }

    /** In continuous imaginary time. */
    public SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout, double joint) {
        this(schedule, readout, joint, ImaginaryTime.CONTINUOUS);
    }

    /** Moving single spins alone. */
    public SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout) {
        this(schedule, readout, 0);
    }

    /** With the automatic schedule, returning the best state seen. */
    public static SimulatedQuantumAnnealing automatic() {
        return new SimulatedQuantumAnnealing(QuantumSchedule.automatic(), Readout.BEST);
    }

    /** With the automatic schedule, in so many slices of imaginary time, returning the best state seen. */
    public static SimulatedQuantumAnnealing inSlices(int number) {
        return new SimulatedQuantumAnnealing(
                QuantumSchedule.automatic(), Readout.BEST, 0, new ImaginaryTime.Trotter(number));
    }

    @Override
    public String name() {
        return "sqa";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.DIVISIBLE, Trait.READS_IN_PARTS, Trait.OBEYS_STOP_RULES);
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        VectorOps ops = VectorOps.best();
        SpinReads reads = new SpinReads(model, request, ops);
        int sweeps = request.sweeps();
        IntFunction<QuantumSchedule.Strengths> strengths =
                time instanceof ImaginaryTime.Trotter trotter && schedule instanceof QuantumSchedule.Automatic automatic
                        ? automatic.ofSlices(trotter.number(), model, betas, sweeps)
                        : schedule.strengths(model, betas, sweeps);
        IntToDoubleFunction inverse = t -> strengths.apply(t).beta();
        IntToDoubleFunction transverse = t -> strengths.apply(t).transverse();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("readout", readout.name());
        if (joint > 0) {
            options.put("joint", joint);
        }
        options.put("schedule", schedule.toString());
        options.put("transverseFirst", transverse.applyAsDouble(0));
        options.put("transverseLast", transverse.applyAsDouble(sweeps - 1));
        options.put("betaFirst", inverse.applyAsDouble(0));
        options.put("betaLast", inverse.applyAsDouble(sweeps - 1));
        if (time instanceof ImaginaryTime.Trotter inSlices) {
            if (schedule instanceof SpinSchedule) {
                throw new IllegalArgumentException(
                        "strengths that differ from spin to spin, in a few slices; expected SLICED or CONTINUOUS");
            }
            options.put("slices", inSlices.number());
            return inSlices(model, reads, new Slices(inSlices.number(), transverse, inverse), request, options, ops);
        }
        if (schedule instanceof SpinSchedule && !(model instanceof SparseIsing)) {
            throw new IllegalArgumentException(
                    "strengths differ from spin to spin in a model that is not sparse; expected a SparseIsing");
        }
        FerromagneticGroups groups = joint > 0 && model instanceof SparseIsing sparse
                ? FerromagneticGroups.of(Couplings.of(sparse), joint)
                : FerromagneticGroups.none();
        if (time == ImaginaryTime.SLICED
                && readout == Readout.FINAL
                && model instanceof SparseIsing sparse
                && sliceError(sparse, strengths, sweeps) <= MOST_ERROR) {
            options.put("slices", PathRows.SLICES);
            SlicedModel sliced = SlicedModel.of(Couplings.of(sparse), groups);
            return reads.runSideBySide(
                    name(),
                    VectorOps.PATHS,
                    options,
                    (starts, seed) -> new SlicedGroup(
                            sliced,
                            sparse.offset(),
                            starts,
                            transverse,
                            inverse,
                            seed,
                            programmed(sparse, sweeps),
                            ops));
        }
        return reads.run(
                name(),
                options,
                (instance, start, random) -> new WorldLineGroup(
                        start,
                        Couplings.of(instance),
                        readout.slices,
                        transverse,
                        inverse,
                        groups,
                        readout == Readout.FINAL,
                        instance instanceof SparseIsing sparse ? programmed(sparse, sweeps) : null,
                        random,
                        ops));
    }

    private SampleSet inSlices(
            IsingModel model,
            SpinReads reads,
            Slices slices,
            SamplingRequest request,
            Map<String, Object> options,
            VectorOps ops) {
        Slices.Readout told = new Slices.Readout(readout.slices, readout == Readout.FINAL);
        BondCouplings bonds = request.reads() >= BitSlices.WORTH_BITS && model instanceof SparseIsing sparse
                ? BitSlices.bonds(sparse, slices.number())
                : null;
        return bonds == null
                ? reads.run(name(), options, (instance, start, random) -> new SpinSlices(start, slices, told, random))
                : reads.runSideBySide(
                        name(),
                        BitSlices.STATES,
                        options,
                        (starts, seed) -> new BitSlices(bonds, offset(model), starts, slices, told, seed, ops));
    }

    private static double offset(IsingModel model) {
        return model instanceof SparseIsing sparse ? sparse.offset() : 0;
    }

    /** Couplings and fields of each sweep where they differ from spin to spin; null where they do not. */
    private @Nullable SweepCouplings programmed(SparseIsing model, int sweeps) {
        if (!(schedule instanceof SpinSchedule spins)) {
            return null;
        }
        return new SweepCouplings(Couplings.of(model), (sweep, fields, roots) -> {
            SpinSchedule.SpinStrengths strengths = spins.of(sweep, sweeps);
            System.arraycopy(strengths.fields(), 0, fields, 0, fields.length);
            System.arraycopy(strengths.roots(), 0, roots, 0, roots.length);
            return strengths.transverse();
        });
    }

    /** The bound of {@link SlicedGroup#error} over all sweeps, for the spin with the strongest couplings. */
    private double sliceError(SparseIsing model, IntFunction<QuantumSchedule.Strengths> strengths, int sweeps) {
        double strongest = 0;
        double couplings = 0;
        for (int i = 0; i < model.spins(); i++) {
            double sum = 0;
            for (int k = 0; k < model.degree(i); k++) {
                sum += Math.abs(model.coupling(i, k));
            }
            couplings = Math.max(couplings, sum);
            strongest = Math.max(strongest, Math.abs(model.field(i)) + sum);
        }
        double error = 0;
        for (int t = 0; t < sweeps && error <= MOST_ERROR; t++) {
            QuantumSchedule.Strengths at = strengths.apply(t);
            double field = at.beta() * strongest;
            if (schedule instanceof SpinSchedule spins) {
                double most = 0;
                for (double each : spins.of(t, sweeps).fields()) {
                    most = Math.max(most, Math.abs(each));
                }
                field = most + at.beta() * couplings;
            }
            error = Math.max(error, SlicedGroup.error(at.transverse(), field));
        }
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }
}
