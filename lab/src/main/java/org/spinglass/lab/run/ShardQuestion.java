// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.BlockStates;
import org.spinglass.training.LayerSums;

/**
 * A process that makes sums of shards, or anneals blocks of neurons, hands in what it has made, and asks for more.
 *
 * @param worker tells one process's work from another's
 * @param has number of the visit whose weights it has; 0 for none
 * @param visit that the sums or the blocks are of; 0 for none
 * @param sums whole subtrees of the shards
 * @param blocks what blocks came to
 * @param shared number of the visit of which it has what all blocks share; 0 for none
 * @param nanos that it took to make them
 * @param forwardNanos that its threads spent on passes through the network
 */
public record ShardQuestion(
        long worker,
        int has,
        int visit,
        List<Subtree> sums,
        List<BlockStates> blocks,
        int shared,
        long nanos,
        long forwardNanos) {

    /**
     * The sums of shards that follow each other.
     *
     * @param from the first
     * @param to behind the last
     */
    public record Subtree(int from, int to, LayerSums sums) {}

    /** One that hands in nothing. */
    static ShardQuestion empty(long worker, int has, int shared) {
        return new ShardQuestion(worker, has, 0, List.of(), List.of(), shared, 0, 0);
    }

    /** One that hands in sums. */
    public static ShardQuestion ofSums(
            long worker, int visit, List<Subtree> sums, int shared, long nanos, long forwardNanos) {
        return new ShardQuestion(worker, visit, visit, sums, List.of(), shared, nanos, forwardNanos);
    }

    /** One that hands in blocks. */
    static ShardQuestion ofBlocks(long worker, int visit, List<BlockStates> blocks, long nanos) {
        return new ShardQuestion(worker, visit, visit, List.of(), blocks, visit, nanos, 0);
    }
}
