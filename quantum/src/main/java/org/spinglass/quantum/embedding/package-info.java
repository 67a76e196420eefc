/**
 * Places for models on a processor's graph: chains of qubits that stand for variables, how they are found, kept in files and
 * caches, and how strongly they are to be held together. What a processor is, this package does not know.
 */
package org.spinglass.quantum.embedding;
