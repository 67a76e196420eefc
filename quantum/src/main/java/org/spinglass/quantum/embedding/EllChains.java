// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The chains of an ell: vertical and horizontal wires in pairs. */
final class EllChains {
    private EllChains() {}

    /** As many chains as there can be of at most so many qubits. */
    static List<int[]> of(WireCounts wires, BentWireSearch.Ell ell, int longest) {
        List<int[]> vertical = stretches(wires, 0, ell.column(), ell.top(), ell.bottom());
        List<int[]> horizontal = stretches(wires, 1, ell.row(), ell.left(), ell.right());
        for (int count = Math.min(vertical.size(), horizontal.size()); count > 0; count--) {
            List<int[]> chains = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int[] one = vertical.get(i);
                int[] other = horizontal.get(count - 1 - i);
                if (one.length + other.length <= longest) {
                    int[] chain = Arrays.copyOf(one, one.length + other.length);
                    System.arraycopy(other, 0, chain, one.length, other.length);
                    chains.add(chain);
                }
            }
            if (chains.size() == count) {
                return chains;
            }
        }
        return List.of();
    }

    /** The qubits of each wire that works over a stretch, the shortest first. */
    private static List<int[]> stretches(WireCounts wires, int u, int line, int from, int to) {
        FragmentGrid grid = wires.grid();
        List<int[]> found = new ArrayList<>();
        for (int kind = 0; kind < grid.kinds(); kind++) {
            for (int wire = 0; wire < grid.wires(); wire++) {
                if (wires.works(u, line, kind, wire, from, to)) {
                    int k = kind;
                    int w = wire;
                    found.add(IntStream.rangeClosed(from, to)
                            .map(at -> grid.label(u, line, k, w, at))
                            .distinct()
                            .toArray());
                }
            }
        }
        found.sort(Comparator.comparingInt(qubits -> qubits.length));
        return found;
    }
}
