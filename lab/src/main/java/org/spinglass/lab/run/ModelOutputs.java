// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.compute.Workers;
import org.spinglass.data.Samples;
import org.spinglass.data.SamplesBytes;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.lab.work.SharedBytes;
import org.spinglass.lab.work.WorkListener;
import org.spinglass.lab.work.WorkTask;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.model.Model;

/**
 * What a model answers to many samples, {@code count x classes} row-major: part by part, each a forward pass of its own,
 * on threads of this machine or on a workplace. Parts are cut in the same places everywhere and hold whole batches of the
 * model, so that the outputs have the same bits. For one call at a time.
 */
final class ModelOutputs {
    /** Samples of a part. */
    private static final int PART = 500;

    private final Model model;
    private final @Nullable Workplace place;
    private final BooleanSupplier goesOn;

    /**
     * @param place where the passes are; null for this machine
     * @param goesOn whether they are still wanted
     */
    ModelOutputs(Model model, @Nullable Workplace place, BooleanSupplier goesOn) {
        this.model = model;
        this.place = place;
        this.goesOn = goesOn;
    }

    /** Samples of one kind, as both ways need them. */
    private interface Parts {
        float[] values(int first, int count);

        byte[] bytes(int first, int count);
    }

    /**
     * The outputs for images of the size that the model takes.
     *
     * @throws EvaluationStoppedException when they were no longer wanted
     */
    float[] of(Samples samples) {
        return of(samples.count(), new Parts() {
            @Override
            public float[] values(int first, int count) {
                return samples.part(first, count).values();
            }

            @Override
            public byte[] bytes(int first, int count) {
                return SamplesBytes.of(samples.part(first, count));
            }
        });
    }

    /**
     * The outputs for rows of features in their own units.
     *
     * @throws EvaluationStoppedException when they were no longer wanted
     */
    float[] of(float[] rows, int count) {
        int features = rows.length / count;
        return of(count, new Parts() {
            @Override
            public float[] values(int first, int some) {
                return Arrays.copyOfRange(rows, first * features, (first + some) * features);
            }

            @Override
            public byte[] bytes(int first, int some) {
                return RecordBytes.of(values(first, some));
            }
        });
    }

    private float[] of(int count, Parts parts) {
        int classes = model.network().classes();
        float[] outputs = new float[Math.multiplyExact(count, classes)];
        Workplace elsewhere = place;
        if (elsewhere == null) {
            here(count, parts, outputs);
        } else {
            on(elsewhere, count, parts, outputs);
        }
        return outputs;
    }

    private void here(int count, Parts parts, float[] outputs) {
        int classes = model.network().classes();
        try (Workers workers = Workers.of(Runtime.getRuntime().availableProcessors())) {
            workers.forEach(Math.ceilDiv(count, PART), part -> {
                int first = part * PART;
                int some = Math.min(PART, count - first);
                if (!goesOn.getAsBoolean()) {
                    throw new EvaluationStoppedException();
                }
                float[] found = model.outputs(parts.values(first, some), some);
                System.arraycopy(found, 0, outputs, first * classes, found.length);
            });
        }
    }

    private void on(Workplace elsewhere, int count, Parts parts, float[] outputs) {
        int most = Math.max(1, 4 * elsewhere.slots()); // of the parts that are on their way at the same time
        try (SharedBytes sent = elsewhere.share(RecordBytes.of(OutputsInput.of(model)))) {
            for (int first = 0; first < count; first += most * PART) {
                List<WorkTask> tasks = new ArrayList<>();
                for (int at = first; at < Math.min(count, first + most * PART); at += PART) {
                    tasks.add(new WorkTask(
                            OutputsWork.class, parts.bytes(at, Math.min(PART, count - at)), List.of(sent)));
                }
                Found found = new Found(first, outputs);
                elsewhere.run(tasks, found);
                if (found.done < tasks.size() || !goesOn.getAsBoolean()) {
                    throw new EvaluationStoppedException();
                }
            }
        }
    }

    /** Puts outputs where they belong. */
    private final class Found implements WorkListener {
        private final int first;
        private final float[] outputs;
        private int done;

        Found(int first, float[] outputs) {
            this.first = first;
            this.outputs = outputs;
        }

        @Override
        public boolean goesOn() {
            return goesOn.getAsBoolean();
        }

        @Override
        public void done(int task, byte[] result) {
            float[] found = RecordBytes.read(result, float[].class);
            System.arraycopy(
                    found, 0, outputs, (first + task * PART) * model.network().classes(), found.length);
            done += found.length == 0 ? 0 : 1;
        }
    }
}
