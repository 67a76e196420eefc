package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.spinglass.ising.PlainIsing;
import org.spinglass.ising.io.FormatException;
import org.spinglass.ising.io.ProblemFile;
import org.spinglass.lab.ChipPicture;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.MinorSearch;
import org.spinglass.quantum.embedding.ProblemEmbedder;
import org.spinglass.quantum.embedding.SourceGraph;
import org.spinglass.quantum.topology.GraphFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spinglass qpu embed}. */
@Command(
        name = "embed",
        description = {
            "Finds the chains of qubits that stand for the variables of a problem on a quantum annealer.",
            "Without FILE and --clique: the largest complete graph that fits.",
            "",
        })
final class QpuEmbedCommand implements Callable<Integer>, Verbose {
    private static final int MOST_COPIES = 10_000;

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A problem whose couplings are to fit.")
    private @Nullable String file;

    @Option(names = "--clique", paramLabel = "N", description = "N variables, all coupled with each other.")
    private @Nullable String clique;

    @Mixin
    private ChipOptions chip = new ChipOptions();

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random number. Default: 0.")
    private @Nullable String seed;

    @Option(names = "--out", paramLabel = "FILE.json", description = "Write the chains.")
    private @Nullable String out;

    @Option(names = "--draw", paramLabel = "FILE.png", description = "Draw the processor with its chains.")
    private @Nullable String draw;

    @Option(names = "--verbose", description = "Show the stack trace of a failure.")
    private boolean verbose;

    QpuEmbedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        if (file != null && clique != null) {
            throw new UsageException("FILE and --clique are both given; expected one of them");
        }
        long number = Objects.requireNonNullElse(OptionValues.wholeNumber("--seed", seed), 0L);
        Integer variables = OptionValues.wholeNumber("--clique", clique, 1, MOST_COPIES);
        Path json = target("--out", out);
        Path png = target("--draw", draw);
        GraphFile target = chip.chip(number);
        SourceGraph source = file != null ? source(file) : variables == null ? null : SourceGraph.complete(variables);
        CliqueEmbedder cliques = embedder(target);
        long start = System.nanoTime();
        Embedding found;
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            found = found(new ProblemEmbedder(cliques, MinorSearch.of(number)), source, interrupts);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        SourceGraph embedded = source == null ? SourceGraph.complete(found.variables()) : source;
        int copies = embedded.isComplete()
                ? cliques.copies(found.variables(), MOST_COPIES).size()
                : 1;
        report(target, embedded, found, copies, seconds);
        if (json != null) {
            try {
                EmbeddingFile.write(json, found);
            } catch (IOException e) {
                throw new WorkException(json + ": cannot be written: " + e.getMessage(), e);
            }
            terminal.out().println("wrote " + json);
        }
        if (png != null) {
            ChipPicture.write(png, target.topology(), target.graph(), List.of(found), title(target, embedded, found));
            terminal.out().println("wrote " + png);
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private static Embedding found(ProblemEmbedder embedder, @Nullable SourceGraph source, Interrupts interrupts) {
        CliqueEmbedder cliques = embedder.cliques();
        if (source == null) {
            return cliques.largest()
                    .orElseThrow(() -> new UsageException("no two qubits are coupled; expected a graph with couplers"));
        }
        return embedder.find(source, () -> !interrupts.isRequested())
                .orElseThrow(() -> new WorkException(
                        "no embedding of " + source.variables() + " variables found; the largest complete graph that"
                                + " fits has "
                                + cliques.largest().map(Embedding::variables).orElse(0),
                        null));
    }

    private static CliqueEmbedder embedder(GraphFile target) {
        try {
            return new CliqueEmbedder(target.topology(), target.graph());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--graph: " + e.getMessage(), e);
        }
    }

    private static SourceGraph source(String file) {
        Path path = OptionValues.path("FILE", file);
        try {
            return SourceGraph.of(PlainIsing.of(ProblemFile.read(path).model(), 0));
        } catch (FormatException e) {
            throw new UsageException(e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new UsageException(path + ": no such file; expected a problem", e);
        } catch (IOException e) {
            throw new UsageException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path target(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Path path = OptionValues.path(option, text);
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(path)) {
            throw new UsageException(option + " is '" + text + "'; expected a file in a folder that exists");
        }
        return path;
    }

    private static String name(GraphFile target) {
        return target.topology().type() + " " + target.topology().shape().getFirst();
    }

    private static String title(GraphFile target, SourceGraph source, Embedding found) {
        return "%s on %s: chains of %d to %d qubits, %d of %d qubits"
                .formatted(
                        source.isComplete() ? "K" + source.variables() : source.variables() + " variables",
                        name(target),
                        found.shortest(),
                        found.longest(),
                        found.qubits(),
                        target.graph().qubits().length);
    }

    private void report(GraphFile target, SourceGraph source, Embedding found, int copies, double seconds) {
        int whole = target.topology().graph().qubits().length;
        int qubits = target.graph().qubits().length;
        terminal.out()
                .println("chip      %s, %s qubits, %d couplers"
                        .formatted(
                                name(target),
                                qubits == whole ? Integer.toString(qubits) : qubits + " of " + whole,
                                target.graph().couplers().length / 2));
        terminal.out()
                .println("problem   %d variables, %d couplings%s"
                        .formatted(
                                source.variables(),
                                source.couplings(),
                                source.isComplete() ? ", all with each other" : ""));
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "chains    %d to %d qubits, %.2f on average, %d in all",
                        found.shortest(),
                        found.longest(),
                        found.meanLength(),
                        found.qubits()));
        if (source.isComplete()) {
            terminal.out().println("copies    " + copies + " side by side");
        }
        terminal.out().println(String.format(Locale.ROOT, "time      %.3f s", seconds));
    }
}
