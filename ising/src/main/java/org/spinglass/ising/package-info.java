/**
 * Ising models and samplers.
 *
 * <p>A model is one of {@link org.spinglass.ising.IsingModel}: plain spins with couplings between all pairs, or quadratic
 * forms over weights that are written in bits. A {@link org.spinglass.ising.Sampler} draws states of low energy from it,
 * as a {@link org.spinglass.ising.SamplingRequest} asks, and returns a {@link org.spinglass.ising.SampleSet} with their
 * energies, a lower bound where there is one, and how they came to be.
 *
 * <pre>{@code
 * // E = s0 s1 - s1 s2 + s0 s2 + 0.5 s0
 * float[] couplings = {
 *     0, 1, 1,
 *     1, 0, -1,
 *     1, -1, 0
 * };
 * DenseIsing model = DenseIsing.of(couplings, new float[] {0.5f, 0, 0}, 0);
 * SampleSet found = SimulatedAnnealing.singleSpin()
 *         .sample(model, SamplingRequest.of(100, 42).withReads(10));
 * System.out.println(found.best().energy() + " " + found.best().spins()); // -3.5 -++
 * }</pre>
 *
 * <p>Everything is either immutable or says otherwise. A seed fixes an answer whatever the number of threads. With the
 * module {@code jdk.incubator.vector} the inner loops are vector code ({@code --add-modules=jdk.incubator.vector}).
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.ising;
