// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerSums;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.ShardTree;

/**
 * Where workers are told which shards to work on, or which blocks of neurons to anneal, and hand in what they have
 * made. Shards are dealt out in ranges of equal length at the beginning of a step, whenever a worker has come or gone.
 * What is not handed in after a while, or belongs to a worker that was begun anew, is given to another who asks as
 * well; the first to hand it in is taken, as all come to the same. Safe for several threads.
 */
final class ShardDesk {
    private static final long SECOND = 1_000_000_000;

    /** How long those that are expected are waited for before shards are dealt out at first. */
    private static final long ALL_COME_NANOS = 3 * SECOND;

    /** The least time that a worker has, which may have to read its samples first. */
    private static final long FIRST_NANOS = 20 * SECOND;

    private static final long LEAST_NANOS = SECOND;

    private final LongSupplier clock;
    private final int shards;
    private final int expected;
    private final Map<Long, Worker> workers = new LinkedHashMap<>();
    private final PublishedWeights weights;
    /** By shard when it was last given to a worker in this visit; 0 for not yet. */
    private final long[] handedOut;

    private final Map<ShardTree.Node, LayerSums> known = new HashMap<>();
    private final ShardCosts costs = new ShardCosts();
    private @Nullable LayerVisit visit;
    /** The last visit whose sums were wanted, and its layer's blocks as long as they are annealed. */
    private @Nullable LayerVisit last;

    private @Nullable BlockDesk blocks;
    private @Nullable LayerChange change;
    private long published;
    private long firstCame;
    /** The longest that a worker took for a visit of this step, and what it takes otherwise. */
    private long longest;

    private long usual;
    private boolean isDealt;
    private boolean isOver;

    /** One who makes sums. */
    private static final class Worker {
        private final int task;
        private int from;
        private int to;
        /** The visit that it was last given shards of. */
        private int given;

        Worker(int task) {
            this.task = task;
        }

        boolean has(int shard) {
            return from <= shard && shard < to;
        }
    }

    /**
     * For a training.
     *
     * @param expected workers that come soon
     * @param layers weight layers of the network
     * @param clock tells nanoseconds
     */
    ShardDesk(int shards, int expected, int layers, LongSupplier clock) {
        this.clock = clock;
        this.shards = shards;
        this.expected = Math.min(expected, shards);
        this.handedOut = new long[shards];
        this.weights = new PublishedWeights(layers);
    }

    /** Has the sums of a visit made, from now on. */
    synchronized void publish(LayerVisit next, Weights now) {
        weights.publish(next.number(), now, change);
        change = null;
        blocks = null;
        last = next;
        known.clear();
        Arrays.fill(handedOut, 0);
        visit = next;
        published = clock.getAsLong();
        if (next.changed() < 0) {
            usual = Math.max(longest, usual / 2);
            longest = 0;
            isDealt &= isDealtOut();
        }
        deal();
    }

    /** Has the blocks of the last visit's layer annealed, from now on. */
    synchronized void publish(BlockedLayer layer, BlockRange all) {
        blocks = new BlockDesk(Objects.requireNonNull(last), layer, all);
        published = clock.getAsLong();
    }

    /** Whether every worker has shards, and every shard a worker. */
    private boolean isDealtOut() {
        int owned = 0;
        for (Worker worker : workers.values()) {
            if (worker.to == worker.from) {
                return false;
            }
            owned += worker.to - worker.from;
        }
        return owned == shards;
    }

    private void deal() {
        if (isDealt || workers.isEmpty()) {
            return;
        }
        if (workers.size() < expected && clock.getAsLong() - firstCame < ALL_COME_NANOS) {
            return;
        }
        int count = Math.min(workers.size(), shards);
        int k = 0;
        for (Worker worker : workers.values()) {
            worker.from = k < count ? (int) ((long) shards * k / count) : 0;
            worker.to = k < count ? (int) ((long) shards * (k + 1) / count) : 0;
            k++;
        }
        isDealt = true;
    }

    /** Takes what a worker has made, and tells it what to do. */
    synchronized ShardAnswer answer(int task, ShardQuestion question) {
        if (isOver) {
            return ShardAnswer.OVER;
        }
        long now = clock.getAsLong();
        Worker worker = known(task, question.worker(), now);
        take(question);
        LayerVisit wanted = visit;
        if (blocks != null) {
            return annealed(blocks, question, now);
        }
        deal();
        if (wanted == null || !isDealt) {
            return ShardAnswer.WAIT;
        }
        boolean[] have = new boolean[shards];
        ShardTree.markKnown(shards, known.keySet(), have);
        if (worker.given != wanted.number() && worker.to > worker.from) {
            worker.given = wanted.number();
            return handed(wanted, worker.from, worker.to, question.has(), now);
        }
        for (int from = 0; from < shards; from++) {
            if (!have[from] && isOverdue(from, now)) {
                int to = from + 1;
                while (to < shards && !have[to] && isOverdue(to, now)) {
                    to++;
                }
                costs.takenOver(to - from);
                forgetOwners(from, to, worker);
                return handed(wanted, from, to, question.has(), now);
            }
        }
        return ShardAnswer.WAIT;
    }

