// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.settings.SettingHelp;
import org.spinglass.quantum.Processor;
import org.spinglass.quantum.ProcessorProperties;
import org.spinglass.quantum.dwave.DwaveProcessors;
import org.spinglass.quantum.dwave.Environment;
import org.spinglass.quantum.embedding.EmbeddingCache;
import org.spinglass.quantum.topology.GraphFile;

/**
 * Where a problem is to be embedded.
 *
 * @param chip topology and working graph
 * @param cache where embeddings are kept; null where they are not
 */
public record EmbeddingPlace(GraphFile chip, @Nullable EmbeddingCache cache) {

    /** The settings that choose a chip and keep embeddings, as entries of a help text. */
    public static List<String> help() {
        List<String> entries = new ArrayList<>(SettingHelp.of(AnnealerSettings.STANDARD, List.of("cache")));
        entries.add("Of the emulator:");
        entries.addAll(EmulatedChip.help());
        entries.add("Of dwave:");
        entries.addAll(SettingHelp.of(ServiceSettings.STANDARD));
        return entries;
    }

    /**
     * The chip of a quantum annealer and where its embeddings are kept.
     *
     * @param kind one of {@link SamplerKind#quantum()}
     * @param given its settings by their names without a prefix
     * @throws org.spinglass.lab.settings.SettingException when a setting does not exist or does not fit
     * @throws org.spinglass.quantum.ProcessorException when D-Wave's interface is not configured or refuses
     */
    public static EmbeddingPlace of(SamplerKind kind, GivenSettings given) {
        SettingBinder binder = new SettingBinder(SamplerKind.PREFIX, " of sampler " + kind.text());
        if (kind == SamplerKind.EMULATOR) {
            EmulatorSettings settings = binder.bind(EmulatorSettings.STANDARD, given);
            return new EmbeddingPlace(
                    settings.chip().load().graph(), settings.anneals().openCache());
        }
        DwaveSettings settings = binder.bind(DwaveSettings.STANDARD, given);
        EmbeddingCache cache = settings.anneals().openCache();
        try (Processor processor = DwaveProcessors.open(
                settings.service().forClient(),
                Environment.ofProcess(),
                settings.anneals().limit())) {
            ProcessorProperties properties = processor.properties();
            return new EmbeddingPlace(new GraphFile(properties.topology(), properties.graph()), cache);
        }
    }
}
