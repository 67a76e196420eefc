// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.spinglass.training.AnnealOrder;
import org.spinglass.training.BlockRange;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerBlocks;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.WeightMoves;

/** Who is given which blocks, and when; workers here draw levels in place of annealing. */
class BlockDeskTest {
    private static final long SECOND = 1_000_000_000;
    private static final int COLUMNS = 6;
    private static final int BITS = 3;
    /** Blocks of which the last has half of the neurons. */
    static final int BLOCKS = 10;

    private static final BlockedLayer LAYER = layer(BLOCKS * 16 - 8, 16);
    private final BlockDesk desk = new BlockDesk(new LayerVisit(1, 0, 0, 0, 0, -1), LAYER, all(LAYER));

    static BlockedLayer layer(int neurons, int each) {
        return new BlockedLayer(
                new AnnealOrder(1, 0, 0, 0, 0, 2, 2, 0, 0, false),
                new WeightMoves(BITS, 0.5f, 0, 0, 1),
                new LayerBlocks(neurons, each, 0, 1),
                COLUMNS,
                1,
                16,
                new float[16 * COLUMNS],
                new float[16]);
    }

    /** All blocks; the projections of a neuron are its number. */
    static BlockRange all(BlockedLayer layer) {
        float[] projected = new float[layer.blocks().neurons() * layer.stride()];
        for (int k = 0; k < projected.length; k++) {
            projected[k] = k / layer.stride();
        }
        return new BlockRange(0, layer.blocks().count(), projected, new float[0], List.of());
    }

    static List<BlockStates> made(BlockedLayer layer, BlockRange range) {
        List<BlockStates> states = new ArrayList<>();
        for (int block = range.from(); block < range.to(); block++) {
            SplittableRandom random = new SplittableRandom(block);
            List<long[]> words = new ArrayList<>();
            for (int i = layer.blocks().first(block); i < layer.blocks().first(block + 1); i++) {
                words.add(new long[] {random.nextLong(1L << COLUMNS * BITS)});
            }
            states.add(new BlockStates(block, words, new double[0], new double[0], 0.5));
        }
        return states;
    }

    private BlockRange asks(long worker, long now) {
        return Objects.requireNonNull(desk.next(worker, 2, now));
    }

    private void handsIn(BlockRange range) {
        desk.take(made(LAYER, range), range.to() - range.from());
    }

    private static void requireRange(BlockRange range, int from, int to) {
        assertThat(List.of(range.from(), range.to())).containsExactly(from, to);
        assertThat(range.projected()[0]).isEqualTo(from * 16);
        int neurons = LAYER.blocks().first(to) - LAYER.blocks().first(from);
        assertThat(range.projected()).hasSize(neurons * LAYER.stride());
    }

    private void requireAll() {
        List<BlockStates> all = Objects.requireNonNull(desk.all());
        assertThat(all).extracting(BlockStates::block).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(all.getLast().words()).hasSize(8);
    }

    @Test
    void blocksAreGivenFewerAndFewer() {
        BlockRange first = asks(70, 1);
        BlockRange second = asks(71, 1);
        requireRange(first, 0, 3);
        requireRange(second, 3, 5);
        handsIn(second);
        BlockRange third = asks(71, 2);
        requireRange(third, 5, 7);
        handsIn(third);
        requireRange(asks(71, 3), 7, 8);
        assertThat(desk.all()).isNull();
        handsIn(first);
        handsIn(all(LAYER).part(LAYER, 7, 8));
        requireRange(asks(70, 4), 8, 9);
        requireRange(asks(71, 4), 9, 10);
        assertThat(desk.next(70, 2, 5)).isNull();
        handsIn(all(LAYER).part(LAYER, 8, 10));
        requireAll();
        assertThat(desk.takenOver()).isZero();
    }

    @Test
    void blocksOfOneThatIsGoneAreGivenAtOnce() {
        requireRange(asks(70, 1), 0, 3);
        BlockRange other = asks(71, 1);
        desk.forget(70);
        requireRange(asks(71, 2), 0, 2);
        handsIn(other);
        for (BlockRange next = desk.next(71, 1, 3); next != null; next = desk.next(71, 1, 3)) {
            handsIn(next);
        }
        handsIn(all(LAYER).part(LAYER, 0, 2));
        requireAll();
        assertThat(desk.takenOver()).isEqualTo(3);
    }

    @Test
    void blocksOfOneThatIsLateAreGivenOnceNoneAreLeft() {
        BlockRange late = asks(70, 1);
        for (BlockRange next = desk.next(71, 1, 2); next != null; next = desk.next(71, 1, 2)) {
            handsIn(next);
        }
        assertThat(desk.all()).isNull();
        assertThat(desk.next(71, 2, 30 * SECOND)).isNull(); // it was given before anybody had handed in
        BlockRange again = asks(71, 61 * SECOND);
        requireRange(again, 0, 1);
        handsIn(late);
        requireAll();
        handsIn(again);
        requireAll();
        assertThat(desk.takenOver()).isEqualTo(1);
    }
}
