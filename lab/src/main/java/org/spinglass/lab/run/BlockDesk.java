// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerVisit;

/**
 * Where workers are given blocks of a layer to anneal, and hand in what these came to. A worker is given several that
 * follow each other, the fewer the less is left. What is not handed in after a while, or was given to one that is gone,
 * is given to another who asks once all else is given; the first to hand it in is taken, as all come to the same. Used
 * under the lock of the {@link ShardDesk} that has it.
 */
final class BlockDesk {
    private static final long SECOND = 1_000_000_000;

    /** The least time that a worker has. */
    private static final long LEAST_NANOS = 2 * SECOND;

    /** How long it is waited for as long as nobody has handed in anything. */
    private static final long FIRST_NANOS = 60 * SECOND;

    private static final long NOBODY = 0;

    private final LayerVisit visit;
    private final BlockedLayer layer;
    private final BlockRange all;
    private final @Nullable BlockStates[] found;
    /** By block the worker that it was last given to, when, and until when it is expected. */
    private final long[] worker;

    private final long[] expected;
    private int left;
    private int ungiven;
    private int takenOver;
    /** The longest that a block took, of several its share. */
    private long longest;

    /**
     * For all blocks of a layer.
     *
     * @param visit of the layer
     * @param all every block
     */
    BlockDesk(LayerVisit visit, BlockedLayer layer, BlockRange all) {
        this.visit = visit;
        this.layer = layer;
        this.all = all;
        this.left = all.to() - all.from();
        this.ungiven = left;
        this.found = new BlockStates[left];
        this.worker = new long[left];
        this.expected = new long[left];
    }

    LayerVisit visit() {
        return visit;
    }

    BlockedLayer layer() {
        return layer;
    }

    /** Takes what a worker has made. */
    void take(List<BlockStates> blocks, long nanos) {
        for (BlockStates one : blocks) {
            longest = Math.max(longest, nanos / blocks.size());
            if (found[one.block()] == null) {
                ungiven -= worker[one.block()] == NOBODY ? 1 : 0;
                found[one.block()] = one;
                left--;
            }
        }
    }

    /** What was given to a worker that is gone is to be given to another. */
    void forget(long gone) {
        for (int b = 0; b < found.length; b++) {
            if (found[b] == null && worker[b] == gone) {
                expected[b] = Long.MIN_VALUE;
            }
        }
    }

    /**
     * The next blocks for a worker.
     *
     * @param workers how many there are
     * @return null when there are none for now
     */
    @Nullable
    BlockRange next(long asking, int workers, long now) {
        int most = Math.max(1, Math.ceilDiv(ungiven, 2 * workers));
        for (int from = 0; from < found.length; from++) {
            if (isFree(from, now)) {
                int to = from + 1;
                while (to < found.length && to - from < most && isFree(to, now)) {
                    to++;
                }
                give(asking, from, to, now);
                return all.part(layer, from, to);
            }
        }
        return null;
    }

    private boolean isFree(int block, long now) {
        return found[block] == null
                && (worker[block] == NOBODY
                        || ungiven == 0 && now - expected[block] > 0
                        || expected[block] == Long.MIN_VALUE);
    }

    private void give(long asking, int from, int to, long now) {
        long patience = longest == 0 ? FIRST_NANOS : Math.max(LEAST_NANOS, 5 * longest * (to - from));
        for (int b = from; b < to; b++) {
            takenOver += worker[b] == NOBODY ? 0 : 1;
            ungiven -= worker[b] == NOBODY ? 1 : 0;
        }
        Arrays.fill(worker, from, to, asking);
        Arrays.fill(expected, from, to, now + patience);
    }

    /** Blocks that were given to another worker, as theirs was gone or late. */
    int takenOver() {
        return takenOver;
    }

    /** What all blocks came to, in their order; null as long as some are missing. */
    @Nullable
    List<BlockStates> all() {
        if (left > 0) {
            return null;
        }
        List<BlockStates> states = new ArrayList<>();
        for (BlockStates one : found) {
            states.add(Objects.requireNonNull(one));
        }
        return states;
    }
}
