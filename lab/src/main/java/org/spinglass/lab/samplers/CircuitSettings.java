// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.ising.samplers.ImaginaryTimeCircuit;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * Settings of the circuit in imaginary time, sampler {@code itemc}.
 *
 * @param tau imaginary time of the fields, over energy; empty where each model sets its own
 * @param shots measurements, at least 1
 */
record CircuitSettings(
        @Setting(
                meaning = "imaginary time of the fields, over energy",
                least = 1e-100,
                most = 1e100,
                standard = CircuitSettings.BY_MODEL)
        OptionalDouble tau,

        @Setting(meaning = "measurements", least = 1, most = 1_000_000)
        int shots) {
    static final String BY_MODEL = "set by each model";

    /** The defaults. */
    static final CircuitSettings STANDARD = new CircuitSettings(OptionalDouble.empty(), ImaginaryTimeCircuit.SHOTS);

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    CircuitSettings {
        SettingDescription.check(CircuitSettings.class, tau, shots);
    }

    ReadyPlan plan() {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("tau", tau.isPresent() ? (Object) tau.getAsDouble() : BY_MODEL);
        options.put("shots", shots);
        return new ReadyPlan(new ImaginaryTimeCircuit(tau, shots), QuantumPlan.prefixed(options));
    }
}
