// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import java.util.List;
import org.spinglass.training.LayerSums;

/**
 * A process that makes sums of shards hands in what it has made, and asks for more.
 *
 * @param worker tells one process's work from another's
 * @param has number of the visit whose weights it has; 0 for none
 * @param visit that the sums are of; 0 for none
 * @param sums whole subtrees of the shards
 * @param nanos that it took to make them
 * @param forwardNanos that its threads spent on passes through the network
 */
public record ShardQuestion(long worker, int has, int visit, List<Subtree> sums, long nanos, long forwardNanos) {

    /**
     * The sums of shards that follow each other.
     *
     * @param from the first
     * @param to behind the last
     */
    public record Subtree(int from, int to, LayerSums sums) {}
}
