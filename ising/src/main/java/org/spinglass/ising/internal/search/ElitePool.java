// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.spinglass.ising.model.Spins;

/** The best states met, all different from each other, the best first. */
public final class ElitePool {
    private final int capacity;
    private final int leastDistance;
    private final boolean isSymmetric;
    private final List<Member> members = new ArrayList<>();

    /**
     * A state of the pool.
     *
     * @param energy its energy
     * @param spins not to be written to
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Member(double energy, byte[] spins) {}

    /**
     * An empty pool.
     *
     * @param capacity members at most
     * @param leastDistance spins in which any two members differ at least
     * @param isSymmetric whether turning all spins keeps the energy, so that a state and its opposite are one
     */
    public ElitePool(int capacity, int leastDistance, boolean isSymmetric) {
        this.capacity = capacity;
        this.leastDistance = leastDistance;
        this.isSymmetric = isSymmetric;
    }

    /** Members now. */
    public int size() {
        return members.size();
    }

    /** Whether there is no room left. */
    public boolean isFull() {
        return members.size() == capacity;
    }

    /** The member of a rank, from 0, the best. */
    public Member get(int rank) {
        return members.get(rank);
    }

    /** Drops all but the best. */
    void keepBest() {
        members.subList(1, members.size()).clear();
    }

    /**
     * Takes a copy of a state in where there is room or it is better than the worst, in place of those that are too
     * near to it and no better; not where one near to it is as good.
     */
    public boolean offer(double energy, byte[] spins) {
        if (isFull() && energy >= members.getLast().energy()) {
            return false;
        }
        for (Member member : members) {
            if (member.energy() <= energy && distance(member.spins(), spins) < leastDistance) {
                return false;
            }
        }
        members.removeIf(member -> distance(member.spins(), spins) < leastDistance);
        if (isFull()) {
            members.removeLast();
        }
        int rank = 0;
        while (rank < members.size() && members.get(rank).energy() <= energy) {
            rank++;
        }
        members.add(rank, new Member(energy, spins.clone()));
        return true;
    }

    /** Number of spins in which two states differ, of the nearer of the second and its opposite where they are one. */
    public int distance(byte[] a, byte[] b) {
        int apart = 0;
        for (int i = 0; i < a.length; i++) {
            apart += a[i] == b[i] ? 0 : 1;
        }
        return isSymmetric ? Math.min(apart, a.length - apart) : apart;
    }

    /** All states, the best first. */
    public List<Spins> states() {
        return IntStream.range(0, size())
                .mapToObj(rank -> Spins.of(get(rank).spins()))
                .toList();
    }
}
