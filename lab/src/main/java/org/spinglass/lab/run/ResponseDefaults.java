// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.WeightLayer;
import org.spinglass.training.ResponseChoice;
import org.spinglass.training.ResponseSettings;

/** Which defaults the response trainer has: those for convolutions that are annealed as one, or one after the other. */
public final class ResponseDefaults {
    private ResponseDefaults() {}

    /**
     * The defaults for a network. With batch normalisation one layer follows the other: what a layer is divided by was
     * measured before the visit, and where all move at once no layer is of that size any more.
     *
     * @param spec the architecture
     * @param samples number of training samples
     * @param given settings that differ; where they leave nothing to be annealed as one, defaults are those of one layer
     *     after the other
     * @param isAnnealed whether by simulated annealing, which takes a spin glass of any size
     * @throws org.spinglass.lab.settings.SettingException when a value does not fit
     */
    public static ResponseChoice of(NetworkSpec spec, int samples, GivenSettings given, boolean isAnnealed) {
        ResponseChoice apart = ResponseChoice.of(samples, spec.weightLayers(), spec.isResidual());
        if (!isAnnealed || convolutions(spec) < 2 || spec.isNormalised()) {
            return apart;
        }
        ResponseChoice together = ResponseChoice.together(samples, spec.weightLayers(), spec.isResidual());
        ResponseSettings bound = SettingBinder.PLAIN.bindSome(together.settings(), given);
        return bound.annealedTogether() > 1 ? together : apart;
    }

    private static long convolutions(NetworkSpec spec) {
        return spec.layers().stream()
                .filter(one ->
                        one.layer() instanceof WeightLayer layer && !layer.frozen() && !(layer instanceof Linear))
                .count();
    }
}
