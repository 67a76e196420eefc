/**
 * The solver: one call that chooses a sampler, searches until a limit, a target or a proof, and says how good the answer is.
 *
 * <pre>{@code
 * SparseIsing chain = SparseIsing.of(new int[] {0, 1}, new int[] {1, 2}, new double[] {1, -1}, new double[3], 0);
 * Solution solution = Solver.solve(chain, SolveRequest.of(1));
 * System.out.println(solution.samples().best().energy() + " " + solution.ended()); // -2.0 OPTIMAL
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.ising.solve;
