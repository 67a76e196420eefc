// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import org.spinglass.data.Samples;
import org.spinglass.data.SamplesBytes;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.RemoteWork;
import org.spinglass.lab.work.TaskContact;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** Passes samples through a model that is shared; comes to its outputs, or to none when nobody wants them any more. */
public final class OutputsWork implements RemoteWork {
    /** Made by whoever is given such a task. */
    public OutputsWork() {}

    @Override
    public byte[] run(byte[] input, TaskContact contact) {
        if (!contact.goesOn()) {
            return RecordBytes.of(new float[0]);
        }
        Model model = contact.shared(
                0, bytes -> RecordBytes.read(bytes, OutputsInput.class).model());
        return RecordBytes.of(
                switch (model.card().input()) {
                    case ModelCard.Images _ -> {
                        Samples samples = SamplesBytes.read(input);
                        yield model.outputs(samples.values(), samples.count());
                    }
                    case ModelCard.Features features -> {
                        float[] rows = RecordBytes.read(input, float[].class);
                        yield model.outputs(rows, rows.length / features.names().size());
                    }
                });
    }
}
