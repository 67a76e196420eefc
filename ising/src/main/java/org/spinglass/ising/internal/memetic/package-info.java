/** Populations of states that are recombined and improved. */
package org.spinglass.ising.internal.memetic;
