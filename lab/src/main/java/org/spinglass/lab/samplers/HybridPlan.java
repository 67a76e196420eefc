// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.dwave.DwaveClient;
import org.spinglass.quantum.dwave.DwaveConfig;
import org.spinglass.quantum.dwave.DwaveConstrained;
import org.spinglass.quantum.dwave.DwaveHybrid;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.dwave.HybridSampler;

/**
 * A hybrid solver of a service, with its settings; the configuration was read.
 *
 * @param service how it is reached
 * @param timeLimit of a search; null for the solver's least
 * @param label of problems
 * @param options what was given
 */
record HybridPlan(DwaveConfig service, @Nullable Duration timeLimit, String label, Map<String, Object> options)
        implements SamplerPlan, ConstrainedPlan {

    /**
     * The one that is asked for.
     *
     * @throws org.spinglass.quantum.dwave.ConfigException when the interface is not configured
     */
    static HybridPlan of(HybridSettings given) {
        Map<String, Object> described = given.service().described();
        if (given.timeLimit() != null) {
            described.put("timeLimit", given.timeLimit().toNanos() / 1e9);
        }
        String label = given.service().label();
        return new HybridPlan(
                DwaveConfig.load(given.service().forClient(), Environment.ofProcess()),
                given.timeLimit(),
                label == null ? ServiceSettings.LABEL : label,
                QuantumPlan.prefixed(described));
    }

    @Override
    public String name() {
        return SamplerKind.DWAVE_HYBRID.text();
    }

    @Override
    public DwaveConstrained openConstrained() {
        DwaveClient client = DwaveClient.open(service, Environment.ofProcess());
        boolean isOpen = false;
        try {
            DwaveConstrained solver = client.constrained();
            isOpen = true;
            return solver;
        } finally {
            if (!isOpen) {
                client.close();
            }
        }
    }

    @Override
    public OpenSampler open(int threads) {
        DwaveClient client = DwaveClient.open(service, Environment.ofProcess());
        boolean isOpen = false;
        try {
            DwaveHybrid solver = client.hybrid();
            OpenSampler open =
                    OpenSampler.counted(new HybridSampler(name(), solver, timeLimit, label), List.of(solver::close));
            isOpen = true;
            return open;
        } finally {
            if (!isOpen) {
                client.close();
            }
        }
    }
}
