// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.pathintegral;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FerromagneticGroupsTest {

    /** Two problems that are not joined, the second at a tenth of the scale: each has the chains of its own scale. */
    @Test
    void chainsAreFoundAtTheScaleOfTheirProblem() {
        // 0 = 1 = 2, 3 = 4 and a coupling between; 5 = 6, 7 and a weaker ferromagnetic coupling
        int[] starts = {0, 1, 3, 5, 7, 8, 9, 11, 12};
        int[] neighbours = {1, 0, 2, 1, 3, 2, 4, 3, 6, 5, 7, 6};
        float[] values = {-2, -2, -1.9f, -1.9f, 1.5f, 1.5f, -2, -2, -0.2f, -0.2f, -0.1f, -0.1f};
        FerromagneticGroups groups =
                FerromagneticGroups.of(new Couplings.Sparse(starts, neighbours, values, new float[8]), 0.9);
        assertThat(groups.members()).isDeepEqualTo(new int[][] {{0, 1, 2}, {3, 4}, {5, 6}});
        assertThat(groups.strengths()[0]).isBetween(1.79, 1.81);
        assertThat(groups.strengths()[2]).isBetween(0.179, 0.181);
    }

    @Test
    void couplingsAboveZeroHoldNothing() {
        FerromagneticGroups groups = FerromagneticGroups.of(
                new Couplings.Sparse(new int[] {0, 1, 2}, new int[] {1, 0}, new float[] {3, 3}, new float[2]), 0.9);
        assertThat(groups.members()).isEmpty();
    }
}
