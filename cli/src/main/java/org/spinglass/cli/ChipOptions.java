package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.topology.Faults;
import org.spinglass.quantum.topology.GraphFile;
import org.spinglass.quantum.topology.Topology;
import org.spinglass.quantum.topology.WorkingGraph;
import picocli.CommandLine.Option;

/** The options that choose a processor's qubits: a topology, or a file, and what is missing. */
final class ChipOptions {
    private static final List<String> TYPES = List.of("pegasus", "zephyr", "chimera");
    private static final int MOST = 64;

    @Option(names = "--topology", paramLabel = "NAME", description = "pegasus, zephyr or chimera. Default: pegasus.")
    private @Nullable String type;

    @Option(
            names = "--size",
            paramLabel = "M",
            description =
                    "Of the topology. Default: that of the largest processors, pegasus 16, zephyr 12, chimera 16.")
    private @Nullable String size;

    @Option(
            names = "--graph",
            paramLabel = "FILE.json",
            description = "Take topology, qubits and couplers from a processor's properties instead.")
    private @Nullable String file;

    @Option(
            names = "--missing",
            paramLabel = "PART",
            description = "Leave out this part of all qubits at random, such as 0.02. Default: 0.")
    private @Nullable String missing;

    @Option(
            names = "--missing-couplers",
            paramLabel = "PART",
            description = "Leave out this part of the couplers that remain. Default: 0.")
    private @Nullable String missingCouplers;

    /** The processor, with what is missing drawn by a seed. */
    GraphFile chip(long seed) {
        double qubits = part("--missing", missing);
        double couplers = part("--missing-couplers", missingCouplers);
        GraphFile whole = file == null ? ofTopology() : ofFile(OptionValues.path("--graph", file));
        if (qubits == 0 && couplers == 0) {
            return whole;
        }
        WorkingGraph left = Faults.random(whole.graph(), qubits, couplers, seed).removedFrom(whole.graph());
        return new GraphFile(whole.topology(), left);
    }

    private GraphFile ofTopology() {
        String name = type == null
                ? "pegasus"
                : OptionValues.oneOf("--topology", type.toLowerCase(Locale.ROOT), TYPES, List.of());
        int usual = name.equals("zephyr") ? 12 : 16;
        int least = name.equals("pegasus") ? 2 : 1;
        int given = Objects.requireNonNullElse(OptionValues.wholeNumber("--size", size, least, MOST), usual);
        Topology topology = Topology.of(name, List.of(given));
        return new GraphFile(topology, topology.graph());
    }

    private GraphFile ofFile(Path path) {
        if (type != null || size != null) {
            throw new UsageException("--graph and " + (type == null ? "--size" : "--topology")
                    + " are both given; expected one of them, the file says its topology");
        }
        try {
            return GraphFile.read(path);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException("--graph is '" + path + "'; there is no such file", e);
        } catch (IOException e) {
            throw new UsageException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static double part(String option, @Nullable String text) {
        OptionalDouble part = OptionValues.number(option, text);
        if (part.isPresent() && !(part.getAsDouble() >= 0 && part.getAsDouble() < 1)) {
            throw new UsageException(option + " is '" + text + "'; expected a number from 0 to below 1");
        }
        return part.orElse(0);
    }
}
