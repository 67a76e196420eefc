// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Embeddings kept in files of a folder, by the fingerprints of graph and source. A file that is damaged or does not suit is
 * as none. Safe for use from several threads and processes: files are written aside and moved into place.
 *
 * <p>Names are {@code <graph, 16 digits>-K<variables>.json} for complete graphs and {@code <graph>-<source, 16
 * digits>.json} for others.
 */
public final class EmbeddingCache {
    private static final int DIGITS = 16;

    private final Path folder;

    /** Files of a folder, which is made with the first file. */
    public EmbeddingCache(Path folder) {
        this.folder = folder;
    }

    /**
     * The embedding that is kept, or else the one that is found, which is kept then.
     *
     * @param finder is asked where none is kept; what it finds must suit
     * @throws IOException when a new file cannot be written
     */
    public Optional<Embedding> get(WorkingGraph graph, SourceGraph source, Supplier<Optional<Embedding>> finder)
            throws IOException {
        Path file = file(graph, source);
        Optional<Embedding> kept = kept(file, graph, source);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<Embedding> found = finder.get();
        if (found.isPresent()) {
            Files.createDirectories(folder);
            EmbeddingFile.write(file, found.get());
        }
        return found;
    }

    /** Where an embedding is or would be kept. */
    public Path file(WorkingGraph graph, SourceGraph source) {
        String name = source.fingerprint();
        return folder.resolve(graph.fingerprint().substring(0, DIGITS) + "-"
                + (source.isComplete() ? name : name.substring(0, DIGITS)) + ".json");
    }

    private static Optional<Embedding> kept(Path file, WorkingGraph graph, SourceGraph source) {
        try {
            Embedding embedding = EmbeddingFile.read(file);
            return embedding.variables() == source.variables()
                            && embedding.fault(graph, source).isEmpty()
                    ? Optional.of(embedding)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
