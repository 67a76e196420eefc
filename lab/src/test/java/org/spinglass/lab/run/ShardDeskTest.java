// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.training.BlockStates;
import org.spinglass.training.BlockedLayer;
import org.spinglass.training.LayerSums;
import org.spinglass.training.LayerVisit;
import org.spinglass.training.ShardTree;

/** Who is given which shards, and when; workers here do nothing but hand in. */
class ShardDeskTest {
    private static final int SHARDS = 6;
    private static final long SECOND = 1_000_000_000;
    private static final Network NETWORK =
            Networks.named("small-cnn", new Shape(1, 32, 32), 10, Networks.Options.DEFAULT);

    private long now = SECOND;
    private final ShardDesk desk = new ShardDesk(SHARDS, 2, NETWORK.weightLayers(), () -> now);
    private final Weights weights = new Weights(NETWORK);
    private int visits;

    private static LayerSums sums(int shard) {
        return new LayerSums(new LayerSums.Seen(1, 1, 1, 1), 1, shard, new float[] {shard}, new float[0], 0, List.of());
    }

    /** Has a visit of the first layer in a step, or of another. */
    private void publish(boolean isFirst) {
        visits++;
        desk.publish(new LayerVisit(visits, 0, 0, isFirst ? 0 : 1, 0, isFirst ? -1 : 0), weights);
    }

    private ShardAnswer asks(int task, long worker) {
        return desk.answer(task, ShardQuestion.empty(worker, 0, 0));
    }

    /** Hands in what it was told to, and asks for more. */
    private ShardAnswer handsIn(int task, long worker, ShardAnswer told) {
        LayerVisit visit = Objects.requireNonNull(told.visit());
        List<ShardQuestion.Subtree> made = new ArrayList<>();
        ShardTree.cover(SHARDS, told.from(), told.to(), ShardDeskTest::sums)
                .forEach((node, sums) -> made.add(new ShardQuestion.Subtree(node.from(), node.to(), sums)));
        return desk.answer(task, ShardQuestion.ofSums(worker, visit.number(), made, 0, SECOND / 10, 1));
    }

    private void requireTold(ShardAnswer answer, int from, int to) {
        assertThat(answer.visit()).isNotNull().extracting(LayerVisit::number).isEqualTo(visits);
        assertThat(List.of(answer.from(), answer.to())).containsExactly(from, to);
    }

    private void requireTotal() throws InterruptedException {
        LayerSums total = Objects.requireNonNull(desk.await(1));
        assertThat(total.samples()).isEqualTo(SHARDS);
        assertThat(total.squares()).isEqualTo(15);
    }

    /** A step of two layers that two workers do. */
    private void step() throws InterruptedException {
        publish(true);
        ShardAnswer one = asks(0, 70);
        assertThat(asks(1, 71)).matches(answer -> answer.visit() != null || one.visit() == null);
        ShardAnswer first = one.visit() == null ? asks(0, 70) : one;
        handsIn(0, 70, first);
        handsIn(1, 71, new ShardAnswer(false, first.visit(), 3, 6, List.of(), List.of(), null));
        requireTotal();
    }

    @Test
    void thoseThatAreExpectedShareAll() throws InterruptedException {
        publish(true);
        assertThat(asks(0, 70)).isEqualTo(ShardAnswer.WAIT);
        ShardAnswer second = asks(1, 71);
        requireTold(second, 3, 6);
        ShardAnswer first = asks(0, 70);
        requireTold(first, 0, 3);
        assertThat(first.weights()).hasSize(NETWORK.weightLayers());
        assertThat(desk.await(1)).isNull();
        assertThat(handsIn(0, 70, first)).isEqualTo(ShardAnswer.WAIT);
        assertThat(handsIn(1, 71, second)).isEqualTo(ShardAnswer.WAIT);
        requireTotal();

        weights.layer(0)[0] = 1;
        publish(false);
        ShardAnswer next = desk.answer(0, ShardQuestion.empty(70, visits - 1, 0));
        requireTold(next, 0, 3);
        assertThat(next.weights()).extracting(ShardAnswer.LayerWeights::layer).containsExactly(0);
    }

    @Test
    void oneThatIsExpectedAndDoesNotComeIsNotWaitedForLong() throws InterruptedException {
        publish(true);
        assertThat(asks(0, 70)).isEqualTo(ShardAnswer.WAIT);
        now += 4 * SECOND;
        ShardAnswer all = asks(0, 70);
        requireTold(all, 0, SHARDS);
        handsIn(0, 70, all);
        requireTotal();
        publish(true);
        requireTold(asks(0, 70), 0, SHARDS);
    }

    @Test
    void shardsOfOneThatWasBegunAnewGoToWhoAsks() throws InterruptedException {
        step();
        publish(true);
        requireTold(asks(1, 71), 3, 6);
        ShardAnswer first = asks(0, 70);
        handsIn(0, 70, first);
        requireTold(asks(1, 72), 3, 6); // the same task, another process
        assertThat(asks(0, 70)).isEqualTo(ShardAnswer.WAIT);
        assertThat(desk.costs().takenOver()).isEqualTo(3);
    }

