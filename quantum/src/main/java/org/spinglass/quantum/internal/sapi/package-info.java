/**
 * The language of D-Wave's solver interface (SAPI), representation 3: problems, answers, states of problems, properties of
 * processors and errors as JSON, in both directions, for clients and for servers.
 */
package org.spinglass.quantum.internal.sapi;
