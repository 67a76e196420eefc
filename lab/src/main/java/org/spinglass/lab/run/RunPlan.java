// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;

/**
 * A run that was asked for, with the settings of its trainer bound: what a training begins with or goes on with.
 *
 * @param configuration what was asked, for the record
 * @param trainer that it asks for
 * @param reasons why the network and the settings that nobody named are what they are, by their names
 */
public record RunPlan(RunConfiguration configuration, TrainerPlan trainer, Map<String, String> reasons) {

    private static final String RANGE_DECAY = "rangeDecay";
    private static final String SHARDS = "shards";

    /** Shards of a training on a cluster: enough for as many places, few enough for some samples of a step in each. */
    private static final int USUAL_SHARDS = 16;

    /** Copies the map. */
    public RunPlan {
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** With the reasons of the trainer alone. */
    public RunPlan(RunConfiguration configuration, TrainerPlan trainer) {
        this(configuration, trainer, trainer.reasons());
    }

    /**
     * Binds the settings of a configuration.
     *
     * @param spec the architecture that {@code configuration.network()} stands for
     * @throws org.spinglass.training.TrainingException when the method's part is not installed
     * @throws org.spinglass.lab.settings.SettingException when a setting does not exist, does not fit, or would have no
     *     effect
     */
    public static RunPlan of(RunConfiguration configuration, NetworkSpec spec) {
        return new RunPlan(configuration, configuration.trainer().plan(spec));
    }

    /** The same of a network that was proposed. */
    public RunPlan with(NetworkProposal proposal) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("network", proposal.reason());
        all.putAll(reasons);
        return new RunPlan(configuration, trainer, all);
    }

    /**
     * The same with the range shrinking over the whole run rather than over {@link ResponseSettings#DECAY_EPOCHS}
     * epochs, where nobody has set {@code rangeDecay}: in longer runs on deformed samples, which are new ones in every
     * epoch, so that there is something to learn as long as weights move; and where steps are many and small ({@link
     * ResponseChoice#hasRangeOfRun}), as what is particular to a batch would be left by ranges that are still long at
     * the end. The value becomes one that was asked for, so that a run that is resumed with more epochs goes on by it.
     */
    public RunPlan withRangeOfRun(NetworkSpec spec) {
        ResponseSettings settings = trainer.responseSettings();
        int epochs = configuration.epochs();
        if (settings == null
                || epochs == ResponseSettings.DECAY_EPOCHS
                || configuration.settings().containsKey(RANGE_DECAY)) {
            return this;
        }
        boolean isDeformed = configuration.augment() != null && epochs > ResponseSettings.DECAY_EPOCHS;
        if (!trainer.hasRangeOfRun() && !isDeformed) {
            return this;
        }
        String decay = String.format(Locale.ROOT, "%.3g", settings.rangeDecayOver(epochs));
        RunPlan ofRun = of(configuration.withSetting(RANGE_DECAY, decay), spec);
        Map<String, String> all = new LinkedHashMap<>(ofRun.reasons);
        String why = trainer.hasRangeOfRun()
                ? "steps are many, and their noise is averaged out by short ones"
                : "deformed samples are new in each";
        all.put(RANGE_DECAY, "the range shrinks over the " + epochs + " epochs, as " + why);
        return new RunPlan(ofRun.configuration, ofRun.trainer, all);
    }

    /**
     * The same with shards, for a cluster: where one network is trained by responses, and nobody has said how many
     * shards there are. Networks with batch normalisation have none. The number does not depend on the cluster, and
     * becomes one that was asked for, so that the run goes on by it anywhere.
     */
    public RunPlan withShards(NetworkSpec spec) {
        ResponseSettings settings = trainer.responseSettings();
        if (settings == null
                || configuration.members() > 1
                || configuration.settings().containsKey(SHARDS)
                || spec.isNormalised()) {
            return this;
        }
        int shards = Math.min(USUAL_SHARDS, settings.batch());
        RunPlan cut = of(configuration.withSetting(SHARDS, Integer.toString(shards)), spec);
        Map<String, String> all = new LinkedHashMap<>(reasons);
        all.put(SHARDS, "one network is trained on a cluster, whose executors share these parts of the samples");
        return new RunPlan(cut.configuration, cut.trainer, all);
    }

    /** The same with another seed. */
    public RunPlan withSeed(long seed) {
        return new RunPlan(configuration.withSeed(seed), trainer, reasons);
    }
}
