// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.emulator;

import java.util.Arrays;
import org.spinglass.ising.samplers.QuantumSchedule.Strengths;
import org.spinglass.ising.samplers.SpinSchedule;
import org.spinglass.ising.samplers.SpinSchedule.SpinStrengths;
import org.spinglass.ising.samplers.StrengthTable;
import org.spinglass.quantum.AnnealControls;

/**
 * The strengths of an anneal whose qubits are programmed one by one. Qubit q stands at {@code s_q = s + offset_q},
 * within 0 to 1, and
 *
 * <pre>  H / kT = -sum_q Gamma(s_q) sigma^x_q + sum_q (beta(s_q) g(t) h_q - I(s_q) Phi_0 phi_q / kT) sigma^z_q
 *            + sum_(p,q) sqrt(beta(s_p) beta(s_q)) J_pq sigma^z_p sigma^z_q,</pre>
 *
 * <p>Gamma and beta being A/2 and B/2 over the temperature, g the gain of h, phi the flux biases and {@code I = sqrt(B / (2 M))}
 * the current of a qubit, with a mutual inductance M of {@value #PICOHENRY} pH, as that of D-Wave's Advantage processors.
 *
 * @param controls path, gain, flux biases and offsets
 * @param table Gamma and beta at each s
 * @param millikelvin the temperature
 * @param fields h of each qubit in use as programmed
 */
@SuppressWarnings("ArrayRecordComponent")
record QubitStrengths(AnnealControls controls, StrengthTable table, double millikelvin, double[] fields)
        implements SpinSchedule.Source {
    private static final double PICOHENRY = 1.647;

    /** Exact in the SI, in webers and joules per kelvin. */
    private static final double FLUX_QUANTUM = 6.62607015e-34 / (2 * 1.602176634e-19);

    private static final double BOLTZMANN = 1.380649e-23;

    /** Whether controls need strengths of each qubit. */
    static boolean areNeeded(AnnealControls controls) {
        return controls.gain() != null || controls.fluxBiases() != null || controls.offsets() != null;
    }

    @Override
    public SpinStrengths at(double position) {
        double time = position * controls.path().duration();
        double s = controls.path().at(time);
        double gain = controls.gainAt(time);
        // I Phi_0 / kT = sqrt(beta) Phi_0 / sqrt(M kT), as B = 2 kT beta
        double current = FLUX_QUANTUM / Math.sqrt(PICOHENRY * 1e-12 * BOLTZMANN * millikelvin * 1e-3);
        int n = fields.length;
        double[] transverse = new double[n];
        double[] whole = new double[n];
        double[] roots = new double[n];
        double[] offsets = controls.offsets();
        double[] fluxes = controls.fluxBiases();
        double last = 0;
        Strengths there = table.at(s);
        double root = Math.sqrt(there.beta());
        for (int i = 0; i < n; i++) {
            double offset = offsets == null ? 0 : offsets[i];
            if (offset != last) {
                there = table.at(Math.clamp(s + EmulatedChip.offset(offset), 0, 1));
                root = Math.sqrt(there.beta());
                last = offset;
            }
            transverse[i] = there.transverse();
            roots[i] = root;
            whole[i] = there.beta() * gain * fields[i] - (fluxes == null ? 0 : current * root * fluxes[i]);
        }
        return new SpinStrengths(transverse, whole, roots);
    }

    @Override
    public String toString() {
        return "QubitStrengths" + Arrays.toString(fields);
    }
}
