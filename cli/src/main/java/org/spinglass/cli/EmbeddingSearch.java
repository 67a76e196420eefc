// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.samplers.EmbeddingPlace;
import org.spinglass.quantum.embedding.CliqueEmbedder;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.MinorSearch;
import org.spinglass.quantum.embedding.ProblemEmbedder;
import org.spinglass.quantum.embedding.SourceGraph;

/** Looks for a place of a problem on a chip, and shows how long it has been at it. */
final class EmbeddingSearch {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final Interrupts interrupts;
    private final Duration limit;
    private final long began = System.nanoTime();
    private long drawn = began;

    EmbeddingSearch(Terminal terminal, Interrupts interrupts, Duration limit) {
        this.terminal = terminal;
        this.interrupts = interrupts;
        this.limit = limit;
    }

    /** The embedding, of the largest complete graph where there is no source; none where none was found. */
    Optional<Embedding> find(CliqueEmbedder cliques, EmbeddingPlace place, @Nullable SourceGraph source, long seed) {
        if (source == null) {
            return cliques.largest();
        }
        ProblemEmbedder embedder =
                new ProblemEmbedder(cliques, MinorSearch.of(seed).withTimeLimit(limit));
        StatusLine line = new StatusLine(terminal);
        try {
            return place.cache() == null
                    ? embedder.find(source, () -> goesOn(line))
                    : place.cache().get(place.chip().graph(), source, () -> embedder.find(source, () -> goesOn(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            line.clear();
        }
    }

    /** What is to be said where nothing was found. */
    String nothing(CliqueEmbedder cliques, @Nullable SourceGraph source) {
        if (source == null) {
            return "no two qubits are coupled; expected a chip with couplers";
        }
        boolean isOver = System.nanoTime() - began >= limit.toNanos();
        return "no embedding of " + source.variables() + " variables found"
                + (interrupts.isRequested() ? " before the search was stopped" : isOver ? " within the time limit" : "")
                + "; the largest complete graph that fits has "
                + cliques.largest().map(Embedding::variables).orElse(0);
    }

    private boolean goesOn(StatusLine line) {
        long now = System.nanoTime();
        if (terminal.isInteractive() && now - drawn >= REDRAW_NANOS) {
            drawn = now;
            double seconds = (now - began) * 1e-9;
            double all = limit.toNanos() * 1e-9;
            line.show("looking for chains ", seconds / all, "  at most " + StatusLine.time(all - seconds) + " to go");
        }
        return !interrupts.isRequested();
    }
}
