/** Searches for low energies that keep no temperature: descent, tabu search, path relinking. */
package org.spinglass.ising.internal.search;
