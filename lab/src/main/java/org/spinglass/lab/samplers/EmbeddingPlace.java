package org.spinglass.lab.samplers;

import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.embedding.EmbeddingCache;
import org.spinglass.quantum.topology.GraphFile;

/**
 * Where a problem is to be embedded.
 *
 * @param chip topology and working graph
 * @param cache where embeddings are kept; null where they are not
 */
public record EmbeddingPlace(GraphFile chip, @Nullable EmbeddingCache cache) {}
