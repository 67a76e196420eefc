/** Spins of few neighbours, taken out of a model without losing its ground states. */
package org.spinglass.ising.internal.elimination;
