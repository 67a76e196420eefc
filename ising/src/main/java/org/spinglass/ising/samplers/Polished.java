// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.samplers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.spinglass.compute.VectorOps;
import org.spinglass.ising.internal.local.LocalFields;
import org.spinglass.ising.internal.local.ModelFields;
import org.spinglass.ising.internal.search.Descent;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.IsingModel;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.Provenance;
import org.spinglass.ising.sampling.Sample;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.ising.sampling.SamplingRequest;

/**
 * Another sampler's states, each taken down to its local minimum by steepest descent, so that no single flip lowers any
 * of them. Energies never rise; states that meet at one minimum are counted together.
 *
 * <p>An {@link EncodedQuadratic} is expanded into spins for the descent, (N n)^2 floats. Costs {@code N^2} operations a
 * different state (the fields of a dense model), and a few steps.
 *
 * @param sampler draws the states
 */
public record Polished(Sampler sampler) implements Sampler {

    @Override
    public String name() {
        return sampler.name() + "+descent";
    }

    @Override
    public Polished withSchedule(BetaSchedule schedule) {
        return new Polished(sampler.withSchedule(schedule));
    }

    @Override
    public SampleSet sample(IsingModel model, SamplingRequest request) {
        SampleSet found = sampler.sample(model, request);
        VectorOps ops = VectorOps.best();
        long began = System.nanoTime();
        List<List<Spins>> states = new ArrayList<>();
        List<OptionalDouble> bounds = new ArrayList<>();
        long steps = 0;
        for (int instance = 0; instance < model.instances(); instance++) {
            PlainIsing plain = PlainIsing.of(model, instance);
            LocalFields state =
                    ModelFields.of(plain, found.best(instance).spins().toArray(), ops);
            Descent descent = new Descent(plain.spins());
            List<Spins> polished = new ArrayList<>();
            for (Sample sample : found.samples(instance)) {
                state.moveTo(sample.spins().toArray());
                int taken = descent.descend(state, Integer.MAX_VALUE);
                Spins moved = state.toSpins();
                // single precision may see a slope where in double precision there is none
                Spins rest = model.energy(instance, moved) < sample.energy() ? moved : sample.spins();
                for (int read = 0; read < sample.occurrences(); read++) {
                    polished.add(rest);
                }
                steps += taken;
            }
            states.add(polished);
            bounds.add(found.lowerBound(instance));
        }
        Provenance before = found.provenance();
        Map<String, Object> options = new LinkedHashMap<>(before.options());
        options.put("descentSteps", steps);
        Provenance provenance = new Provenance(
                name(),
                options,
                before.seed(),
                before.sweeps(),
                before.acceptance(),
                before.moves(),
                before.seconds() + (System.nanoTime() - began) * 1e-9,
                before.boundSeconds(),
                before.cancelled());
        return SampleSet.of(model, states, bounds, provenance);
    }
}
