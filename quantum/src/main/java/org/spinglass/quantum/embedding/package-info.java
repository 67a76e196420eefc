/**
 * Models on the qubits of a processor: chains of qubits that stand for variables, how they are found, how a model is
 * spread over them, and how its spins are read back.
 */
package org.spinglass.quantum.embedding;
