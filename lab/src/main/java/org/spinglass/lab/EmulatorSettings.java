package org.spinglass.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.spinglass.compute.Workers;
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

    private final SettingValues values;

    EmulatorSettings(SettingValues values) {
        this.values = values;
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

    /** The chip: which qubits and couplers work. */
    public GraphFile chip() {
        GraphFile file = values.file("graph", GraphFile::read);
        if (file != null && (values.has("chip") || values.has("size"))) {
            throw values.fault("graph", "no chip and no size beside it, as the file says them");
        }
        Topology topology = file == null ? topology() : file.topology();
        WorkingGraph graph = file == null ? topology.graph() : file.graph();
        double qubits = values.number("missing", 0, 0, MOST_MISSING);
        double couplers = values.number("missingCouplers", 0, 0, MOST_MISSING);
        int seed = values.whole("chipSeed", 0, 0, Integer.MAX_VALUE);
        return new GraphFile(
                topology,
                qubits == 0 && couplers == 0
                        ? graph
                        : Faults.random(graph, qubits, couplers, seed).removedFrom(graph));
    }

    private Topology topology() {
        String type = values.text("chip", "pegasus").toLowerCase(Locale.ROOT);
        Integer size = SIZES.get(type);
        if (size == null) {
            throw values.fault("chip", String.join(", ", new TreeSet<>(SIZES.keySet())));
        }
        return Topology.of(type, List.of(values.whole("size", size, type.equals("pegasus") ? 2 : 1, LARGEST)));
    }

    /**
     * The processor.
     *
     * @param seed of its random numbers
     * @param workers anneal on it; remain the caller's
     */
    public EmulatedProcessor processor(long seed, Workers workers) {
        EmulatorOptions standard = EmulatorOptions.standard(seed);
        double noise = values.number("noise", standard.fieldNoise(), 0, 9);
        AnnealingFunctions functions = values.file("schedule", AnnealingFunctions::read);
        EmulatorOptions options = standard.withFunctions(functions == null ? standard.functions() : functions)
                .withTemperature(values.number("temperature", standard.temperature(), 1e-6, 1e5))
                .withSweepsPerMicrosecond(values.number("sweeps", standard.sweepsPerMicrosecond(), 1e-6, 1e6))
                .withNoise(noise, noise)
                .withReadoutError(values.number("misread", standard.readoutError(), 0, 0.5));
        GraphFile chip = chip();
        return new EmulatedProcessor(chip.topology(), chip.graph(), options, workers);
    }
}
