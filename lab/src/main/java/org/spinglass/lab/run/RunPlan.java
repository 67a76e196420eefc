// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.network.layer.NetworkSpec;

/**
 * A run that was asked for, with the settings of its trainer bound: what a training begins with or goes on with.
 *
 * @param configuration what was asked, for the record
 * @param trainer that it asks for
 */
public record RunPlan(RunConfiguration configuration, TrainerPlan trainer) {

    /**
     * Binds the settings of a configuration.
     *
     * @param spec the architecture that {@code configuration.network()} stands for
     * @throws org.spinglass.training.TrainingException when the method's part is not installed
     * @throws org.spinglass.lab.settings.SettingException when a setting does not exist, does not fit, or would have no effect
     */
    public static RunPlan of(RunConfiguration configuration, NetworkSpec spec) {
        return new RunPlan(configuration, configuration.trainer().plan(spec));
    }
}
