// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.SparseIsing;
import org.spinglass.ising.model.Spins;
import org.spinglass.ising.sampling.Sample;
import tools.jackson.databind.node.ObjectNode;

/** Grids, bits, counts and agreement, as pictures need them. */
final class StatePictureTest {
    @Test
    void gridsAreSeenAndOthersAreNot() {
        assertThat(Lattice.of(Subproblems.grid(7, 5, 1, true, 1))).contains(new Lattice(7, 5, 1));
        assertThat(Lattice.of(Subproblems.grid(7, 5, 1, false, 1))).contains(new Lattice(7, 5, 1));
        assertThat(Lattice.of(Subproblems.grid(5, 5, 5, true, 1))).contains(new Lattice(5, 5, 5));
        assertThat(Lattice.of(Subproblems.grid(4, 3, 5, false, 1))).contains(new Lattice(4, 3, 5));
        assertThat(Lattice.of(Subproblems.grid(20, 1, 1, true, 1))).as("a ring").isEmpty();
        SparseIsing one = Subproblems.grid(6, 6, 1, true, 1);
        int n = one.spins();
        int[] from = new int[one.interactions() + 1];
        int[] to = new int[from.length];
        double[] couplings = new double[from.length];
        int[] count = {0};
        org.spinglass.ising.model.Interactions.of(one, (i, j, value) -> {
            from[count[0]] = i;
            to[count[0]] = j;
            couplings[count[0]++] = value;
        });
        to[count[0]] = 14; // 0 and 14 are no neighbours
        couplings[count[0]] = 1;
        assertThat(Lattice.of(SparseIsing.of(from, to, couplings, new double[n], 0)))
                .isEmpty();
    }

    @Test
    void spinsAreBitsFromTheLowest() {
        assertThat(StatePicture.bits(Spins.of(
                        (byte) 1, (byte) -1, (byte) 1, (byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) -1,
                        (byte) 1)))
                .isEqualTo(Base64.getEncoder().encodeToString(new byte[] {5, 1}));
    }

    @Test
    void aStateAndItsOppositeAgreeWithoutFieldsOnly() {
        List<Sample> samples = List.of(
                new Sample(0, Spins.of((byte) 1, (byte) 1, (byte) 1, (byte) -1), -1, 3),
                new Sample(0, Spins.of((byte) -1, (byte) -1, (byte) -1, (byte) -1), -1, 1));
        SparseIsing free = SparseIsing.of(new int[] {0}, new int[] {1}, new double[] {1}, new double[4], 0);
        ReadAgreement symmetric = ReadAgreement.of(free, samples);
        assertThat(symmetric.isSymmetric()).isTrue();
        assertThat(symmetric.overlaps()).containsExactly(1, 0.5);
        assertThat(symmetric.shares()).containsExactly(1, 1, 1, 0.75);
        SparseIsing held = SparseIsing.of(new int[] {0}, new int[] {1}, new double[] {1}, new double[] {0, 0, 1, 0}, 0);
        ReadAgreement all = ReadAgreement.of(held, samples);
        assertThat(all.overlaps()).containsExactly(1, -0.5);
        assertThat(all.shares()).containsExactly(0.75, 0.75, 0.75, 1);
    }

    @Test
    void fewValuesStandAloneAndManyInIntervalsThatHoldAll() {
        Histogram few = new Histogram();
        few.add(3, 2);
        few.add(5, 1);
        few.add(3, 1);
        assertThat(few.json().toString()).isEqualTo("{\"x\":[3.0,5.0],\"count\":[3,1],\"width\":0}");
        Histogram many = new Histogram();
        for (int k = 0; k < 1000; k++) {
            many.add(Math.sqrt(k), 1);
        }
        ObjectNode json = many.json();
        long sum = 0;
        for (int b = 0; b < json.get("count").size(); b++) {
            sum += json.get("count").get(b).asLong();
        }
        assertThat(sum).isEqualTo(1000);
        assertThat(json.get("width").asDouble()).isPositive();
        Histogram near = new Histogram();
        near.add(0, 1);
        near.add(1e-9, 1);
        near.add(1, 1);
        assertThat(near.json().get("count").get(0).asLong()).isEqualTo(2);
    }
}
