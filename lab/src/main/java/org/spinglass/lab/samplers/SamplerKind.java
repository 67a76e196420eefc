// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingException;

/**
 * The samplers of this program by their names: what each is for, and what it takes. A name becomes a {@link #plan} with
 * the settings that a user gave, which is opened once.
 */
public enum SamplerKind {
    AUTO("chooses by size, spread of the couplings and neighbours", Follows.SWEEPS, Start.OWN, Trait.SOLVES),
    SA(
            "simulated annealing, one spin at a time; in training the default",
            Follows.TEMPERATURES,
            Start.WEIGHTS,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_MOVES,
            Trait.HAS_ORDER),
    SA_RANDOM("the same, spins in random order", Follows.TEMPERATURES, Start.WEIGHTS, Trait.SOLVES, Trait.HAS_ORDER),
    HEAT_BATH(
            "simulated annealing by heat baths; in training all bits of a weight at once",
            Follows.TEMPERATURES,
            Start.WEIGHTS,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_ORDER),
    SQA(
            "simulated quantum annealing, imaginary time as it is or in slices, see --qpu",
            Follows.OWN_SCALE,
            Start.SPINS,
            Trait.SOLVES,
            Trait.TRAINS),
    PT("parallel tempering", Follows.OWN_SCALE, Start.SPINS, Trait.SOLVES, Trait.TRAINS),
    PT_CLUSTERS(
            "parallel tempering with isoenergetic cluster moves, for sparse models",
            Follows.OWN_SCALE,
            Start.SPINS,
            Trait.SOLVES),
    SB("simulated bifurcation, ballistic; reads are agents", Follows.SWEEPS, Start.OWN, Trait.SOLVES, Trait.TRAINS),
    SB_DISCRETE("simulated bifurcation, discrete; better in long runs", Follows.SWEEPS, Start.OWN, Trait.SOLVES),
    SB_GENERALISED(
            "simulated bifurcation with a pump of its own for each spin", Follows.SWEEPS, Start.OWN, Trait.SOLVES),
    MEMETIC(
            "annealed states, recombined; for hard problems and long runs",
            Follows.SWEEPS,
            Start.SPINS,
            Trait.SOLVES,
            Trait.TRAINS),
    MERGE(
            "annealed states, merged cluster by cluster; for large sparse problems",
            Follows.SWEEPS,
            Start.SPINS,
            Trait.SOLVES),
    TABU(
            "tabu search with path relinking; close to the optimum",
            Follows.SWEEPS,
            Start.SPINS,
            Trait.SOLVES,
            Trait.TRAINS),
    EXACT(
            "exhaustive search of up to 40 spins, with proof",
            Follows.NOTHING,
            Start.OWN,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_ONE_ANSWER),
    DESCENT("steepest descent", Follows.SWEEPS, Start.SPINS, Trait.SOLVES, Trait.TRAINS),
    DWAVE_COMPATIBLE(
            "the steps of D-Wave's software sampler, state for state",
            Follows.TEMPERATURES,
            Start.SPINS,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_ONE_THREAD),
    ITEMC(
            "a circuit of quantum gates in imaginary time, see --qpu",
            Follows.NOTHING,
            Start.OWN,
            Trait.SOLVES,
            Trait.TRAINS),
    SCHROEDINGER(
            "the Schroedinger equation of an undisturbed annealer, up to 16 spins, see --qpu",
            Follows.NOTHING,
            Start.OWN,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_ONE_THREAD),
    EMULATOR(
            "an emulated quantum annealer, chains and all, see --qpu",
            Follows.NOTHING,
            Start.WEIGHTS,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.IS_QUANTUM),
    DWAVE(
            "D-Wave's quantum annealers, see --qpu",
            Follows.NOTHING,
            Start.WEIGHTS,
            Trait.SOLVES,
            Trait.TRAINS,
            Trait.HAS_ONE_THREAD,
            Trait.IS_QUANTUM),
    DWAVE_HYBRID(
            "a hybrid solver of D-Wave's service or of qpu emulate, see --qpu",
            Follows.NOTHING,
            Start.OWN,
            Trait.SOLVES,
            Trait.HAS_ONE_ANSWER,
            Trait.HAS_ONE_THREAD);

    /** Stands before the names of samplers' own settings, among those of a trainer. */
    public static final String PREFIX = "qpu.";

    private enum Trait {
        SOLVES,
        TRAINS,
        HAS_MOVES,
        HAS_ORDER,
        HAS_ONE_ANSWER,
        HAS_ONE_THREAD,
        IS_QUANTUM
    }

    private final String purpose;
    private final Follows follows;
    private final Start start;
    private final Set<Trait> traits;

    SamplerKind(String purpose, Follows follows, Start start, Trait... traits) {
        this.purpose = purpose;
        this.follows = follows;
        this.start = start;
        this.traits = EnumSet.copyOf(Arrays.asList(traits));
    }

