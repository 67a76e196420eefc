/** Which qubits a processor has, and which of them are coupled. */
package org.spinglass.quantum.topology;
