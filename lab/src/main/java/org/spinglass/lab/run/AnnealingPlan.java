package org.spinglass.lab.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.samplers.GlassSize;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SamplerPlan;
import org.spinglass.lab.samplers.TrainingSampler;
import org.spinglass.lab.settings.Expected;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.ActivationInverse;
import org.spinglass.network.InverseNetwork;
import org.spinglass.network.Network;
import org.spinglass.network.NetworkSpec;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.DifferenceTrainer;
import org.spinglass.training.PseudoinverseSettings;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerOptions;

/**
 * A trainer that anneals.
 *
 * @param method of training
 * @param settings of the trainer
 * @param own what it anneals on
 * @param threads of a sampler that has threads of its own
 */
public record AnnealingPlan(String method, Record settings, Own own, int threads) implements TrainerPlan {
    /**
     * What a trainer anneals on.
     *
     * @param kind its name and nature
     * @param sampler that needs nothing opened; null where there is an annealer
     * @param annealer that is opened; null where there is a sampler
     * @param options of the sampler, for the record
     */
    record Own(
            TrainingSampler kind,
            @Nullable Sampler sampler,
            @Nullable SamplerPlan annealer,
            Map<String, Object> options) {
        Own {
            if ((sampler == null) == (annealer == null)) {
                throw new IllegalArgumentException("expected either a sampler or an annealer that is to be opened");
            }
        }
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options =
                new LinkedHashMap<>(TrainerOptions.of(own.kind().text(), settings));
        options.keySet().removeAll(own.kind().unused());
        own.options().forEach(options::put);
        return options;
    }

    @Override
    public String fingerprint() {
        return options() + " by " + own.sampler();
    }

    @Override
    public void requireFits(NetworkSpec spec) {
        if (!(settings instanceof PseudoinverseSettings paper)) {
            return;
        }
        int factors = paper.amplification().size();
        if (factors != 0 && factors != spec.weightLayers()) {
            throw new SettingException(
                    "amplification",
                    String.format(
                            Locale.ROOT,
                            "amplification has %d factors; expected %d, one for each weight layer of network %s",
                            factors,
                            spec.weightLayers(),
                            spec.name()));
        }
        if (paper.activation() != ActivationInverse.NONE && InverseNetwork.hasSlopeZero(spec)) {
            throw new SettingException(
                    "activation",
                    "activation is '%s', which divides by the slopes of network %s, one of which is 0; expected none"
                            .formatted(Expected.nameOf(paper.activation()), spec.name()));
        }
    }

    @Override
    public void requireFits(Network network) {
        GlassSize.requireFits(network, method, bits(), own.kind(), threads);
        if (settings instanceof PseudoinverseSettings paper) {
            try (Workers workers = Workers.of(1)) {
                new InverseNetwork(network, paper.inverseOptions(), workers);
            }
        }
    }

    /** Bits of a weight. */
    private int bits() {
        return switch (settings) {
            case PseudoinverseSettings paper -> paper.bits();
            case DifferenceSettings differences -> differences.bits();
            case ResponseSettings responses -> responses.bits();
            default -> throw new IllegalStateException("no trainer has " + settings);
        };
    }

    @Override
    public OpenTrainer open() {
        SamplerPlan annealer = own.annealer();
        if (annealer == null) {
            return new OpenTrainer(trainer(Objects.requireNonNull(own.sampler())), null);
        }
        OpenSampler open = annealer.open(threads);
        return new OpenTrainer(trainer(open.sampler()), open);
    }

    private Trainer trainer(Sampler by) {
        return switch (settings) {
            case PseudoinverseSettings paper -> new PseudoinverseTrainer(by, paper);
            case DifferenceSettings differences -> new DifferenceTrainer(by, differences);
            case ResponseSettings responses -> new ResponseTrainer(by, responses);
            default -> throw new IllegalStateException("no trainer has " + settings);
        };
    }
}
