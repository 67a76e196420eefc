/** Path-integral Monte Carlo of the transverse-field Ising model, in continuous imaginary time. */
package org.spinglass.ising.internal.pathintegral;
