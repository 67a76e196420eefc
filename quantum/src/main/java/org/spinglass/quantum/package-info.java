/**
 * Quantum annealers as samplers: what a processor is, what it is asked and what it answers; how models are spread over the
 * chains of an embedding and read back; and {@link org.spinglass.quantum.QuantumSampler}, which brings models of any size
 * to a processor of a given one.
 */
package org.spinglass.quantum;
