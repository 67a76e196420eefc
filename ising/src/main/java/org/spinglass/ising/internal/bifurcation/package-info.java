/** Simulated bifurcation: oscillators that turn into spins, many copies at once as matrix products. */
package org.spinglass.ising.internal.bifurcation;
