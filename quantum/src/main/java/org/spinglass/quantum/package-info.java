/** Quantum annealers as samplers: what a processor is, what it is asked, and what it answers. */
package org.spinglass.quantum;
