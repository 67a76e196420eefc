package org.spinglass.lab.samplers;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.lab.settings.SettingValues;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.quantum.emulator.AnnealingFunctions;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.GraphFile;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;

/** The chip of an emulated quantum annealer and how it behaves, by the names of the settings. */
public final class EmulatorSettings {
    /** Names and what they mean, in the order of the help. */
    public static final Map<String, String> NAMES = names();

    private static final Map<String, Integer> SIZES = Map.of("pegasus", 16, "zephyr", 12, "chimera", 16);
    private static final int LARGEST = 64;
    private static final double MOST_MISSING = 0.99;

    private final EmulatorOptions options;
    private final @Nullable GraphFile file;
    private final String type;
    private final int size;
    private final double missing;
    private final double missingCouplers;
    private final int chipSeed;

    /**
     * Checks all settings and reads the files that they name, and builds nothing.
     *
     * @throws SettingException when a value does not fit
     */
    EmulatorSettings(SettingValues values) {
        EmulatorOptions standard = EmulatorOptions.standard(0);
        double noise = values.number("noise", standard.fieldNoise(), 0, 9);
        double temperature = values.number("temperature", standard.temperature(), 1e-6, 1e5);
        double sweeps = values.number("sweeps", standard.sweepsPerMicrosecond(), 1e-6, 1e6);
        double misread = values.number("misread", standard.readoutError(), 0, 0.5);
        this.missing = values.number("missing", 0, 0, MOST_MISSING);
        this.missingCouplers = values.number("missingCouplers", 0, 0, MOST_MISSING);
        this.chipSeed = values.whole("chipSeed", 0, 0, Integer.MAX_VALUE);
        this.type = values.text("chip", "pegasus").toLowerCase(Locale.ROOT);
        Integer usual = SIZES.get(type);
        if (usual == null) {
            throw values.fault("chip", String.join(", ", new TreeSet<>(SIZES.keySet())));
        }
        this.size = values.whole("size", usual, type.equals("pegasus") ? 2 : 1, LARGEST);
        if (values.has("graph") && (values.has("chip") || values.has("size"))) {
            throw values.fault("graph", "no chip and no size beside it, as the file says them");
        }
        AnnealingFunctions functions = values.file("schedule", AnnealingFunctions::read);
        this.file = values.file("graph", GraphFile::read);
        this.options = standard.withFunctions(functions == null ? standard.functions() : functions)
                .withTemperature(temperature)
                .withSweepsPerMicrosecond(sweeps)
                .withNoise(noise, noise)
                .withReadoutError(misread);
    }

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("chip", "pegasus, zephyr or chimera (pegasus)");
        names.put("size", "size of the chip (16; zephyr 12)");
        names.put("graph", "JSON file of topology, qubits and couplers");
        names.put("missing", "part of the qubits that do not work (0)");
        names.put("missingCouplers", "part of the other couplers that do not (0)");
        names.put("chipSeed", "fixes which (0)");
        names.put("temperature", "mK (16)");
        names.put("noise", "standard deviation of h and J as programmed (0.01)");
        names.put("misread", "probability to read a qubit wrongly (0)");
        names.put("sweeps", "sweeps of a microsecond (20)");
        names.put("schedule", "CSV file of s, A, B in GHz (a formula)");
        return Collections.unmodifiableMap(names);
    }

    /** Every setting that decides the answers, defaults included; of a file, what it holds. */
    Map<String, Object> described() {
        Map<String, Object> all = new LinkedHashMap<>();
        if (file == null) {
            all.put("chip", type);
            all.put("size", size);
        } else {
            all.put("graph", file.topology() + ", sha256 " + file.graph().fingerprint());
        }
        all.put("missing", missing);
        all.put("missingCouplers", missingCouplers);
        all.put("chipSeed", chipSeed);
        all.put("temperature", options.temperature());
        all.put("noise", options.fieldNoise());
        all.put("misread", options.readoutError());
        all.put("sweeps", options.sweepsPerMicrosecond());
        all.put("schedule", digest(options.functions()));
        return all;
    }

    /** Names the energy scales of an anneal by their numbers. */
    static String digest(AnnealingFunctions functions) {
        return "sha256 "
                + Sha256.of(Arrays.toString(functions.positions())
                        + Arrays.toString(functions.a())
                        + Arrays.toString(functions.b()));
    }

    /** The chip: which qubits and couplers work. */
    public GraphFile chip() {
        Topology topology = file == null ? Topology.of(type, List.of(size)) : file.topology();
        WorkingGraph graph = file == null ? topology.graph() : file.graph();
        return new GraphFile(
                topology,
                missing == 0 && missingCouplers == 0
                        ? graph
                        : Faults.random(graph, missing, missingCouplers, chipSeed)
                                .removedFrom(graph));
    }

    /**
     * The processor.
     *
     * @param seed of its random numbers
     * @param workers anneal on it; remain the caller's
     */
    public EmulatedProcessor processor(long seed, Workers workers) {
        GraphFile chip = chip();
        return new EmulatedProcessor(chip.topology(), chip.graph(), options.withSeed(seed), workers);
    }
}
