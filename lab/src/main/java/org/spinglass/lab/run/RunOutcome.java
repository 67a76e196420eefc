// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Path;
import java.util.List;
import org.spinglass.network.layer.Network;
import org.spinglass.training.EpochReport;

/**
 * What a run left behind.
 *
 * @param summary as written
 * @param network trained
 * @param epochs all of them, those before a resumption included
 * @param files written, in the order of interest
 * @param isJoint whether convolutions were annealed as one, as far as they follow each other
 */
public record RunOutcome(
        Summary summary, Network network, List<EpochReport> epochs, List<Path> files, boolean isJoint) {
    /** Copies the lists. */
    public RunOutcome {
        epochs = List.copyOf(epochs);
        files = List.copyOf(files);
    }
}
