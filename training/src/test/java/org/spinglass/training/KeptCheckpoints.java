// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.List;

/** Lets a training go on to its end, and keeps the checkpoints. */
class KeptCheckpoints implements TrainingListener {
    final List<Checkpoint> checkpoints;

    KeptCheckpoints() {
        this(new ArrayList<>());
    }

    /** Adds them to a list. */
    KeptCheckpoints(List<Checkpoint> checkpoints) {
        this.checkpoints = checkpoints;
    }

    @Override
    public boolean stepDone(Step step) {
        return true;
    }

    @Override
    public void epochDone(EpochReport report, Checkpoint checkpoint) {
        checkpoints.add(checkpoint);
    }
}
