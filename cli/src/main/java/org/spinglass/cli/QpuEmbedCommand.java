// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.formats.ReadOptions;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.lab.plot.ChipPicture;
import org.spinglass.lab.samplers.EmbeddingPlace;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingFile;
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
final class QpuEmbedCommand extends WorkCommand {
    private static final int MOST = 10_000;
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A problem whose couplings are to fit.")
    private @Nullable String file;

    @Option(names = "--clique", paramLabel = "N", description = "N variables, all coupled with each other.")
    private @Nullable String clique;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "Whose chip: emulator, the default, or dwave, that of a solver of D-Wave's.")
    private String sampler = SamplerKind.EMULATOR.text();

    @Mixin
    private QpuOption quantum = new QpuOption();

    @Option(
            names = "--time-limit",
            paramLabel = "T",
            description = "How long to look for chains at most, such as 30s. Default: 2min.")
    private @Nullable String timeLimit;

    @Option(names = "--seed", paramLabel = "S", description = "Fixes every random number. Default: 0.")
    private @Nullable String seed;

    @Option(names = "--out", paramLabel = "FILE.json", description = "Write the chains.")
    private @Nullable String out;

    @Option(names = "--draw", paramLabel = "FILE.png", description = "Draw the processor with its chains.")
    private @Nullable String draw;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    QpuEmbedCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    List<String> footer() {
        List<String> lines = new ArrayList<>(List.of("", "Settings (--qpu NAME=VALUE):"));
        lines.addAll(EmbeddingPlace.help());
        return lines;
    }

    @Override
    public Integer call() {
        if (file != null && clique != null) {
            throw new UsageException("FILE and --clique are both given; expected one of them");
        }
        long number = Objects.requireNonNullElse(OptionValues.wholeNumber("--seed", seed), 0L);
        Integer variables = OptionValues.wholeNumber("--clique", clique, 1, MOST);
        Duration limit = Objects.requireNonNullElse(OptionValues.time("--time-limit", timeLimit), USUAL_LIMIT);
        Path chains = OptionValues.target("--out", out);
        Path png = OptionValues.target("--draw", draw);
        EmbeddingPlace place = place();
        GraphFile chip = place.chip();
        SourceGraph asked = file != null ? source(file) : variables == null ? null : SourceGraph.complete(variables);
        CliqueEmbedder cliques = embedder(chip);
        long start = System.nanoTime();
        Embedding found;
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            EmbeddingSearch search = new EmbeddingSearch(terminal, interrupts, limit);
            Optional<Embedding> any = search.find(cliques, place, asked, number);
            if (any.isEmpty()) {
                terminal.error(search.nothing(cliques, asked));
                return interrupts.isRequested() ? interrupts.exitCode() : ExitCode.FAILED;
            }
            found = any.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        SourceGraph source = asked == null ? SourceGraph.complete(found.variables()) : asked;
        int copies =
                source.isComplete() ? cliques.copies(found.variables(), MOST).size() : 1;
        EmbeddingAnswer answer = EmbeddingAnswer.of(chip, source, found, copies, seconds);
        EmbeddingReport report = new EmbeddingReport(answer);
        List<String> written = new ArrayList<>();
        if (chains != null) {
            write(chains, found);
            written.add("wrote " + chains);
        }
        if (png != null) {
            ChipPicture.write(png, chip.topology(), chip.graph(), List.of(found), report.title());
            written.add("wrote " + png);
        }
        if (json) {
            terminal.out().println(answer.toJson());
        } else {
            report.lines().forEach(terminal.out()::println);
            written.forEach(terminal.out()::println);
        }
        terminal.out().flush();
        return ExitCode.DONE;
    }

    private EmbeddingPlace place() {
        List<String> names = SamplerKind.names(SamplerKind.quantum());
        String name = OptionValues.oneOf("--sampler", sampler, names, List.of());
        try {
            return EmbeddingPlace.of(SamplerKind.ofTraining(name), GivenSettings.ofTexts(quantum.values()));
        } catch (LabException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }

    private static CliqueEmbedder embedder(GraphFile target) {
        try {
            return new CliqueEmbedder(target.topology(), target.graph());
        } catch (IllegalArgumentException e) {
            throw new UsageException("the chip: " + e.getMessage(), e);
        }
    }

    private SourceGraph source(String file) {
        return SourceGraph.of(PlainIsing.of(
                ProblemInput.read(file, null, ReadOptions.standard().withNotes(terminal::error))
                        .model(),
                0));
    }

    private static void write(Path file, Embedding found) {
        try {
            EmbeddingFile.write(file, found);
        } catch (IOException e) {
            throw new WorkException(file + ": cannot be written: " + RecordFile.reason(e), e);
        }
    }
}
