// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Lets a training go on to its end and tells nothing of it. */
final class Silent implements TrainingListener {
    @Override
    public boolean stepDone(Step step) {
        return true;
    }

    @Override
    public void epochDone(EpochReport report, Checkpoint checkpoint) {}
}
