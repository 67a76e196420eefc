/**
 * A client of D-Wave's quantum annealers: configuration as their users have it, choice of a solver, submission, answers, and
 * a budget of access time.
 */
@org.jspecify.annotations.NullMarked
package org.spinglass.quantum.dwave;
