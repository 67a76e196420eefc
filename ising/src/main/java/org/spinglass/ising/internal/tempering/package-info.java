/** Parallel tempering on plain spins. */
package org.spinglass.ising.internal.tempering;
