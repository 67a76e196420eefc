// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.SettingFile;
import org.spinglass.lab.settings.Sha256;
import org.spinglass.quantum.AnnealParameters;
import org.spinglass.quantum.QuantumSettings;
import org.spinglass.quantum.dwave.Budget;
import org.spinglass.quantum.embedding.ChipPlacement;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.embedding.EmbeddingCache;
import org.spinglass.quantum.embedding.EmbeddingFile;
import org.spinglass.quantum.embedding.FixedPlacement;
import org.spinglass.quantum.embedding.Placement;
import org.spinglass.training.Setting;
import org.spinglass.training.SettingDescription;

/**
 * How models are brought to a quantum annealer, the same for any.
 *
 * @param reads anneals of each problem
 * @param time microseconds of an anneal; empty for the processor's default
 * @param chains strength of the chains
 * @param chainFactor factor of their rule; empty for its usual one
 * @param unembed how broken chains are read
 * @param gauges spin-reversal transforms that share the reads, at most as many as these
 * @param block most spins that are annealed together if a model does not fit
 * @param passes over such blocks
 * @param embedding JSON file of chains; null where they are searched for
 * @param cache folder where embeddings found are kept; null for none
 * @param budget access time that may be used, at least a microsecond; null for no limit
 */
record AnnealerSettings(
        @Setting(meaning = "anneals of each problem", least = 1, most = 1_000_000)
        int reads,

        @Setting(
                meaning = "microseconds of an anneal",
                least = 1e-9,
                most = 1e9,
                standard = AnnealerSettings.OF_PROCESSOR)
        OptionalDouble time,

        @Setting(meaning = "chain strength", expected = ChainChoice.EXPECTED)
        ChainChoice chains,

        @Setting(meaning = "factor of that rule", least = 1e-9, most = 1e9, standard = ChainChoice.FACTORS)
        OptionalDouble chainFactor,

        @Setting(meaning = "how broken chains are read") BrokenChains unembed,

        @Setting(
                meaning = "spin-reversal transforms that share the reads",
                least = 0,
                expected = "a whole number from 0 to the number of reads")
        int gauges,

        @Setting(meaning = "most spins annealed together if a model does not fit", least = 1, most = 100_000)
        int block,

        @Setting(meaning = "passes over such blocks", least = 1, most = 1_000_000)
        int passes,

        @Setting(meaning = "JSON file of chains, {\"0\": [30, 31], ...}", standard = AnnealerSettings.SEARCHED)
        @Nullable
        Path embedding,

        @Setting(meaning = "folder where embeddings found are kept", standard = "none") @Nullable
        Path cache,

        @Setting(meaning = "access time that may be used", expected = AnnealerSettings.BUDGETS, standard = "no limit")
        @Nullable
        Duration budget) {
    static final String OF_PROCESSOR = "the processor's";
    static final String SEARCHED = "searched for";
    static final String BUDGETS = "a time such as 2s or 500ms";

    /** The defaults. */
    static final AnnealerSettings STANDARD = new AnnealerSettings(
            100,
            OptionalDouble.empty(),
            new ChainChoice("spectral"),
            OptionalDouble.empty(),
            BrokenChains.MAJORITY,
            0,
            QuantumSettings.BLOCK_SPINS,
            1,
            null,
            null,
            null);

    /** Checks the ranges; {@link IllegalArgumentException} names setting, value and what was expected. */
    AnnealerSettings {
        SettingDescription.check(
                AnnealerSettings.class,
                reads,
                time,
                chains,
                chainFactor,
                unembed,
                gauges,
                block,
                passes,
                embedding,
                cache,
                budget);
        if (gauges > reads) {
            throw new IllegalArgumentException(
                    "gauges is '%s'; expected a whole number from 0 to %s, the reads".formatted(gauges, reads));
        }
        if (budget != null && budget.toNanos() < 1000) {
            throw new IllegalArgumentException("budget is '%s'; expected %s".formatted(budget, BUDGETS));
        }
    }

    /** The same with another time of an anneal. */
    AnnealerSettings withTime(double microseconds) {
        return new AnnealerSettings(
                reads,
                OptionalDouble.of(microseconds),
                chains,
                chainFactor,
                unembed,
                gauges,
                block,
                passes,
                embedding,
                cache,
                budget);
    }

    /** The same as the sampler takes them. */
    QuantumSettings forProcessor() {
        AnnealParameters parameters =
                new AnnealParameters(reads, time, AnnealParameters.AnswerMode.HISTOGRAM, true, Map.of());
        return QuantumSettings.of(parameters)
                .withChainStrength(chains.strength(chainFactor))
                .withUnembedding(unembed.reading())
                .withGauges(gauges)
                .withBlockSpins(block)
                .withPasses(passes);
    }

    /** Access time that may be used; null for no limit. */
    @Nullable
    Budget limit() {
        return budget == null ? null : Budget.of(budget);
    }

    /** Where chains come from; reads the file that is named. */
    Placement placement() {
        Embedding given = SettingFile.read(SamplerKind.PREFIX + "embedding", embedding, EmbeddingFile::read);
        return given == null ? new ChipPlacement(openCache()) : new FixedPlacement(given);
    }

    /** Where embeddings are kept; null where they are not. */
    @Nullable
    EmbeddingCache openCache() {
        return SettingFile.read(SamplerKind.PREFIX + "cache", cache, EmbeddingCache::new);
    }

    /** Every setting that decides the answers, defaults included; of a file, what it holds. */
    Map<String, Object> described(Placement placement) {
        QuantumSettings settings = forProcessor();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("reads", reads);
        all.put("time", time.isPresent() ? (Object) time.getAsDouble() : OF_PROCESSOR);
        all.put("chains", settings.chainStrength().toString());
        all.put("unembed", settings.unembedding().toString());
        all.put("gauges", gauges);
        all.put("block", block);
        all.put("passes", passes);
        all.put(
                "embedding",
                placement instanceof FixedPlacement(Embedding given) ? "sha256 " + Sha256.of(text(given)) : SEARCHED);
        return all;
    }

    private static String text(Embedding embedding) {
        return IntStream.range(0, embedding.variables())
                .mapToObj(variable -> Arrays.toString(embedding.chain(variable)))
                .collect(Collectors.joining());
    }
}
