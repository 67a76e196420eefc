/** Circuits of gates on pairs of qubits that follow imaginary time, and what is measured behind them. */
package org.spinglass.ising.internal.circuit;
