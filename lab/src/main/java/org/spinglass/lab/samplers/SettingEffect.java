// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Set;
import java.util.TreeSet;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingException;

/** Which settings of trainers have an effect with a sampler. */
public final class SettingEffect {
    /** Settings of the trainers that are temperatures. */
    private static final Set<String> TEMPERATURES =
            Set.of("temperature", "firstBeta", "lastBeta", "energyScale", "siteMean");

    /** Settings of the trainers that are numbers of sweeps. */
    private static final Set<String> SWEEPS = Set.of("sweeps", "lateSweeps", "lateFrom", "refresh");

    private SettingEffect() {}

    /** Settings of trainers, and of the sampler among those, that would have no effect. */
    public static Set<String> none(SamplerKind kind) {
        Set<String> names = new TreeSet<>();
        if (kind.follows() != Follows.TEMPERATURES) {
            names.addAll(TEMPERATURES);
        }
        if (!kind.hasSweeps()) {
            names.addAll(SWEEPS);
        }
        if (!kind.hasMoves()) {
            names.add("move");
        }
        if (!kind.hasOrder()) {
            names.add("order");
            names.add("keep");
        }
        if (!kind.hasReads()) {
            names.add("reads");
        }
        return names;
    }

    /**
     * Refuses settings that would have no effect.
     *
     * @throws SettingException naming the first, and why it has none
     */
    public static void require(SamplerKind kind, GivenSettings given) {
        Set<String> none = none(kind);
        for (String setting : given.names()) {
            if (none.contains(setting)) {
                throw new SettingException(
                        setting,
                        "setting '%s' has no effect with sampler %s, %s; leave it out"
                                .formatted(setting, kind.text(), reason(kind, setting)));
            }
        }
    }

    private static String reason(SamplerKind kind, String setting) {
        return switch (kind) {
            case EMULATOR, DWAVE -> "whose anneals are set by qpu.time and qpu.reads";
            case SCHROEDINGER -> "whose anneals are set by qpu.time and qpu.schedule";
            case DWAVE_HYBRID -> "which has its own way";
            case EXACT -> "which searches until it has the optimum";
            case ITEMC -> "whose circuit is set by qpu.tau and qpu.shots";
            default ->
                switch (setting) {
                    case "move" -> "which has no moves to choose";
                    case "order" -> "whose order is its own";
                    default ->
                        kind.follows() == Follows.OWN_SCALE
                                ? "which takes its temperatures from each subproblem"
                                : "which has no temperature";
                };
        };
    }
}
