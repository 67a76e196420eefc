// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;
import org.spinglass.network.layer.Network;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.CheckpointFile;

/**
 * The records of a run that is taken up again.
 *
 * @param folder of the run
 * @param run its record, the resumption included
 * @param checkpoint where it goes on, or null at its beginning
 */
record ResumedRecords(
        RunFolder folder,
        RunRecord run,
        String fingerprint,
        @Nullable Checkpoint checkpoint) {

    /** Whether all that a run came to is written, of all its networks. */
    static boolean areDone(RunFolder folder, RunConfiguration asked, String fingerprint, Network network) {
        return Files.exists(folder.summary())
                && IntStream.rangeClosed(2, asked.members()).allMatch(member -> {
                    Path file = folder.checkpoint(member);
                    String own = Fingerprint.ofMember(fingerprint, member);
                    return Files.exists(file)
                            && CheckpointFile.read(file, own, network).epoch() >= asked.epochs();
                });
    }

    /**
     * Removes the summary and writes configuration, checkpoint and metrics as those of the resumed run.
     *
     * @throws LabException when a file cannot be written or removed
     */
    void write(RunObserver observer) {
        try {
            Files.deleteIfExists(folder.summary());
        } catch (IOException e) {
            throw new LabException(folder.summary() + ": cannot be removed: " + RecordFile.reason(e), e);
        }
        String now = Records.yaml(run);
        if (checkpoint == null) {
            RecordFile.write(folder.config(), now);
            return;
        }
        List<String> either =
                List.of(folder.configText(), now); // whichever is there if the program ends between the two
        CheckpointFile.write(folder.checkpoint(), fingerprint, either, checkpoint);
        RecordFile.write(folder.config(), now);
        MetricsFile.write(folder.metrics(), checkpoint.epochs());
        String then = run.machine().kernel();
        String kernel = run.resumptions().getLast().machine().kernel();
        if (!kernel.equals(then)) {
            observer.warning("the run began with the compute kernel " + then + " and goes on with " + kernel
                    + "; its last digits may differ from those of a run in one go");
        }
    }
}
