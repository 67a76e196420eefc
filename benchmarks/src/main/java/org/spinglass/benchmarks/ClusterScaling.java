// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.spinglass.compute.Workers;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;
import org.spinglass.data.ImageSize;
import org.spinglass.data.Split;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.lab.run.ShardQuestion;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.lab.settings.SettingBinder;
import org.spinglass.lab.work.RecordBytes;
import org.spinglass.network.layer.Flatten;
import org.spinglass.network.layer.LeakyRelu;
import org.spinglass.network.layer.Linear;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.Checkpoint;
import org.spinglass.training.EpochReport;
import org.spinglass.training.LayerBlocks;
import org.spinglass.training.LayerSums;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.ResponseSettings;
import org.spinglass.training.ResponseSettings.Neurons;
import org.spinglass.training.ResponseTrainer;
import org.spinglass.training.Shard;
import org.spinglass.training.ShardSums;
import org.spinglass.training.ShardTree;
import org.spinglass.training.Sharding;
import org.spinglass.training.TrainingListener;
import org.spinglass.training.TrainingTask;

/**
 * What a step of a training in shards costs by its parts, in seconds of one processor (which other work on the machine
 * does not lengthen), and what a step would take on clusters by a simple model of them: E executors of one core, each
 * with its share of the passes and sums; a link of 10 Gbit/s at the command, over which weights go to each executor and
 * sums come from each; 2 ms for each question and its answer; bytes read, the tree and anneals by one thread of the
 * command. Sums of fixed size come from each executor, columns from all together. Of a layer that is annealed in blocks
 * these are shared by the executors, whole blocks each, in four questions; what blocks share goes to each, and levels in
 * place of weights.
 *
 * <p>Arguments: {@code lenet}, or {@code wide} for 4,096 x 4,096 weights and 10 outputs; samples of a step, at most
 * 2,000; {@code IN_TURN} or {@code SIDE_BY_SIDE}; shards; steps to measure, after as many that are not.
 */
public final class ClusterScaling {
    private static final double LINK = 10e9 / 8;
    private static final double EXCHANGE = 2e-3;
    private static final int SAMPLES = 2_000;

    private ClusterScaling() {}

    /** Sums over steps, in nanoseconds and bytes. */
    private static final class Parts {
        private double passes;
        private double sums;
        private double reading;
        private double bytes;
        private double tree;
        private double anneals;
        private double weights;
        private double columns;
        private double fixed;
        private double shared;
        private double ranges;
        private final List<Blocks> blocks = new ArrayList<>();
        private int visits;
    }

    /** Blocks of a layer in one visit, and nanoseconds of all of them. */
    private record Blocks(int count, double nanos) {}

    public static void main(String[] arguments) {
        boolean isWide = arguments[0].equals("wide");
        int batch = Integer.parseInt(arguments[1]);
        Neurons neurons = Neurons.valueOf(arguments[2]);
        int shards = Integer.parseInt(arguments[3]);
        int steps = Integer.parseInt(arguments[4]);
        int side = isWide ? 64 : 32;
        DataSet digits = DataStore.standard().load(DataStore.DEFAULT_NAME, null, DownloadListener.silent());
        Split split = Split.draw(digits, SAMPLES, 10, 1, new ImageSize(side, side));
        Network network = isWide
                ? Network.of(
                        "wide",
                        new Shape(1, side, side),
                        List.of(new Flatten(), new Linear(4096, false), new LeakyRelu(0.001f), new Linear(10, false)))
                : Networks.named("lenet", new Shape(1, side, side), 10, Networks.Options.DEFAULT);
        Parts parts = new Parts();
        try (Workers one = Workers.of(1)) {
            TrainingTask task = new TrainingTask(network, split.training(), split.validation(), 1000, 1, null, one);
            new ResponseTrainer(
                            SimulatedAnnealing.singleSpin(),
                            settings(batch, neurons, shards),
                            (asked, settings, listener) -> new Measured(asked, settings, one, steps, parts))
                    .train(task, new Steps(2 * steps));
        }
        print(parts, steps);
    }

    private static ResponseSettings settings(int batch, Neurons neurons, int shards) {
        GivenSettings own =
                GivenSettings.NONE.with("batch", batch).with("neurons", neurons).with("shards", shards);
        return SettingBinder.PLAIN.bind(ResponseSettings.forSamples(60_000), own);
    }

    /** Ends after a number of steps. */
    private static final class Steps implements TrainingListener {
        private int left;

        Steps(int count) {
            this.left = count;
        }

        @Override
        public boolean stepDone(Step step) {
            return --left > 0;
        }

        @Override
        public void epochDone(EpochReport report, Checkpoint checkpoint) {}
    }

    /** All shards on one thread, with a clock for each part. */
    private static final class Measured implements ShardSums {
        private final List<Shard> shards = new ArrayList<>();
        private final ResponseSettings settings;
        private final Workers one;
        private final int unmeasured;
        private final Parts parts;
        private int step;
        private long ended;

