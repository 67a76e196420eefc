package org.spinglass.lab.samplers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.spinglass.lab.settings.SettingException;

/**
 * The samplers that anneal a network's glasses, by name: what each of them is for in training, and what it takes of a
 * trainer's schedule and start.
 */
public enum TrainingSampler {
    SA("simulated annealing of the weights as they are encoded, the default", Follows.TEMPERATURES, Start.WEIGHTS),
    HEAT_BATH("the same, all bits of a weight at once", Follows.TEMPERATURES, Start.WEIGHTS),
    SQA("simulated quantum annealing, the transverse field set by each glass", Follows.OWN_SCALE, Start.SPINS),
    PT("parallel tempering, the temperatures set by each glass", Follows.OWN_SCALE, Start.SPINS),
    TABU("tabu search; close to the optimum, slow", Follows.SWEEPS, Start.SPINS),
    MEMETIC("annealed states, recombined; for long anneals", Follows.SWEEPS, Start.SPINS),
    SB("simulated bifurcation", Follows.SWEEPS, Start.OWN),
    EXACT("the proved optimum of small glasses, as a yardstick", Follows.NOTHING, Start.OWN),
    DESCENT("steepest descent", Follows.SWEEPS, Start.SPINS),
    DWAVE_COMPATIBLE("the steps of D-Wave's software sampler", Follows.TEMPERATURES, Start.SPINS),
    ITEMC("a circuit of quantum gates in imaginary time (--qpu shots=, tau=)", Follows.NOTHING, Start.OWN),
    SCHROEDINGER(
            "the Schroedinger equation, up to 16 spins a glass (--qpu time=, schedule=)", Follows.NOTHING, Start.OWN),
    EMULATOR("an emulated quantum annealer, chains and all (--qpu)", Follows.NOTHING, Start.WEIGHTS),
    DWAVE("D-Wave's quantum annealers (--qpu)", Follows.NOTHING, Start.WEIGHTS);

    /** Settings of the trainers that are temperatures. */
    private static final Set<String> TEMPERATURES =
            Set.of("temperature", "firstBeta", "lastBeta", "energyScale", "siteMean");

    /** Settings of the trainers that are numbers of sweeps. */
    private static final Set<String> SWEEPS = Set.of("sweeps", "lateSweeps", "lateFrom", "refresh");

    /** What of a trainer's schedule a sampler follows. */
    enum Follows {
        /** The inverse temperature of every sweep. */
        TEMPERATURES,
        /** The number of sweeps; it takes its temperatures from the scale of each glass. */
        OWN_SCALE,
        /** The number of sweeps, or of what it has in their place; it has no temperature. */
        SWEEPS,
        /** Nothing. */
        NOTHING
    }

    /** From where a sampler starts when a trainer wants to start at the present weights. */
    enum Start {
        /** From the present weights. */
        WEIGHTS,
        /** From spins, which are set to the present weights. */
        SPINS,
        /** From a state of its own, or from none. */
        OWN
    }

    private final String description;
    private final Follows follows;
    private final Start start;

    TrainingSampler(String description, Follows follows, Start start) {
        this.description = description;
        this.follows = follows;
        this.start = start;
    }

    /** The names, the default first. */
    public static List<String> names() {
        return Stream.of(values()).map(TrainingSampler::text).toList();
    }

    /**
     * The sampler of a name.
     *
     * @throws SettingException when there is none
     */
    public static TrainingSampler of(String name) {
        return Stream.of(values())
                .filter(sampler -> sampler.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new SettingException(
                        "sampler", "sampler is '%s'; expected %s".formatted(name, String.join(" or ", names()))));
    }

    /** As it is typed and recorded. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, in a few words for a help text. */
    public String description() {
        return description;
    }

    /** Whether it anneals on a quantum processor, emulated or not, which has settings and reads of its own. */
    public boolean isQuantum() {
        return Annealer.isQuantum(text());
    }

    /** Whether there are moves to choose from. */
    public boolean hasMoves() {
        return this == SA;
    }

    /** Whether sweeps have an order to choose. */
    public boolean hasOrder() {
        return this == SA || this == HEAT_BATH;
    }

    /** Whether it has settings by the names that begin with {@link QuantumOptions#PREFIX}. */
    public boolean hasQuantumSettings() {
        return isQuantum() || this == SCHROEDINGER || this == ITEMC;
    }

    /** Whether several states may be drawn of each glass, of which the best is taken. */
    public boolean hasReads() {
        return this != EXACT && !isQuantum();
    }

    Follows follows() {
        return follows;
    }

    Start start() {
        return start;
    }

    /** Settings of trainers that would have no effect. */
    public Set<String> unused() {
        Set<String> names = new TreeSet<>();
        if (follows != Follows.TEMPERATURES) {
            names.addAll(TEMPERATURES);
        }
        if (follows == Follows.NOTHING) {
            names.addAll(SWEEPS);
        }
        if (!hasMoves()) {
            names.add("move");
        }
        if (!hasOrder()) {
            names.add("order");
            names.add("keep");
        }
        if (!hasReads()) {
            names.add("reads");
        }
        return names;
    }

    /** Why a setting has no effect, for a message. */
    public String reason(String setting) {
        return switch (this) {
            case EMULATOR, DWAVE -> "whose anneals are set by qpu.time and qpu.reads";
            case SCHROEDINGER -> "whose anneals are set by qpu.time and qpu.schedule";
            case EXACT -> "which searches until it has the optimum";
            case ITEMC -> "whose circuit is set by qpu.tau and qpu.shots";
            default ->
                setting.equals("move")
                        ? "which has no moves to choose"
                        : setting.equals("order")
                                ? "whose order is its own"
                                : follows == Follows.OWN_SCALE
                                        ? "which takes its temperatures from each glass"
                                        : "which has no temperature";
        };
    }
}
