package org.spinglass.lab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.ising.Sampler;
import org.spinglass.ising.SimulatedAnnealing;
import org.spinglass.network.InverseNetwork;
import org.spinglass.network.Network;
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
 * @param sampler that needs nothing opened; null where there is a quantum annealer
 * @param annealer that is opened; null where there is a sampler
 * @param threads of the annealer
 */
record AnnealingPlan(
        String method,
        Record settings,
        @Nullable Sampler sampler,
        @Nullable SamplerPlan annealer,
        int threads) implements TrainerPlan {
    /** Settings of the trainers' schedules, which a quantum annealer has no use for: it has its own. */
    static final Set<String> OF_SCHEDULES = Set.of(
            "sweeps",
            "lateSweeps",
            "lateFrom",
            "refresh",
            "temperature",
            "firstBeta",
            "lastBeta",
            "energyScale",
            "siteMean");

    AnnealingPlan {
        if ((sampler == null) == (annealer == null)) {
            throw new IllegalArgumentException("expected either a sampler or an annealer that is to be opened");
        }
    }

    @Override
    public Map<String, Object> options() {
        if (sampler != null) {
            Map<String, Object> options = TrainerOptions.of(sampler.name(), settings);
            if (sampler instanceof SimulatedAnnealing annealing) {
                options.put("order", annealing.order().name());
                options.put("keep", annealing.keep().name());
            }
            return options;
        }
        Map<String, Object> options = new LinkedHashMap<>(
                TrainerOptions.of(Objects.requireNonNull(annealer).name(), settings));
        options.keySet().removeAll(OF_SCHEDULES);
        return options;
    }

    @Override
    public void requireFit(Network network) {
        if (settings instanceof PseudoinverseSettings own) {
            try (Workers workers = Workers.of(1)) {
                new InverseNetwork(network, own.inverseOptions(), workers);
            }
        }
    }

    @Override
    public OpenTrainer open() {
        if (annealer == null) {
            return new OpenTrainer(trainer(Objects.requireNonNull(sampler)), null);
        }
        OpenSampler open = annealer.open(threads);
        return new OpenTrainer(trainer(open.sampler()), open);
    }

    private Trainer trainer(Sampler by) {
        return switch (settings) {
            case PseudoinverseSettings own -> new PseudoinverseTrainer(by, own);
            case DifferenceSettings own -> new DifferenceTrainer(by, own);
            case ResponseSettings own -> new ResponseTrainer(by, own);
            default -> throw new IllegalStateException("no trainer has " + settings);
        };
    }
}