        Measured(TrainingTask task, ResponseSettings settings, Workers one, int unmeasured, Parts parts) {
            Sharding sharding = Sharding.of(task.training().count(), settings);
            for (int k = 0; k < sharding.shards(); k++) {
                shards.add(new Shard(
                        task.network(),
                        settings,
                        sharding,
                        k,
                        sharding.plain(task.training(), k),
                        null,
                        task.seed(),
                        one));
            }
            this.settings = settings;
            this.one = one;
            this.unmeasured = unmeasured;
            this.parts = parts;
        }

        @Override
        public LayerSums of(LayerVisit visit, Weights weights) {
            long began = now();
            boolean isMeasured = step > unmeasured;
            step += visit.changed() < 0 ? 1 : 0;
            if (isMeasured) {
                parts.anneals += began - ended;
            }
            LayerSums[] made = new LayerSums[shards.size()];
            double passes = 0;
            for (int k = 0; k < made.length; k++) {
                long wall = System.nanoTime();
                long start = now();
                made[k] = shards.get(k).sums(visit, weights);
                double share = (double) shards.get(k).forwardNanos() / (System.nanoTime() - wall);
                passes += share * (now() - start);
            }
            long summed = now();
            Map<ShardTree.Node, LayerSums> all = ShardTree.cover(made.length, 0, made.length, k -> made[k]);
            LayerSums total = Objects.requireNonNull(ShardTree.total(made.length, all));
            long added = now();
            byte[] bytes = RecordBytes.of(
                    ShardQuestion.ofSums(1, 1, List.of(new ShardQuestion.Subtree(0, made.length, total)), 0, 0, 0));
            long written = now();
            ShardQuestion read = RecordBytes.read(bytes, ShardQuestion.class);
            if (read.sums().size() != 1) {
                throw new IllegalStateException("what was read is not what was written");
            }
            if (step > unmeasured) {
                parts.passes += passes;
                parts.sums += summed - began - passes;
                parts.tree += added - summed;
                parts.reading += now() - written;
                parts.bytes += bytes.length;
                boolean areLevels = LayerBlocks.of(weights.network(), visit.layer(), settings)
                        .isPresent();
                parts.weights += (areLevels ? settings.bits() / 8.0 : 4) * weights.layer(visit.layer()).length;
                parts.columns += 4.0
                        * total.columns().stream().mapToInt(some -> some.length).sum();
                parts.fixed += 4.0 * (total.fields().length + total.matrix().length);
                parts.visits++;
            }
            ended = now();
            return total;
        }

        @Override
        public List<BlockStates> anneal(BlockedLayer layer, BlockRange all, float[] weights, Sampler sampler) {
            long began = now();
            List<BlockStates> states = layer.anneal(all, weights, sampler, progress -> true, one, one);
            long nanos = now() - began;
            if (step > unmeasured) {
                parts.anneals -= nanos;
                parts.blocks.add(new Blocks(layer.blocks().count(), nanos));
                parts.shared += RecordBytes.of(layer).length;
                byte[] bytes = RecordBytes.of(states);
                parts.columns += bytes.length;
                parts.ranges += RecordBytes.of(all).length;
            }
            return states;
        }

        @Override
        public void close() {}
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(Parts parts, int steps) {
        double each = 1e-9 / steps;
        double reading = parts.reading / parts.bytes * 1e-9;
        double blocks = each * parts.blocks.stream().mapToDouble(Blocks::nanos).sum();
        System.out.printf(
                Locale.ROOT,
                "a step, ms of one processor: passes %.1f, sums %.1f, tree %.1f, anneals of blocks %.1f, other"
                        + " anneals and update %.1f; kB: weights or levels %,.0f, columns and states %,.0f, sums %,.0f,"
                        + " what blocks share %,.0f and what they do not %,.0f; reading a MB %.2f ms%n",
                1e3 * each * parts.passes,
                1e3 * each * parts.sums,
                1e3 * each * parts.tree,
                1e3 * blocks,
                1e3 * each * parts.anneals,
                parts.weights / steps * 1e-3,
                parts.columns / steps * 1e-3,
                parts.fixed / steps * 1e-3,
                parts.shared / steps * 1e-3,
                parts.ranges / steps * 1e-3,
                1e9 * reading);
        double alone = each * (parts.passes + parts.sums + parts.tree + parts.anneals) + blocks;
        System.out.println(
                "| executors | passes and sums | anneals of blocks | moving and reading | tree, other anneals | step |"
                        + " speed-up |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int executors : new int[] {1, 2, 8, 64, 512}) {
            double work = each * (parts.passes + parts.sums) / executors;
            double shared = 0;
            for (Blocks some : parts.blocks) {
                shared += each * some.nanos() * Math.ceilDiv(some.count(), executors) / some.count();
            }
            double in = (parts.columns + executors * parts.fixed) / steps;
            double out = (executors * (parts.weights + parts.shared) + parts.ranges) / steps;
            double questions = (parts.visits + 4.0 * parts.blocks.size()) / steps;
            double moving = questions * EXCHANGE + (in + out) / LINK + in * reading;
            double rest = each * (parts.tree + parts.anneals);
            double step = work + shared + moving + rest;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f |%n",
                    executors,
                    1e3 * work,
                    1e3 * shared,
                    1e3 * moving,
                    1e3 * rest,
                    1e3 * step,
                    alone / step);
        }
    }
}
