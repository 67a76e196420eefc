// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.function.Supplier;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Lets one observer hear of several networks that are trained at the same time, one call at a time. */
final class EnsembleObserver {
    private final RunObserver observer;
    private volatile boolean isEnded;

    EnsembleObserver(RunObserver observer) {
        this.observer = observer;
    }

    /** Trains one network; when that fails, the others end. */
    <T> T guarded(Supplier<T> training) {
        try {
            return training.get();
        } catch (RuntimeException | Error e) {
            isEnded = true;
            throw e;
        }
    }

    /** The observer of one of the networks. */
    RunObserver of(int member) {
        return new RunObserver() {
            @Override
            public boolean stepDone(TrainingListener.Step step) {
                return goesOn();
            }

            @Override
            public boolean goesOn() {
                return !isEnded && observer.goesOn();
            }

            @Override
            public void epochDone(EpochReport report) {
                synchronized (EnsembleObserver.this) {
                    observer.memberEpochDone(member, report);
                }
            }

            @Override
            public void warning(String message) {
                synchronized (EnsembleObserver.this) {
                    observer.warning(message);
                }
            }
        };
    }
}
