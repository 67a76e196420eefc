/**
 * Files of problems and of answers.
 *
 * <p>{@link org.spinglass.formats.ProblemFile} reads a problem in any {@link org.spinglass.formats.ProblemFormat} and
 * gives a {@link org.spinglass.formats.Problem}: an Ising model for a sampler, and the way from its energies to values
 * in the file's own sense. {@link org.spinglass.formats.SampleSetFile} writes what was found.
 *
 * <pre>{@code
 * Problem problem = ProblemFile.read(Path.of("G1.txt"));
 * SampleSet found = SimulatedAnnealing.singleSpin()
 *         .sample(problem.model(), SamplingRequest.of(1000, 1).withReads(10));
 * System.out.println("cut of " + problem.value(found.best().energy()));
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.formats;
