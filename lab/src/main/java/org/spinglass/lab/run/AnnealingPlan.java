// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.samplers.OpenSampler;
import org.spinglass.lab.samplers.SettingEffect;
import org.spinglass.lab.samplers.SubproblemPlan;
import org.spinglass.lab.samplers.SubproblemSize;
import org.spinglass.lab.settings.SettingException;
import org.spinglass.network.inverse.ActivationInverse;
import org.spinglass.network.inverse.InverseNetwork;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.DifferenceSettings;
import org.spinglass.training.DifferenceTrainer;
import org.spinglass.training.PseudoinverseSettings;
import org.spinglass.training.PseudoinverseTrainer;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.SettingDescription;
import org.spinglass.training.ShardSums;
import org.spinglass.training.Sharding;
import org.spinglass.training.TargetProblem;
import org.spinglass.training.Trainer;
import org.spinglass.training.TrainerOptions;

/**
 * A trainer that anneals.
 *
 * @param method of training
 * @param settings of the trainer
 * @param subproblems what it anneals on
 * @param reasons why settings that were not given are what they are, by their names
 * @param hasRangeOfRun whether ranges are to shrink over the whole run
 */
record AnnealingPlan(
        String method, Record settings, SubproblemPlan subproblems, Map<String, String> reasons, boolean hasRangeOfRun)
        implements TrainerPlan {
    private static final int EPOCHS = 20;

    @Override
    public int epochs() {
        return EPOCHS;
    }

    @Override
    public @Nullable ResponseSettings responseSettings() {
        return settings instanceof ResponseSettings responses ? responses : null;
    }

    @Override
    public Map<String, Object> options() {
        Map<String, Object> options =
                new LinkedHashMap<>(TrainerOptions.of(subproblems.kind().text(), settings));
        options.keySet().removeAll(SettingEffect.none(subproblems.kind()));
        if (settings instanceof ResponseSettings responses) {
            options.keySet().removeAll(responses.withoutEffect());
        }
        options.putAll(subproblems.options());
        return options;
    }

    @Override
    public String fingerprint() {
        return options() + " by " + subproblems.fingerprint();
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
                            .formatted(SettingDescription.nameOf(paper.activation()), spec.name()));
        }
    }

    @Override
    public void requireFits(Network network, int threads) {
        SubproblemSize.requireFits(network, method, responseSettings(), bits(), subproblems.kind(), threads);
        if (settings instanceof ResponseSettings responses) {
            Sharding.requireFits(network, responses);
        }
        if (settings instanceof DifferenceSettings) {
            TargetProblem.requireFits(network);
        }
        if (settings instanceof PseudoinverseSettings paper) {
            try (Workers workers = Workers.of(1)) {
                new InverseNetwork(network, paper.inverseOptions(), workers);
            }
        }
    }

    @Override
    public Integer bits() {
        return switch (settings) {
            case PseudoinverseSettings paper -> paper.bits();
            case DifferenceSettings differences -> differences.bits();
            case ResponseSettings responses -> responses.bits();
            default -> throw new IllegalStateException("no trainer has " + settings);
        };
    }

    @Override
    public OpenTrainer open(int threads) {
        return open(threads, null);
    }

    /** The same with the shards of a trainer by responses somewhere else; null for here. */
    OpenTrainer open(int threads, ShardSums.@Nullable Source shards) {
        OpenSampler open = subproblems.open(threads);
        return new OpenTrainer(
                trainer(open.sampler(), shards), subproblems.kind().isQuantum() ? open : null);
    }

    private Trainer trainer(Sampler by, ShardSums.@Nullable Source shards) {
        return switch (settings) {
            case PseudoinverseSettings paper -> new PseudoinverseTrainer(by, paper);
            case DifferenceSettings differences -> new DifferenceTrainer(by, differences);
            case ResponseSettings responses ->
                shards == null ? new ResponseTrainer(by, responses) : new ResponseTrainer(by, responses, shards);
            default -> throw new IllegalStateException("no trainer has " + settings);
        };
    }
}
