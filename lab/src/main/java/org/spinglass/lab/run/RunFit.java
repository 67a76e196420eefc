// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.data.Augmentation;
import org.spinglass.data.FeatureTable;
import org.spinglass.data.Samples;
import org.spinglass.data.Split;
import org.spinglass.lab.settings.LabException;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Shape;

/** The samples that a run asks for, and its network on them. */
final class RunFit {
    private RunFit() {}

    /**
     * Draws the samples, or tells how they are to be made.
     *
     * @throws LabException when a table is to be deformed
     * @throws org.spinglass.data.DataException when the set has too few images
     */
    static Split split(RunConfiguration asked, RunData data) {
        if (asked.augment() != null && data.set().training() instanceof FeatureTable) {
            throw new LabException(
                    "augmentation deforms images, and " + asked.data() + " is a table; leave --augment out");
        }
        Augmentation deformation = asked.deformation();
        if (deformation != null) {
            if (data.set().training() instanceof FeatureTable) {
                throw new LabException(
                        "only images can be deformed, and " + asked.data() + " is a table; leave --deform out");
            }
            return Split.drawDeformed(
                    data.set(), asked.samples(), asked.validation(), asked.seed(), data.size(), deformation);
        }
        return Split.draw(data.set(), asked.samples(), asked.validation(), asked.seed(), data.size());
    }

    /**
     * The network on the samples, of which the trainer's subproblems fit its sampler.
     *
     * @throws org.spinglass.training.TrainingException when the network's subproblems do not fit the sampler
     * @throws org.spinglass.network.NetworkException when the network does not fit the data, or the settings the
     *     network
     */
    static Network network(RunPlan plan, NetworkSpec spec, Split split) {
        Network network = spec.on(shapeOf(split.training()), split.training().classes());
        plan.trainer().requireFits(network, plan.configuration().threads());
        return network;
    }

    private static Shape shapeOf(Samples samples) {
        return new Shape(samples.channels(), samples.height(), samples.width());
    }
}
