// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the sums of shards are added: a binary tree over their numbers. The left part of a node has the
 * largest power of two of shards that is less than all. Whoever has some of the shards adds up whole subtrees of it and
 * hands these on, so that the total has the same bits however the shards are dealt out.
 */
public final class ShardTree {
    private ShardTree() {}

    /**
     * Shards that follow each other and are a subtree.
     *
     * @param from the first
     * @param to behind the last
     */
    public record Node(int from, int to) {
        private boolean isLeaf() {
            return to - from == 1;
        }

        private int middle() {
            return from + Integer.highestOneBit(to - from - 1);
        }

        private Node left() {
            return new Node(from, middle());
        }

        private Node right() {
            return new Node(middle(), to);
        }

        private boolean isWithin(int first, int last) {
            return first <= from && to <= last;
        }
    }

    /** All shards. */
    private static Node root(int shards) {
        return new Node(0, shards);
    }

    /** The sums of shards that follow each other, in as few subtrees as can be. */
    public static Map<Node, LayerSums> cover(int shards, int from, int to, IntFunction<LayerSums> sums) {
        Map<Node, LayerSums> nodes = new LinkedHashMap<>();
        cover(root(shards), from, to, sums, nodes);
        return nodes;
    }

    private static void cover(Node node, int from, int to, IntFunction<LayerSums> sums, Map<Node, LayerSums> nodes) {
        if (node.isWithin(from, to)) {
            nodes.put(node, added(node, sums));
        } else if (!node.isLeaf() && node.from() < to && from < node.to()) {
            cover(node.left(), from, to, sums, nodes);
            cover(node.right(), from, to, sums, nodes);
        }
    }

    private static LayerSums added(Node node, IntFunction<LayerSums> sums) {
        return node.isLeaf()
                ? sums.apply(node.from())
                : added(node.left(), sums).plus(added(node.right(), sums));
    }

    /** The total of all shards; null as long as there are shards of which nothing is known. */
    public static @Nullable LayerSums total(int shards, Map<Node, LayerSums> known) {
        boolean[] have = new boolean[shards];
        markKnown(root(shards), known.keySet(), have);
        for (boolean one : have) {
            if (!one) {
                return null;
            }
        }
        return total(root(shards), known);
    }

    /** Marks the shards of which the sums are known. */
    public static void markKnown(int shards, Set<Node> known, boolean[] have) {
        markKnown(root(shards), known, have);
    }

    private static void markKnown(Node node, Set<Node> known, boolean[] have) {
        if (known.contains(node)) {
            Arrays.fill(have, node.from(), node.to(), true);
        } else if (!node.isLeaf()) {
            markKnown(node.left(), known, have);
            markKnown(node.right(), known, have);
        }
    }

    private static LayerSums total(Node node, Map<Node, LayerSums> known) {
        LayerSums own = known.get(node);
        return own != null ? own : total(node.left(), known).plus(total(node.right(), known));
    }
}
