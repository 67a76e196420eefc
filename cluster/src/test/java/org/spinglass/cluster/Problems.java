// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cluster;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.LabelledImages;
import org.spinglass.data.files.FileListener;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.lab.run.RemotePlan;
import org.spinglass.lab.run.RunConfiguration;
import org.spinglass.lab.run.RunData;
import org.spinglass.lab.run.RunPlan;
import org.spinglass.lab.run.ShardCosts;
import org.spinglass.lab.run.TrainingRun;
import org.spinglass.lab.work.Workplace;
import org.spinglass.network.io.NetworkYaml;
import org.spinglass.network.layer.NetworkSpec;
import org.spinglass.network.layer.Networks;

/** Small problems whose answers here and on a cluster are compared. */
final class Problems {
    private Problems() {}

    /** A ring with chords, of couplings -1 and 1. */
    static PlainIsing graph(int spins) {
        SplittableRandom random = new SplittableRandom(7);
        IsingBuilder builder = new IsingBuilder(spins, 3 * spins, Duplicates.SUM);
        for (int i = 0; i < spins; i++) {
            for (int step : new int[] {1, 5, 17}) {
                builder.addCoupling(i, (i + step) % spins, random.nextBoolean() ? 1 : -1);
            }
        }
        return builder.build();
    }

    /** A training of a small network on the digits that ship with the program; on a workplace where there is one. */
    static TrainingRun training(
            Path out, long seed, int epochs, @Nullable Integer ensemble, @Nullable Workplace place) {
        RunPlan plan = RunPlan.of(asked(seed, epochs, ensemble, Map.of()), Networks.spec("small-cnn"));
        return TrainingRun.begin(
                place == null ? plan : RemotePlan.of(plan, place), Networks.spec("small-cnn"), data(), out);
    }

    /** The same of one network whose samples are in shards, which are spread over a workplace where there is one. */
    static TrainingRun sharded(Path out, int epochs, @Nullable Workplace place, Consumer<ShardCosts> told) {
        return TrainingRun.begin(shardedPlan(epochs, place, told), Networks.spec("small-cnn"), data(), out);
    }

    static RunPlan shardedPlan(int epochs, @Nullable Workplace place, Consumer<ShardCosts> told) {
        RunPlan plan = RunPlan.of(asked(5, epochs, null, Map.of("shards", "5")), Networks.spec("small-cnn"));
        return place == null ? plan : RemotePlan.spread(plan, place, told);
    }

    /** The same of a network whose convolutions are annealed as one. */
    static TrainingRun grouped(Path out, int epochs, @Nullable Workplace place, Consumer<ShardCosts> told) {
        NetworkSpec spec = NetworkYaml.parse(
                "grouped",
                "name: grouped\nlayers:\n  - conv2d: {channels: 3, kernel: 5, stride: 2}\n  - leaky-relu: 0.1\n"
                        + "  - conv2d: {channels: 4, kernel: 3}\n  - leaky-relu: 0.1\n  - linear: {outputs: classes}\n");
        Map<String, String> settings = Map.of("shards", "5", "together", "2", "window", "2", "batch", "20");
        RunPlan plan = RunPlan.of(asked(5, epochs, null, settings), spec);
        return TrainingRun.begin(place == null ? plan : RemotePlan.spread(plan, place, told), spec, data(), out);
    }

    /** The same of a network whose first layer is wide, and is annealed in blocks. */
    static TrainingRun wide(Path out, int epochs, @Nullable Workplace place, Consumer<ShardCosts> told) {
        NetworkSpec spec = NetworkYaml.parse(
                "wide",
                "name: wide\nlayers:\n  - flatten\n  - linear: {outputs: 600}\n  - leaky-relu: 0.1\n"
                        + "  - linear: {outputs: classes}\n");
        RunPlan plan = RunPlan.of(asked(5, epochs, null, Map.of("shards", "5", "neurons", "side-by-side")), spec);
        return TrainingRun.begin(place == null ? plan : RemotePlan.spread(plan, place, told), spec, data(), out);
    }

    /** The same of images that stay in a folder, plain or deformed, which are read by whoever trains on them. */
    static TrainingRun inPlace(
            Path out, String address, @Nullable String deform, int epochs, @Nullable Workplace place) {
        RunConfiguration asked = asked(address, 150, deform, 5, epochs, null, Map.of("shards", "5"));
        RunPlan plan = RunPlan.of(asked, Networks.spec("small-cnn"));
        return TrainingRun.begin(
                place == null ? plan : RemotePlan.spread(plan, place, costs -> {}),
                Networks.spec("small-cnn"),
                asked.dataChoice().load(1, DownloadListener.silent(), FileListener.silent()),
                out);
    }

    /** Writes the digits that ship with the program as IDX files; the images' file comes back. */
    static Path writeIdx(Path folder) throws IOException {
        LabelledImages images = (LabelledImages) data().set().training();
        Files.createDirectories(folder);
        Path file = folder.resolve("train-images-idx3-ubyte");
        try (DataOutputStream pixels = new DataOutputStream(Files.newOutputStream(file));
                DataOutputStream labels =
                        new DataOutputStream(Files.newOutputStream(folder.resolve("train-labels-idx1-ubyte")))) {
            for (int number : new int[] {
                0x803, images.count(), images.size().height(), images.size().width()
            }) {
                pixels.writeInt(number);
            }
            labels.writeInt(0x801);
            labels.writeInt(images.count());
            for (int i = 0; i < images.count(); i++) {
                pixels.write(images.image(i));
                labels.writeByte(images.label(i));
            }
        }
        return file;
    }

    static RunData data() {
        return RunData.of(DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent()));
    }

    private static RunConfiguration asked(
            long seed, int epochs, @Nullable Integer ensemble, Map<String, String> settings) {
        return asked(DataStore.DEFAULT_NAME, 60, null, seed, epochs, ensemble, settings);
    }

    private static RunConfiguration asked(
            String data,
            int samples,
            @Nullable String deform,
            long seed,
            int epochs,
            @Nullable Integer ensemble,
            Map<String, String> settings) {
        return new RunConfiguration(
                "small-cnn",
                data,
                null,
                samples,
                40,
                "response",
                "sa",
                "single-spin",
                4,
                epochs,
                seed,
                1,
                false,
                null,
                null,
                false,
                null,
                null,
                "signs",
                deform,
                ensemble,
                null,
                settings);
    }
}
