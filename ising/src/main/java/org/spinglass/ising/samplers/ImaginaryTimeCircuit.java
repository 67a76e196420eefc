// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.spinglass.compute.Halt;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.annealing.ReadGroups;
import org.spinglass.ising.internal.circuit.CircuitState;
import org.spinglass.ising.internal.circuit.PairAngles;
import org.spinglass.ising.internal.random.RandomStream;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.LowerBound;
import org.spinglass.ising.sampling.Progress;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * A circuit of quantum gates that mimics imaginary time (ITEMC). Each qubit begins in
 * {@code Ry(2 arctan tanh(tau h_i)) |+>}, the state of its field after an imaginary time tau. Then for every coupled
 * pair i &lt; j, in the order of the rows, the gate
 *
 * <pre>  exp(-i/2 (t1 Z_i Y_j + t0 Y_i Z_j))</pre>
 *
 * is applied with the angles at which {@code <J_ij Z_i Z_j + h_i Z_i + h_j Z_j>} is least: the best of one angle given
 * the other is known in closed form, and they are taken in turns until the energy rests. In the end all qubits are
 * measured so many times, and the commonest state is the read's; of equally common ones that of the least energy.
 *
 * <p>What is exact: up to {@value #MOST_EXACT} spins all amplitudes are kept, and shots are those of the circuit. For
 * more spins amplitudes cannot be kept, and what pairs of qubits correlate is forgotten after each gate: every gate
 * then acts exactly on the product of its two qubits' reduced states, and shots are drawn from the product of those of
 * all. Of such a model without any field this would know nothing, as up and down are then alike for every qubit by
 * itself: it is refused.
 *
 * <p>Draws low energies, not the Boltzmann distribution. The request's schedule must be automatic, and its sweeps mean
 * nothing; it must start at random. All reads of an instance share its circuit. An {@link EncodedQuadratic} is expanded
 * into spins, (N n)^2 floats, instances spread over the request's threads. Cost: two passes over {@code 2^N} amplitudes
 * a pair, or some hundred operations a pair. Stop rule and listener are asked between gates; a circuit that is ended is
 * measured where it stands, one read of each instance.
 *
 * @param tau imaginary time of the fields, in units of one over energy as the model states it, positive; empty for
 *     {@code 1 / (2 r)}, r the root mean square of the fields
 * @param shots measurements of a read, at least 1
 */
public record ImaginaryTimeCircuit(OptionalDouble tau, int shots) implements Sampler {
    /** The most spins of which all amplitudes are kept. */
    public static final int MOST_EXACT = 20;

    /** Measurements of a read. */
    public static final int SHOTS = 25;

    private static final double FIELDS = 0.5;

    /** Gates between two questions whether to go on, of the product states. */
    private static final int ASKED = 1 << 14;

    public ImaginaryTimeCircuit {
        if (tau.isPresent() && !(tau.getAsDouble() > 0 && Double.isFinite(tau.getAsDouble()))) {
            throw new IllegalArgumentException("tau is " + tau.getAsDouble() + "; expected a finite number above 0");
        }
        if (shots < 1) {
            throw new IllegalArgumentException("shots is " + shots + "; expected at least 1");
        }
    }

    /** With the automatic tau and {@value #SHOTS} shots. */
    public static ImaginaryTimeCircuit standard() {
        return new ImaginaryTimeCircuit(OptionalDouble.empty(), SHOTS);
    }

    @Override
    public String name() {
        return "itemc";
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        return sample(model, request, model.spins() <= MOST_EXACT, VectorOps.best());
    }

    /** With the way of keeping the state chosen, for tests. */
    SampleSet sample(IsingModel model, SamplingRequest request, boolean isExact, VectorOps ops) {
        request.part().requireWhole(name());
        if (!(request.initial() instanceof InitialState.Random)) {
            throw new IllegalArgumentException("initial states are "
                    + request.initial().getClass().getSimpleName() + "; " + name() + " begins in a state of its own");
        }
        long began = System.nanoTime();
        int reads = request.reads();
        long[] seeds = ReadGroups.seeds(request.seed(), Math.multiplyExact(model.instances(), reads));
        List<List<Spins>> states = new ArrayList<>(Collections.nCopies(model.instances(), List.of()));
        AtomicBoolean isCancelled = new AtomicBoolean();
        AtomicBoolean isStopped = new AtomicBoolean();
        BooleanSupplier goesOn = () -> goesOn(request, began, isCancelled, isStopped);
        long[] gates = new long[model.instances()];
        Halt.duringCall(() -> {
            request.workers().forEach(model.instances(), instance -> {
                PlainIsing plain = PlainIsing.of(model, instance);
                CircuitState state = start(plain, isExact);
                gates[instance] = run(plain, state, isExact, goesOn);
                List<Spins> found = new ArrayList<>();
                for (int read = 0; read < reads && !(read > 0 && isStopped.get()); read++) {
                    found.add(commonest(plain, state, new RandomStream(seeds[instance * reads + read], ops)));
                }
                states.set(instance, found);
            });
            isCancelled.compareAndSet(false, Halt.isInterrupted());
            return true;
        });
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("tau", tau.isPresent() ? tau.getAsDouble() : "1 / (2 rms of the fields)");
        options.put("shots", shots);
        options.put("state", isExact ? "amplitudes" : "products");
        options.put("reads", reads);
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", request.workers().threads());
        options.put("kernel", ops.name());
        long moves = 0;
        for (long count : gates) {
            moves += count;
        }
        Provenance provenance = new Provenance(
                name(),
                options,
                request.seed(),
                0,
                0,
                moves,
                seconds,
                (System.nanoTime() - boundBegan) * 1e-9,
                isCancelled.get());
        return SampleSet.of(model, states, bounds, provenance);
    }

    private static boolean goesOn(
            SamplingRequest request, long began, AtomicBoolean isCancelled, AtomicBoolean isStopped) {
        Progress now = Progress.none(Duration.ofNanos(System.nanoTime() - began));
        if (!request.progress().goesOn(now)) {
            isCancelled.set(true);
        }
        if (isCancelled.get() || request.stop().stopsAt(now) || Halt.isCalled()) {
            isStopped.set(true);
        }
        return !isStopped.get();
    }

    private CircuitState start(PlainIsing model, boolean isExact) {
        double[] fields = new double[model.spins()];
        double largest = 0;
        for (int i = 0; i < fields.length; i++) {
            fields[i] = model.field(i);
            largest = Math.max(largest, Math.abs(fields[i]));
        }
        if (largest == 0 && !isExact) {
            throw new IllegalArgumentException(model + " has no field on any of its " + model.spins() + " spins; "
                    + name() + " takes such models of up to " + MOST_EXACT + " spins");
        }
        double squares = 0;
        for (double field : fields) {
            squares += largest == 0 ? 1 : (field / largest) * (field / largest);
        }
        double unit = largest == 0 ? 1 : largest;
        double ownTau = FIELDS / Math.sqrt(squares / fields.length) / unit;
        return CircuitState.of(fields, tau.orElse(ownTau), isExact);
    }

    /** All gates; returns their number. */
    private static long run(PlainIsing model, CircuitState state, boolean isExact, BooleanSupplier goesOn) {
        int rest = isExact ? Math.max(1, ASKED >> Math.min(30, model.spins())) : ASKED;
        long[] gates = {0};
        boolean[] goes = {goesOn.getAsBoolean()};
        Interactions.of(model, (i, j, coupling) -> {
            if (goes[0]) {
                PairAngles best = PairAngles.best(state.means(i, j), coupling, model.field(i), model.field(j));
                state.turn(i, j, best);
                gates[0]++;
                goes[0] = gates[0] % rest != 0 || goesOn.getAsBoolean();
            }
        });
        state.measure();
        return gates[0];
    }

    private Spins commonest(PlainIsing model, CircuitState state, RandomStream random) {
        Map<Spins, Integer> counts = new LinkedHashMap<>();
        for (int shot = 0; shot < shots; shot++) {
            counts.merge(state.draw(random), 1, Integer::sum);
        }
        int most = Collections.max(counts.values());
        Spins best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<Spins, Integer> entry : counts.entrySet()) {
            if (entry.getValue() == most) {
                double energy = model.energy(0, entry.getKey());
                if (best == null || energy < least) {
                    best = entry.getKey();
                    least = energy;
                }
            }
        }
        return Objects.requireNonNull(best);
    }
}
