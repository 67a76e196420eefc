// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.compute.Blas;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.InitialState;
import org.spinglass.ising.sampling.ProgressListener;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.Sampler;

/**
 * What the blocks of a layer share in a visit ({@link LayerBlocks}), here or in another process: of each block the
 * subproblem is an instance for each neuron with {@code J = (1/Q) sum_a c_a q^a q^a'}, kept as its factors, and
 * {@code h_i = (2/Q) sum_a (B_i^a . r_a) q^a}. What a block comes to depends on its number, and not on who anneals it,
 * when, or with which others. Arrays are not copied, and not to be changed. Immutable.
 *
 * @param order how the blocks are annealed
 * @param moves how far weights move
 * @param blocks how the neurons are cut
 * @param columns N, weights of a neuron
 * @param samples Q
 * @param stride length of a row of samples, the zeros behind them included
 * @param inputs q, one row of {@code stride} an input
 * @param sampleWeights {@code c_a / Q}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BlockedLayer(
        AnnealOrder order,
        WeightMoves moves,
        LayerBlocks blocks,
        int columns,
        int samples,
        int stride,
        float[] inputs,
        float[] sampleWeights) {

    /**
     * Anneals blocks that follow each other, each on one thread of its own.
     *
     * @param range the blocks, and what they need
     * @param weights the layer's present weights
     * @param sampler that anneals them, at any temperature
     * @param progress is told, and may end it; then the states are of no use
     * @param workers the threads to use
     * @param alone one thread
     */
    public List<BlockStates> anneal(
            BlockRange range,
            float[] weights,
            Sampler sampler,
            ProgressListener progress,
            Workers workers,
            Workers alone) {
        Sampler cooled = order.cooled(sampler);
        BlockStates[] found = new BlockStates[range.to() - range.from()];
        workers.forEach(found.length, k -> {
            int block = range.from() + k;
            EncodedQuadratic subproblem = subproblem(block, range, weights);
            InitialState initial = order.from() == 0 ? InitialState.present() : InitialState.given(given(block, range));
            found[k] = states(block, cooled.sample(subproblem, order.request(block, initial, progress, alone)));
        });
        return List.of(found);
    }

    /**
     * The subproblem of a block.
     *
     * @param range blocks, of which this is one
     * @param weights of the whole layer
     */
    EncodedQuadratic subproblem(int block, BlockRange range, float[] weights) {
        int first = blocks.first(block);
        int rows = blocks.first(block + 1) - first;
        int skipped = first - blocks.first(range.from());
        float[] fields = new float[rows * columns];
        Blas.gemm(
                Blas.Op.NONE,
                Blas.Op.TRANSPOSE,
                rows,
                columns,
                stride,
                2f / samples,
                range.projected(),
                skipped * stride,
                stride,
                inputs,
                0,
                stride,
                0,
                fields,
                0,
                columns);
        float[] own = Arrays.copyOfRange(weights, first * columns, (first + rows) * columns);
        float[] start = range.start().length == 0
                ? own
                : Arrays.copyOfRange(range.start(), skipped * columns, (skipped + rows) * columns);
        float[] diagonal = new float[columns];
        Arrays.fill(diagonal, moves.damping() + moves.decay());
        Coupling coupling = new Coupling.Gram(columns, stride, inputs, sampleWeights, diagonal, true);
        return moves.encoded(coupling, fields, rows, 0, own, start);
    }

    /** The states of a block that the part before came to. */
    private List<Spins> given(int block, BlockRange range) {
        int skipped = blocks.first(block) - blocks.first(range.from());
        int rows = blocks.first(block + 1) - blocks.first(block);
        List<Spins> states = new ArrayList<>();
        for (long[] words : range.states().subList(skipped, skipped + rows)) {
            states.add(Spins.ofWords(columns * moves.bits(), words));
        }
        return states;
    }

    private BlockStates states(int block, SampleSet found) {
        IntStream all = IntStream.range(0, order.isEvaluated() ? found.instances() : 0);
        int[] evaluated = all.toArray();
        return new BlockStates(
                block,
                IntStream.range(0, found.instances())
                        .mapToObj(i -> found.bestSpins(i).toWords())
                        .toList(),
                Arrays.stream(evaluated)
                        .mapToDouble(i -> found.best(i).energy())
                        .toArray(),
                Arrays.stream(evaluated)
                        .mapToDouble(i -> found.lowerBound(i).orElse(Double.NaN))
                        .toArray(),
                found.provenance().acceptance());
    }
}
