// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * Settings of a sampler in training, by names without a prefix.
 *
 * @param move how simulated annealing moves
 * @param order of the visits of a sweep
 * @param keep the state of a read that counts
 * @param reads of each subproblem, of which the trainer takes the best
 */
public record SubproblemSettings(
        @Setting(meaning = "how simulated annealing moves") SimulatedAnnealing.Move move,
        @Setting(meaning = "order of the visits of a sweep") SimulatedAnnealing.Order order,

        @Setting(meaning = "the state of a read that counts")
        SimulatedAnnealing.Keep keep,

        @Setting(meaning = "states drawn of each subproblem, of which the best is taken", least = 1, most = 1_000_000)
        int reads) {

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    public SubproblemSettings {
        SettingDescription.check(SubproblemSettings.class, move, order, keep, reads);
    }

    /** As a trainer's annealing has them, with one read. */
    public static SubproblemSettings of(SimulatedAnnealing usual) {
        return new SubproblemSettings(usual.move(), usual.order(), usual.keep(), 1);
    }

    /** The names of those that a sampler has. */
    public static List<String> namesOf(SamplerKind kind) {
        List<String> names = new ArrayList<>(List.of("move", "order", "keep", "reads"));
        names.removeAll(SettingEffect.none(kind));
        return names;
    }
}
