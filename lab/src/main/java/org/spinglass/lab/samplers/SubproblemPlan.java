// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedAnnealing.Move;
import org.spinglass.ising.samplers.SimulatedAnnealing.Order;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingException;

/**
 * What anneals the subproblems of a trainer: checked and described, and not open.
 *
 * @param kind its name and nature
 * @param sampler that needs nothing opened; null where there is an annealer
 * @param annealer that is opened; null where there is a sampler
 * @param options of the sampler, for the record
 */
public record SubproblemPlan(
        SamplerKind kind,
        @Nullable Sampler sampler,
        @Nullable SamplerPlan annealer,
        Map<String, Object> options) {

    /** Checks that there is one of the two. */
    public SubproblemPlan {
        if ((sampler == null) == (annealer == null)) {
            throw new IllegalArgumentException("expected either a sampler or an annealer that is to be opened");
        }
    }

    /**
     * A sampler with its settings.
     *
     * @param usual the annealing of the trainer, whose moves, order and state are the defaults
     * @param given settings of {@link SubproblemSettings}, and the sampler's own with the {@link SamplerKind#PREFIX};
     *     others are not looked at
     * @throws SettingException when a setting does not fit, or there is none of the sampler's own by a name
     */
    public static SubproblemPlan of(SamplerKind kind, SimulatedAnnealing usual, GivenSettings given) {
        GivenSettings own = given.behind(SamplerKind.PREFIX);
        if (kind.isQuantum()) {
            SamplerPlan annealer = kind.plan(own);
            return new SubproblemPlan(kind, null, annealer, annealer.options());
        }
        SubproblemSettings settings = SettingBinder.PLAIN.bindSome(SubproblemSettings.of(usual), given);
        ReadyPlan plan = kind.hasOrder() ? annealing(kind, settings, given, own) : kind.ready(own);
        int reads = kind.hasReads() ? settings.reads() : 1;
        Map<String, Object> options = new LinkedHashMap<>();
        if (kind.hasOrder()) {
            options.putAll(plan.options());
        }
        if (kind.hasReads()) {
            options.put("reads", reads);
        }
        plan.options().forEach(options::putIfAbsent);
        return new SubproblemPlan(kind, new SubproblemSampler(kind, plan.sampler(), reads), null, options);
    }

    /** Heat baths have no order of all spins of a subproblem: where that is only the default, it is another. */
    private static ReadyPlan annealing(
            SamplerKind kind, SubproblemSettings settings, GivenSettings given, GivenSettings own) {
        kind.requireNone(own);
        Move move = kind == SamplerKind.HEAT_BATH ? Move.HEAT_BATH : settings.move();
        boolean isFree = move == Move.HEAT_BATH && settings.order() == Order.SPINS && given.value("order") == null;
        Order order = isFree ? Order.RANDOM : settings.order();
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("order", order.name());
        options.put("keep", settings.keep().name());
        try {
            return new ReadyPlan(new SimulatedAnnealing(move, order, settings.keep()), options);
        } catch (IllegalArgumentException e) {
            throw new SettingException("order", String.valueOf(e.getMessage()));
        }
    }

    /** All that decides the answers, the same for the same settings. */
    public String fingerprint() {
        return String.valueOf(sampler);
    }

    /**
     * Opens the sampler.
     *
     * @param threads of an emulation, at least 1
     * @return to be closed
     * @throws org.spinglass.lab.settings.LabException when a setting does not fit what was opened
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface refuses
     */
    public OpenSampler open(int threads) {
        if (annealer != null) {
            return annealer.open(threads);
        }
        return OpenSampler.of(Objects.requireNonNull(sampler));
    }
}