    /** Those that models are solved by, the default first. */
    public static List<SamplerKind> solving() {
        return where(kind -> kind.traits.contains(Trait.SOLVES));
    }

    /** Those that networks are trained by, the default first. */
    public static List<SamplerKind> training() {
        return where(kind -> kind.traits.contains(Trait.TRAINS));
    }

    /** Those that have a processor, emulated or not. */
    public static List<SamplerKind> quantum() {
        return where(SamplerKind::isQuantum);
    }

    private static List<SamplerKind> where(Predicate<SamplerKind> condition) {
        return Stream.of(values()).filter(condition).toList();
    }

    /** Names as they are typed. */
    public static List<String> names(List<SamplerKind> kinds) {
        return kinds.stream().map(SamplerKind::text).toList();
    }

    /**
     * The sampler of a name among those that networks are trained by.
     *
     * @throws SettingException when there is none
     */
    public static SamplerKind ofTraining(String name) {
        return training().stream()
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        "sampler",
                        "sampler is '%s'; expected %s".formatted(name, String.join(" or ", names(training())))));
    }

    /** As it is typed and recorded. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** What it follows of a schedule. */
    public Follows follows() {
        return follows;
    }

    /** From where it starts. */
    public Start start() {
        return start;
    }

    /** Whether its effort is a number of sweeps; an automatic choice may have them. */
    public boolean hasSweeps() {
        return follows != Follows.NOTHING;
    }

    /** Whether it anneals on a quantum processor, emulated or not, which has reads of its own. */
    public boolean isQuantum() {
        return traits.contains(Trait.IS_QUANTUM);
    }

    /** Whether there are moves to choose from. */
    public boolean hasMoves() {
        return traits.contains(Trait.HAS_MOVES);
    }

    /** Whether sweeps have an order to choose. */
    public boolean hasOrder() {
        return traits.contains(Trait.HAS_ORDER);
    }

    /** Whether several states may be drawn, of which a trainer takes the best. */
    public boolean hasReads() {
        return !isQuantum() && !traits.contains(Trait.HAS_ONE_ANSWER);
    }

    /** Whether it uses one thread whatever it is given. */
    public boolean hasOneThread() {
        return traits.contains(Trait.HAS_ONE_THREAD);
    }

    /** Its own settings with their defaults, a record as {@link SettingBinder} takes it; null where it has none. */
    public @Nullable Record settings() {
        return switch (this) {
            case SQA -> PathIntegralSettings.STANDARD;
            case ITEMC -> CircuitSettings.STANDARD;
            case SCHROEDINGER -> SchroedingerSettings.STANDARD;
            case EMULATOR -> EmulatorSettings.STANDARD;
            case DWAVE -> DwaveSettings.STANDARD;
            case DWAVE_HYBRID -> HybridSettings.STANDARD;
            default -> null;
        };
    }

    /**
     * The sampler with its own settings, checked, and not open.
     *
     * @param own its settings by their names without the {@link #PREFIX}
     * @throws SettingException when a setting does not exist or does not fit, or there is none to be given
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured
     */
    public SamplerPlan plan(GivenSettings own) {
        return switch (this) {
            case EMULATOR -> QuantumPlan.emulated(binder().bind(EmulatorSettings.STANDARD, own));
            case DWAVE -> QuantumPlan.ofService(binder().bind(DwaveSettings.STANDARD, own));
            case DWAVE_HYBRID -> HybridPlan.of(binder().bind(HybridSettings.STANDARD, own));
            default -> ready(own);
        };
    }

    private SettingBinder binder() {
        return new SettingBinder(PREFIX, " of sampler " + text());
    }

    /** The same of a sampler that needs nothing opened. */
    ReadyPlan ready(GivenSettings own) {
        return switch (this) {
            case SQA -> binder().bind(PathIntegralSettings.STANDARD, own).plan();
            case ITEMC -> binder().bind(CircuitSettings.STANDARD, own).plan();
            case SCHROEDINGER ->
                binder().bind(SchroedingerSettings.STANDARD, own).plan();
            default -> {
                requireNone(own);
                yield ReadyPlan.of(PlainSamplers.of(this));
            }
        };
    }

    /** Refuses settings of a sampler that has none. */
    void requireNone(GivenSettings own) {
        if (!own.isEmpty()) {
            throw new SettingException(
                    "sampler",
                    "settings of a quantum annealer with sampler %s; expected %s"
                            .formatted(text(), String.join(" or ", withSettings())));
        }
    }

    /** The names of those that have settings of their own, quantum annealers first. */
    public static List<String> withSettings() {
        return Stream.concat(quantum().stream(), where(kind -> !kind.isQuantum() && kind.settings() != null).stream())
                .map(SamplerKind::text)
                .toList();
    }
}
