// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
 * The exact dynamics of a quantum annealer that nothing disturbs, for up to {@value #MOST_SPINS} spins: the
 * Schroedinger equation
 *
 * <pre>  i d psi / dt = (2 pi / h) H(t / T) psi,   H(s) / h = -A(s)/2 sum_q sigma^x_q + B(s)/2 E(sigma^z),</pre>
 *
 * <p>from the ground state of the transverse field, at zero temperature. Reads are drawn from {@code |psi(T)|^2}.
 *
 * <p>Steps are Suzuki's fourth-order product (1990) of five symmetric splittings, each unitary to rounding, the
 * strengths taken at their midpoints. The number of steps is doubled until the distribution moves by less than the
 * tolerance in total variation, and the finer one stands. Cost: steps times {@code 5 (n + 20) 2^n} operations, steps
 * growing with the time and with B times the spread of E. Schedules of a request mean nothing here and must be
 * automatic; its workers are not used.
 *
 * <p>Stop rule and listener are asked in the course of the integration, many times a second. When they end it reads are
 * drawn from the last distribution that came to its end, or from the uniform one of the start, and provenance tells how
 * many steps that had. There is no energy to tell them before the end.
 *
 * @param functions A and B
 * @param nanoseconds T, positive
 * @param tolerance of the distribution, in total variation, positive
 */
public record SchroedingerEvolution(AnnealingFunctions functions, double nanoseconds, double tolerance)
        implements Sampler {
    /** The most spins of a model. */
    public static final int MOST_SPINS = 16;

    private static final double STANDARD_TOLERANCE = 1e-6;
    private static final double SUZUKI = 1 / (4 - Math.cbrt(4));
    private static final double[] STAGES = {SUZUKI, SUZUKI, 1 - 4 * SUZUKI, SUZUKI, SUZUKI};
    private static final int MOST_STEPS = 1 << 24;

    /** Steps of few spins between two questions whether to go on; of many spins fewer, as they take longer. */
    private static final int ASKED = 1024;

    public SchroedingerEvolution {
        if (!(nanoseconds > 0 && nanoseconds < 1e9)) {
            throw new IllegalArgumentException(
                    "the annealing time is " + nanoseconds + " ns; expected a number above 0");
        }
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("the tolerance is " + tolerance + "; expected a number above 0");
        }
    }

    /** An anneal of so many nanoseconds with {@link AnnealingFunctions#standard}, to 1e-6 in total variation. */
    public static SchroedingerEvolution standard(double nanoseconds) {
        return new SchroedingerEvolution(AnnealingFunctions.standard(), nanoseconds, STANDARD_TOLERANCE);
    }

    @Override
    public String name() {
        return "schroedinger";
    }

    /**
     * The probability of every state at the end, {@code 2^n}; bit i of an index is 1 where spin i is up.
     *
     * @throws IllegalArgumentException when the model has more than {@value #MOST_SPINS} spins
     */
    public double[] probabilities(PlainIsing model) {
        Distribution found = distribution(model, () -> true);
        if (!found.isConverged()) {
            throw unreached(found);
        }
        return found.probabilities();
    }

    private IllegalArgumentException unreached(Distribution found) {
        return new IllegalArgumentException(found.steps() + " steps do not give the distribution to within " + tolerance
                + "; expected a shorter annealing time or smaller couplings");
    }

    /**
     * What an integration came to.
     *
     * @param steps of the anneal; 0 for the uniform distribution of the start
     * @param isConverged whether half the steps gave the same to within the tolerance
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Distribution(double[] probabilities, int steps, boolean isConverged) {}

    private Distribution distribution(PlainIsing model, BooleanSupplier goesOn) {
        requireSize(model);
        double[] energies = energies(model);
        double spread = Arrays.stream(energies).max().orElse(0)
                - Arrays.stream(energies).min().orElse(0);
        double fastest = Math.max(
                Arrays.stream(functions.a()).max().orElse(0) * model.spins(),
                Arrays.stream(functions.b()).max().orElse(0) * spread);
        int steps = (int) Math.clamp(nanoseconds * fastest / 4, 16, MOST_STEPS / 2);
        double[] uniform = new double[1 << model.spins()];
        Arrays.fill(uniform, 1.0 / uniform.length);
        double[] coarse = evolve(model.spins(), energies, steps, goesOn);
        if (coarse == null) {
            return new Distribution(uniform, 0, false);
        }
        while (true) {
            double[] fine = evolve(model.spins(), energies, 2 * steps, goesOn);
            if (fine == null) {
                return new Distribution(coarse, steps, false);
            }
            steps *= 2;
            double distance = 0;
            for (int x = 0; x < fine.length; x++) {
                distance += Math.abs(fine[x] - coarse[x]) / 2;
            }
            if (distance < tolerance || steps >= MOST_STEPS) {
                return new Distribution(fine, steps, distance < tolerance);
            }
            coarse = fine;
        }
    }

    private static void requireSize(PlainIsing model) {
        if (model.spins() > MOST_SPINS) {
            throw new IllegalArgumentException(
                    model.spins() + " spins; the Schroedinger equation is integrated for at most " + MOST_SPINS);
        }
    }

    /** The probability to end in a state of the lowest energy. */
    public double groundProbability(PlainIsing model) {
        double[] probabilities = probabilities(model);
        double[] energies = energies(model);
        double lowest = Arrays.stream(energies).min().orElse(0);
        double sum = 0;
        for (int x = 0; x < energies.length; x++) {
            if (energies[x] <= lowest + 1e-9 * Math.max(1, Math.abs(lowest))) {
                sum += probabilities[x];
            }
        }
        return sum;
    }

    /** Without the model's constant, which is a phase of all states alike. */
    private static double[] energies(PlainIsing model) {
        double[] energies = new double[1 << model.spins()];
        for (int x = 0; x < energies.length; x++) {
            energies[x] = model.energy(0, Spins.ofWords(model.spins(), new long[] {x})) - model.offset();
        }
        return energies;
    }

    /** Null where it was told to end. */
    private double @Nullable [] evolve(int qubits, double[] energies, int steps, BooleanSupplier goesOn) {
        Wavefunction psi = new Wavefunction(qubits, energies);
        double step = nanoseconds / steps;
        int rest = Math.max(1, ASKED >> Math.max(0, qubits - 6));
        for (int t = 0; t < steps; t++) {
            if (t % rest == 0 && !goesOn.getAsBoolean()) {
                return null;
            }
            double time = t * step;
            for (double stage : STAGES) {
                double dt = stage * step;
                double s = (time + dt / 2) / nanoseconds;
                double half = Math.PI * functions.b(s) * dt / 2;
                psi.turnPhases(half);
                psi.flip(Math.PI * functions.a(s) * dt);
                psi.turnPhases(half);
                time += dt;
            }
        }
        return psi.probabilities();
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        request.part().requireWhole(name());
        if (!(request.initial() instanceof InitialState.Random)) {
            throw new IllegalArgumentException("initial state " + request.initial()
                    + "; the Schroedinger equation is integrated from the ground state of the transverse field");
        }
        long began = System.nanoTime();
        SplittableRandom seeds = new SplittableRandom(request.seed());
        List<List<Spins>> states = new ArrayList<>();
        AtomicBoolean isCancelled = new AtomicBoolean();
        int[] asked = new int[1];
        BooleanSupplier goesOn = () -> {
            Progress now = new Progress(
                    asked[0]++,
                    Integer.MAX_VALUE,
                    Double.POSITIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    0,
                    0,
                    Duration.ofNanos(System.nanoTime() - began));
            isCancelled.compareAndSet(false, !request.progress().goesOn(now));
            return !isCancelled.get() && !request.stop().stopsAt(now);
        };
        int steps = Integer.MAX_VALUE;
        boolean isConverged = true;
        for (int instance = 0; instance < model.instances(); instance++) {
            PlainIsing plain = PlainIsing.of(model, instance);
            Distribution found = distribution(plain, goesOn);
            if (!found.isConverged() && found.steps() >= MOST_STEPS) {
                throw unreached(found);
            }
            steps = Math.min(steps, found.steps());
            isConverged &= found.isConverged();
            states.add(drawn(plain.spins(), found.probabilities(), request.reads(), seeds.split()));
        }
        double seconds = (System.nanoTime() - began) * 1e-9;
        long boundBegan = System.nanoTime();
        List<OptionalDouble> bounds = LowerBound.ofInstances(model, states, request.boundSweeps(), request.workers());
        double boundSeconds = (System.nanoTime() - boundBegan) * 1e-9;
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("functions", functions.toString());
        options.put("nanoseconds", nanoseconds);
        options.put("tolerance", tolerance);
        options.put("steps", steps);
        options.put("converged", isConverged);
        options.put("reads", request.reads());
        options.put("stop", request.stop().description());
        options.put("boundSweeps", request.boundSweeps());
        options.put("threads", 1);
        return SampleSet.of(
                model,
                states,
                bounds,
                new Provenance(name(), options, request.seed(), 0, 0, 0, seconds, boundSeconds, isCancelled.get()));
    }

    private static List<Spins> drawn(int spins, double[] probabilities, int reads, SplittableRandom random) {
        double[] sums = probabilities.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        List<Spins> drawn = new ArrayList<>();
        for (int r = 0; r < reads; r++) {
            int at = Arrays.binarySearch(sums, random.nextDouble() * sums[sums.length - 1]);
            int x = Math.min(at >= 0 ? at + 1 : -at - 1, sums.length - 1);
            drawn.add(Spins.ofWords(spins, new long[] {x}));
        }
        return drawn;
    }
}
