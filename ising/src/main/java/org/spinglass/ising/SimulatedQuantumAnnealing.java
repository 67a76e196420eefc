package org.spinglass.ising;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.spinglass.compute.Kernel;
import org.spinglass.compute.Kernels;
import org.spinglass.ising.annealing.Anneal;
import org.spinglass.ising.annealing.ReadGroup;
import org.spinglass.ising.annealing.ReadGroups;
import org.spinglass.ising.local.LocalFields;
import org.spinglass.ising.pathintegral.Couplings;
import org.spinglass.ising.pathintegral.WorldLineGroup;
import org.spinglass.ising.random.RandomStream;

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
 * <p>An {@link EncodedQuadratic} is expanded into plain spins, form by form. Cost of a sweep of one read, K turns in the
 * paths of all N spins: {@code N (N + K)} operations on a dense model, on a sparse one {@code degree (N + K)}, and N more
 * flips' worth for each slice that is watched.
 *
 * @param schedule transverse field and inverse temperature of each sweep
 * @param readout which classical state of a read is returned
 */
public record SimulatedQuantumAnnealing(QuantumSchedule schedule, Readout readout) implements Sampler {

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
        StartStates starts = StartStates.of(model, request);
        List<QuantumSchedule.Strengths> strengths = schedule.strengths(model, request.schedule());
        double[] betas =
                strengths.stream().mapToDouble(QuantumSchedule.Strengths::beta).toArray();
        double[] transverse = strengths.stream()
                .mapToDouble(QuantumSchedule.Strengths::transverse)
                .toArray();
        long[] seeds = ReadGroups.seeds(request.seed(), Math.multiplyExact(model.forms(), request.reads()));
        List<List<Spins>> states = new ArrayList<>();
        Anneal anneal = new Anneal(betas, request.stop(), request.progress());
        int sweeps = 0;
        long accepted = 0;
        long tried = 0;
        boolean isCancelled = false;
        long began = System.nanoTime();
        for (int form = 0; form < model.forms(); form++) {
            PlainIsing plain = PlainIsing.of(model, form);
            Couplings couplings = couplings(plain);
            List<Supplier<ReadGroup>> groups = new ArrayList<>();
            for (int read = 0; read < request.reads(); read++) {
                int column = form * request.reads() + read;
                groups.add(() -> {
                    RandomStream random = new RandomStream(seeds[column], kernel);
                    LocalFields start = PlainIsing.fieldsOf(plain, starts.state(column, random), kernel);
                    return new WorldLineGroup(
                            start, couplings, readout.slices, transverse, readout == Readout.FINAL, random);
                });
            }
            Anneal.Result result = anneal.run(groups, request.workers());
            states.add(result.states());
            sweeps = Math.max(sweeps, result.sweeps());
            accepted += result.accepted();
            tried += result.tried();
            isCancelled |= result.isCancelled();
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofForms(model, states, request.boundSweeps(), request.workers());
        double boundSeconds = (System.nanoTime() - boundBegan) * 1e-9;
        Provenance provenance = new Provenance(
                name(),
                options(request, strengths, kernel),
                request.seed(),
                sweeps,
                tried == 0 ? 0 : (double) accepted / tried,
                tried,
                seconds,
                boundSeconds,
                isCancelled);
        return SampleSet.of(model, states, bounds, provenance);
    }

    private static Couplings couplings(PlainIsing model) {
        return switch (model) {
            case DenseIsing dense -> new Couplings.Dense(dense.couplings());
            case SparseIsing sparse -> new Couplings.Sparse(sparse.starts(), sparse.neighbours(), sparse.couplings());
        };
    }

    private Map<String, Object> options(
            SamplingRequest request, List<QuantumSchedule.Strengths> strengths, Kernel kernel) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("readout", readout.name());
        options.put("reads", request.reads());
        options.put("schedule", schedule.toString());
        options.put("sweeps", strengths.size());
        options.put("transverseFirst", strengths.getFirst().transverse());
        options.put("transverseLast", strengths.getLast().transverse());
        options.put("betaFirst", strengths.getFirst().beta());
        options.put("betaLast", strengths.getLast().beta());
        options.put("initial", request.initial().getClass().getSimpleName());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", kernel.name());
        return options;
    }
}
