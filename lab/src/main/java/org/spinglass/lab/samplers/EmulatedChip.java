// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.quantum.emulator.ChipErrors;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.GraphFile;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** An emulated chip that was asked for, the files that its settings name read; nothing is built. Immutable. */
public final class EmulatedChip {
    private final ChipSettings settings;
    private final @Nullable GraphFile file;
    private final EmulatorOptions options;

    /**
     * Settings with what their files hold.
     *
     * @param file the chip as a file says it; null where none does
     * @param options how it behaves
     */
    EmulatedChip(ChipSettings settings, @Nullable GraphFile file, EmulatorOptions options) {
        this.settings = settings;
        this.file = file;
        this.options = options;
    }

    /**
     * The chip that a user asks for.
     *
     * @param given by the names without a prefix
     * @throws org.spinglass.lab.settings.SettingException when a setting does not exist or does not fit
     */
    public static EmulatedChip of(GivenSettings given) {
        return new SettingBinder(SamplerKind.PREFIX, " of an emulated processor")
                .bind(ChipSettings.STANDARD, given)
                .load();
    }

    /** Its settings as entries of a help text. */
    public static List<String> help() {
        return SettingHelp.of(ChipSettings.STANDARD);
    }

    /** The chip: which qubits and couplers work. */
    public GraphFile graph() {
        Topology topology =
                file == null ? Topology.of(settings.type(), List.of(settings.wholeSize())) : file.topology();
        WorkingGraph graph = file == null ? topology.graph() : file.graph();
        boolean isWhole = settings.missing() == 0 && settings.missingCouplers() == 0;
        return new GraphFile(
                topology,
                isWhole
                        ? graph
                        : Faults.random(graph, settings.missing(), settings.missingCouplers(), settings.chipSeed())
                                .removedFrom(graph));
    }

    /**
     * The processor.
     *
     * @param seed of its random numbers
     * @param workers anneal on it; remain the caller's
     */
    public EmulatedProcessor processor(long seed, Workers workers) {
        GraphFile chip = graph();
        return new EmulatedProcessor(chip.topology(), chip.graph(), options.withSeed(seed), workers);
    }

    /** A(s) and B(s) as a CSV file, as makers of annealers publish them. */
    public String dataSheet() {
        return options.functions().csv();
    }

    private static void put(Map<String, Object> all, String name, double value) {
        if (value != 0) {
            all.put(name, value);
        }
    }

    /** Every setting that decides the answers, defaults included but for errors of the chip; of a file, what it holds. */
    Map<String, Object> described() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (file == null) {
            all.put("chip", settings.type());
            all.put("size", settings.wholeSize());
        } else {
            all.put("graph", file.topology() + ", sha256 " + file.graph().fingerprint());
        }
        all.put("missing", settings.missing());
        all.put("missingCouplers", settings.missingCouplers());
        all.put("chipSeed", settings.chipSeed());
        all.put("temperature", options.temperature());
        all.put("noise", options.fieldNoise());
        ChipErrors errors = options.errors();
        put(all, "fieldErrors", errors.fields());
        put(all, "couplerErrors", errors.couplings());
        put(all, "drift", errors.drift());
        put(all, "polarization", errors.polarization());
        all.put("misread", options.readoutError());
        all.put("sweeps", options.sweepsPerMicrosecond());
        all.put("schedule", ChipSettings.digest(options.functions()));
        return all;
    }
}
