// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.ImageSize;
import org.spinglass.data.LabelledImages;
import org.spinglass.lab.samplers.SamplerKind;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;
import org.spinglass.training.EpochReport;
import org.spinglass.training.TrainingListener;

/** Small runs for tests. */
public final class Runs {
    public static final DataSet DIGITS =
            DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent());

    private Runs() {}

    static NetworkSpec spec() {
        return Networks.spec("small-cnn");
    }

    static RunConfiguration asked(int epochs, int threads, int validation) {
        return new RunConfiguration(
                "small-cnn",
                "digits",
                null,
                60,
                validation,
                "response",
                "sa",
                "single-spin",
                4,
                epochs,
                7,
                threads,
                false,
                "centred",
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** The plan of a run of a network that comes with the program. */
    public static RunPlan plan(RunConfiguration asked) {
        return RunPlan.of(asked, Networks.spec(asked.network()));
    }

    static TrainingRun begin(RunConfiguration asked, Path out) {
        return TrainingRun.begin(Runs.plan(asked), spec(), RunData.of(DIGITS), out);
    }

    /** Noise with labels in turn: some to train on, and some to test on when {@code test} is positive. */
    static DataSet noise(int training, int test) {
        return DataSet.of("noise", images(training, 1), null, test == 0 ? null : images(test, 2));
    }

    private static LabelledImages images(int count, long seed) {
        byte[] pixels = new byte[count * 64];
        new Random(seed).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return LabelledImages.of(1, new ImageSize(8, 8), 10, pixels, labels);
    }

    /** Watches a run and ends it in an epoch, when there is such a one. */
    static final class Watcher implements RunObserver {
        final List<EpochReport> epochs = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        private final @Nullable Integer stopIn;

        Watcher(@Nullable Integer stopIn) {
            this.stopIn = stopIn;
        }

        @Override
        public boolean stepDone(TrainingListener.Step step) {
            return stopIn == null || step.epoch() < stopIn;
        }

        @Override
        public void epochDone(EpochReport report) {
            epochs.add(report);
        }

        @Override
        public void warning(String message) {
            warnings.add(message);
        }
    }

    /** The samplers of training but for the one that others ask money for. */
    static List<SamplerKind> samplersAtHand() {
        return SamplerKind.training().stream()
                .filter(kind -> kind != SamplerKind.DWAVE)
                .toList();
    }
}
