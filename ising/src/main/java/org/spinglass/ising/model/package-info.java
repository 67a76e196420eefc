/**
 * Ising and QUBO models.
 *
 * <p>An Ising model is an energy of spins that are +1 or -1 each: {@code E = sum_{i<j} J_ij s_i s_j + sum_i h_i s_i +
 * offset}, with couplings J between spins and a field h on each. {@link org.spinglass.ising.model.DenseIsing} stores all
 * couplings, {@link org.spinglass.ising.model.SparseIsing} some; {@link org.spinglass.ising.model.IsingBuilder} takes them one
 * by one. A {@link org.spinglass.ising.model.Qubo} is the same in variables that are 0 or 1. {@link
 * org.spinglass.ising.model.EncodedQuadratic} holds quadratic forms over weights that are written in bits, as a layer of a
 * network has them. Models keep the numbers that they are given and are immutable.
 *
 * <pre>{@code
 * IsingBuilder builder = new IsingBuilder(3, Duplicates.REJECT);
 * builder.addCoupling(0, 1, 1);
 * builder.addCoupling(1, 2, -1);
 * builder.addField(0, 0.5);
 * PlainIsing model = builder.build();
 * System.out.println(model.energy(0, Spins.of(new byte[] {-1, 1, 1}))); // -2.5
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.ising.model;
