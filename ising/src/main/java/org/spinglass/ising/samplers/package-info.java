/**
 * The samplers, one record each, with its own settings.
 *
 * <p>{@link org.spinglass.ising.samplers.SimulatedAnnealing} is the workhorse; {@link
 * org.spinglass.ising.samplers.ParallelTempering} and {@link org.spinglass.ising.samplers.MemeticSearch} are for hard models,
 * {@link org.spinglass.ising.samplers.SimulatedQuantumAnnealing} follows a transverse field, {@link
 * org.spinglass.ising.samplers.ExactSearch} proves its answer. With the module {@code jdk.incubator.vector} the inner loops are
 * vector code ({@code --add-modules=jdk.incubator.vector}).
 *
 * <pre>{@code
 * SparseIsing ring = SparseIsing.of(new int[] {0, 1, 2}, new int[] {1, 2, 0}, new double[] {1, 1, -1}, new double[3], 0);
 * Sampler sampler = ParallelTempering.standard().withSchedule(BetaSchedule.geometric(0.1, 5));
 * SampleSet found = sampler.sample(ring, SamplingRequest.of(50, 1));
 * System.out.println(found.best().energy()); // -3.0
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.ising.samplers;
