// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.Arrays;
import org.spinglass.quantum.topology.WorkingGraph;

/**
 * Shortest paths from several chains at once, over qubits that cost something to enter, all to the same distance; until the
 * searches meet. Costs are whole numbers, so that a queue of one bucket a distance serves all searches (Dial 1969). Buffers
 * are kept from search to search. Not safe for use from several threads.
 *
 * <p>Memory: 8 bytes a search and label.
 */
final class MeetingSearch {
    /** The cost of a qubit that must not be entered. */
    static final int FORBIDDEN = Integer.MAX_VALUE;
    /** The highest cost. */
    static final int MOST_COST = 65535;

    private static final int FAR = Integer.MAX_VALUE;

    private final WorkingGraph graph;
    private final int labels;
    private int[] distances = new int[0];
    private int[] parents = new int[0];
    private int[] touched = new int[1024];
    private int touchedCount;
    private final int[][] buckets = new int[MOST_COST + 1][];
    private final int[] filled = new int[MOST_COST + 1];
    private final int[] met;
    private final long[] totals;
    private int[] reached = new int[256];
    private int reachedCount;
    private int queued;

    MeetingSearch(WorkingGraph graph) {
        this.graph = graph;
        this.labels = graph.labels();
        this.met = new int[labels];
        this.totals = new long[labels];
    }

    /**
     * Searches from chains until they have met and have gone a little further.
     *
     * @param chains one a search; at least one
     * @param costs of entering each label, from 1 to {@link #MOST_COST}, or {@link #FORBIDDEN}
     * @param further how far the searches go on after their first meeting
     * @return whether they met
     */
    boolean run(int[][] chains, int[] costs, int further) {
        clear(chains.length);
        for (int search = 0; search < chains.length; search++) {
            for (int q : chains[search]) {
                put(search * labels + q, 0, -1);
            }
        }
        int end = FAR;
        for (int distance = 0; queued > 0 && distance <= end; distance++) {
            int slot = distance % buckets.length;
            for (int i = 0; i < filled[slot]; i++) {
                int entry = buckets[slot][i];
                if (distances[entry] == distance && settle(entry, distance, costs, chains.length) && end == FAR) {
                    end = distance + further;
                }
            }
            queued -= filled[slot];
            filled[slot] = 0;
        }
        Arrays.fill(filled, 0);
        queued = 0;
        return reachedCount > 0;
    }

    /** Takes an entry as final and looks at its neighbours; returns whether all searches have reached the qubit now. */
    private boolean settle(int entry, int distance, int[] costs, int searches) {
        int q = entry % labels;
        int base = entry - q;
        for (int e = graph.start(q); e < graph.start(q + 1); e++) {
            int next = graph.neighbours()[e];
            int cost = costs[next];
            if (cost != FORBIDDEN && distance + cost < distances[base + next]) {
                put(base + next, distance + cost, q);
            }
        }
        if (costs[q] == FORBIDDEN) {
            return false;
        }
        totals[q] += distance == 0 ? costs[q] : distance;
        if (++met[q] == searches) {
            if (reachedCount == reached.length) {
                reached = Arrays.copyOf(reached, 2 * reachedCount);
            }
            reached[reachedCount++] = q;
            return true;
        }
        return false;
    }

    private void put(int entry, int distance, int parent) {
        if (distances[entry] == FAR) {
            if (touchedCount == touched.length) {
                touched = Arrays.copyOf(touched, 2 * touchedCount);
            }
            touched[touchedCount++] = entry;
        }
        distances[entry] = distance;
        parents[entry] = parent;
        int slot = distance % buckets.length;
        int[] bucket = buckets[slot];
        if (bucket == null || filled[slot] == bucket.length) {
            bucket = bucket == null ? new int[64] : Arrays.copyOf(bucket, 2 * bucket.length);
            buckets[slot] = bucket;
        }
        bucket[filled[slot]++] = entry;
        queued++;
    }

    private void clear(int searches) {
        for (int i = 0; i < touchedCount; i++) {
            int entry = touched[i];
            distances[entry] = FAR;
            met[entry % labels] = 0;
            totals[entry % labels] = 0;
        }
        touchedCount = 0;
        reachedCount = 0;
        if (distances.length < searches * labels) {
            int old = distances.length;
            distances = Arrays.copyOf(distances, searches * labels);
            parents = Arrays.copyOf(parents, distances.length);
            Arrays.fill(distances, old, distances.length, FAR);
        }
    }

    /** Number of qubits that all searches reached. */
    int reachedCount() {
        return reachedCount;
    }

    /** One of them. */
    int reached(int i) {
        return reached[i];
    }

    /** The sum of a reached qubit's distances; where it lies in a chain, what it costs to enter it. */
    long total(int qubit) {
        return totals[qubit];
    }

    /** The distance of a qubit from a chain; 0 within it, very large where it was not looked at. */
    int distance(int search, int qubit) {
        return distances[search * labels + qubit];
    }

    /** The next qubit on the way to a chain, or -1 within it. */
    int parent(int search, int qubit) {
        return parents[search * labels + qubit];
    }
}
