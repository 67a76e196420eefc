/**
 * What a sampler is asked, and what it answers.
 *
 * <p>A {@link org.spinglass.ising.sampling.Sampler} draws states of low energy of a model. A {@link
 * org.spinglass.ising.sampling.SamplingRequest} holds what every sampler understands: how many states (reads), how much effort
 * for each (sweeps), a seed, where to start, when to stop, who is told how it goes, and the threads. The answer, a {@link
 * org.spinglass.ising.sampling.SampleSet}, has the states with their energies, a lower bound of the energy where one is
 * known, and how it all came to be. A seed fixes an answer whatever the number of threads.
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
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.ising.sampling;