    private ShardAnswer annealed(BlockDesk from, ShardQuestion question, long now) {
        BlockRange range = from.next(question.worker(), workers.size(), now);
        if (range == null) {
            return ShardAnswer.WAIT;
        }
        boolean hasShared = question.shared() == from.visit().number();
        ShardAnswer.Anneals anneals = new ShardAnswer.Anneals(hasShared ? null : from.layer(), range);
        return answer(from.visit(), 0, 0, question.has(), anneals);
    }

    private Worker known(int task, long number, long now) {
        Worker before = workers.get(number);
        if (before != null) {
            return before;
        }
        firstCame = workers.isEmpty() ? now : firstCame;
        for (Map.Entry<Long, Worker> other : List.copyOf(workers.entrySet())) {
            if (other.getValue().task == task) { // it was begun anew, so that it is gone
                Arrays.fill(handedOut, other.getValue().from, other.getValue().to, 0);
                if (blocks != null) {
                    blocks.forget(other.getKey());
                }
                workers.remove(other.getKey());
            }
        }
        Worker come = new Worker(task);
        workers.put(number, come);
        return come;
    }

    /** Whether a shard is to be given to whoever asks: its owner is gone, or late. */
    private boolean isOverdue(int shard, long now) {
        boolean isOwned = workers.values().stream().anyMatch(worker -> worker.has(shard));
        long patience = usual == 0 ? FIRST_NANOS : Math.max(LEAST_NANOS, 5 * usual);
        return handedOut[shard] == 0 && !isOwned || now - Math.max(handedOut[shard], published) > patience;
    }

    /** Workers that are late are as good as gone until they ask again. */
    private void forgetOwners(int from, int to, Worker asking) {
        workers.values().removeIf(worker -> worker != asking && worker.from < to && from < worker.to);
    }

    private ShardAnswer handed(LayerVisit wanted, int from, int to, int has, long now) {
        Arrays.fill(handedOut, from, to, now);
        return answer(wanted, from, to, has, null);
    }

    private ShardAnswer answer(LayerVisit wanted, int from, int to, int has, ShardAnswer.@Nullable Anneals anneals) {
        PublishedWeights.Lacking lacking = weights.since(has);
        return new ShardAnswer(false, wanted, from, to, lacking.whole(), lacking.changes(), anneals);
    }

    private void take(ShardQuestion question) {
        if (blocks != null
                && question.visit() == blocks.visit().number()
                && !question.blocks().isEmpty()) {
            blocks.take(question.blocks(), question.nanos());
            costs.annealed(question.nanos());
            notifyAll();
            return;
        }
        LayerVisit wanted = visit;
        if (wanted == null || question.visit() != wanted.number()) {
            return;
        }
        for (ShardQuestion.Subtree subtree : question.sums()) {
            known.put(new ShardTree.Node(subtree.from(), subtree.to()), subtree.sums());
        }
        longest = Math.max(longest, question.nanos());
        costs.made(question.nanos(), question.forwardNanos());
        notifyAll();
    }

    /**
     * Waits for a while for the sums of the present visit.
     *
     * @return null when they are not there yet
     */
    synchronized @Nullable LayerSums await(long millis) throws InterruptedException {
        LayerSums total = total();
        if (total == null) {
            wait(millis);
            total = total();
        }
        return total;
    }

    /**
     * Waits for a while for the blocks that were published; their states in order.
     *
     * @return null when they are not there yet
     */
    synchronized @Nullable List<BlockStates> awaitBlocks(long millis) throws InterruptedException {
        BlockDesk wanted = Objects.requireNonNull(blocks);
        List<BlockStates> all = wanted.all();
        if (all == null) {
            wait(millis);
            all = wanted.all();
        }
        if (all != null) {
            costs.allAnnealed(clock.getAsLong() - published, wanted.takenOver());
            change = wanted.layer().order().from() == 0 ? LayerChange.of(wanted.layer(), all) : null;
            blocks = null;
        }
        return all;
    }

    private @Nullable LayerSums total() {
        long began = clock.getAsLong();
        LayerSums total = visit == null ? null : ShardTree.total(shards, known);
        if (total != null) {
            long now = clock.getAsLong();
            costs.added(now - published, now - began);
            visit = null;
        }
        return total;
    }

    /** What it took so far. */
    ShardCosts costs() {
        return costs;
    }

    /** From now on workers are told that it is over. */
    synchronized void close() {
        isOver = true;
        notifyAll();
    }
}