    @Test
    void shardsOfOneThatIsLateGoToWhoAsks() throws InterruptedException {
        step();
        publish(true);
        ShardAnswer first = asks(0, 70);
        ShardAnswer late = asks(1, 71);
        assertThat(handsIn(0, 70, first)).isEqualTo(ShardAnswer.WAIT);
        now += 2 * SECOND;
        ShardAnswer more = asks(0, 70);
        requireTold(more, 3, 6);
        handsIn(0, 70, more);
        requireTotal();

        publish(false);
        requireTold(handsIn(1, 71, late), 3, 6); // what it has made is of the visit before, and not taken
        assertThat(desk.await(1)).isNull();
        requireTold(asks(0, 70), 0, 3);

        publish(true); // who was late has a share again
        requireTold(asks(0, 70), 0, 3);
        requireTold(asks(1, 71), 3, 6);
    }

    @Test
    void oneThatComesLaterHasAShareFromTheNextStepOn() throws InterruptedException {
        step();
        publish(false);
        assertThat(asks(2, 73)).isEqualTo(ShardAnswer.WAIT);
        requireTold(asks(0, 70), 0, 3);
        requireTold(asks(1, 71), 3, 6);
        publish(true);
        requireTold(asks(0, 70), 0, 2);
        requireTold(asks(1, 71), 2, 4);
        requireTold(asks(2, 73), 4, 6);
    }

    /** Blocks are annealed once the sums are there; then levels go out in place of weights, to whoever has these. */
    @Test
    void blocksAreAnnealedByThoseWhoAsk() throws InterruptedException {
        step();
        Weights before = weights.copy();
        BlockedLayer layer = BlockDeskTest.layer(6, 1);
        assertThat(layer.columns() * 6).isEqualTo(weights.layer(0).length);
        desk.publish(layer, BlockDeskTest.all(layer));
        ShardAnswer first = asks(0, 70);
        ShardAnswer.Anneals wanted = Objects.requireNonNull(first.anneals());
        assertThat(wanted.layer()).isEqualTo(layer);
        assertThat(first.weights()).hasSize(NETWORK.weightLayers());
        int visit = Objects.requireNonNull(first.visit()).number();
        List<BlockStates> states = BlockDeskTest.made(layer, wanted.range());
        assertThat(desk.awaitBlocks(1)).isNull();
        ShardAnswer next = desk.answer(0, ShardQuestion.ofBlocks(70, visit, states, 1));
        while (next.anneals() != null) { // it has what the blocks share
            assertThat(next.anneals().layer()).isNull();
            assertThat(next.weights()).isEmpty();
            states = BlockDeskTest.made(layer, next.anneals().range());
            next = desk.answer(0, ShardQuestion.ofBlocks(70, visit, states, 1));
        }
        List<BlockStates> all = Objects.requireNonNull(desk.awaitBlocks(1));
        assertThat(all).hasSize(layer.blocks().count());
        assertThat(asks(1, 71)).isEqualTo(ShardAnswer.WAIT);

        LayerChange.of(layer, all).apply(weights.layer(0));
        assertThat(weights.layer(0)).isNotEqualTo(before.layer(0));
        publish(false);
        ShardAnswer told = desk.answer(0, ShardQuestion.empty(70, visit, visit));
        requireTold(told, 0, 3);
        assertThat(told.weights()).isEmpty();
        told.changes().getFirst().apply(before.layer(0));
        assertThat(before.layer(0)).isEqualTo(weights.layer(0));
        assertThat(asks(1, 71)).satisfies(other -> {
            assertThat(other.changes()).isEmpty();
            assertThat(other.weights()).hasSize(NETWORK.weightLayers());
        });
    }

    /** Weights that became others than blocks made them are sent as they are. */
    @Test
    void whatBlocksDidNotChangeIsSentWhole() throws InterruptedException {
        step();
        BlockedLayer layer = BlockDeskTest.layer(6, 1);
        desk.publish(layer, BlockDeskTest.all(layer));
        int visit = Objects.requireNonNull(asks(0, 70).visit()).number();
        List<BlockStates> states = BlockDeskTest.made(layer, BlockDeskTest.all(layer));
        desk.answer(0, ShardQuestion.ofBlocks(70, visit, states, 1));
        LayerChange.of(layer, Objects.requireNonNull(desk.awaitBlocks(1))).apply(weights.layer(0));
        weights.layer(0)[3] += 1;
        publish(false);
        ShardAnswer told = desk.answer(0, ShardQuestion.empty(70, visit, visit));
        assertThat(told.changes()).isEmpty();
        assertThat(told.weights()).extracting(ShardAnswer.LayerWeights::layer).containsExactly(0);
    }

    @Test
    void allAreToldThatItIsOver() {
        publish(true);
        desk.close();
        assertThat(asks(0, 70).isOver()).isTrue();
    }
}
