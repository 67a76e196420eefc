// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.CheckpointFile;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/**
 * Writes down every epoch of one network before the observer hears of it: its checkpoint and its metrics, each replaced
 * at one stroke.
 */
final class EpochRecorder implements TrainingListener {
    private final RunFolder folder;
    private final String fingerprint;
    private final String record;
    private final int member;
    private final RunObserver observer;
    private volatile int epochs;

    /**
     * @param fingerprint the run's
     * @param record what the run's record says, which goes into every checkpoint
     * @param member number of the network among those of an ensemble, from 1
     */
    EpochRecorder(RunFolder folder, String fingerprint, String record, int member, RunObserver observer) {
        this.folder = folder;
        this.fingerprint = Fingerprint.ofMember(fingerprint, member);
        this.record = record;
        this.member = member;
        this.observer = observer;
    }

    /** Epochs that are written down, those before a resumption included; 0 before the first of this session. */
    int epochs() {
        return epochs;
    }

    @Override
    public boolean stepDone(Step step) {
        return observer.stepDone(step);
    }

    @Override
    public boolean goesOn() {
        return observer.goesOn();
    }

    @Override
    public void epochDone(EpochReport report, Checkpoint checkpoint) {
        CheckpointFile.write(folder.checkpoint(member), fingerprint, List.of(record), checkpoint);
        epochs = report.epoch();
        MetricsFile.write(folder.metrics(member), checkpoint.epochs());
        observer.epochDone(report);
    }
}
