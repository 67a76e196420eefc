// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import org.spinglass.lab.run.RunObserver;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Ends a run after a number of epochs. */
class Watching implements RunObserver {
    private final int epochs;
    private volatile int done;

    Watching(int epochs) {
        this.epochs = epochs;
    }

    @Override
    public boolean stepDone(TrainingListener.Step step) {
        return goesOn();
    }

    @Override
    public boolean goesOn() {
        return done < epochs;
    }

    @Override
    public void epochDone(EpochReport report) {
        done++;
    }

    @Override
    public void warning(String message) {
        throw new AssertionError(message);
    }
}
