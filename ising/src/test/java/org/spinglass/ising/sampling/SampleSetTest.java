// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.model.Spins;

class SampleSetTest {
    private static final Provenance PROVENANCE = new Provenance("test", Map.of("a", 1), 1, 2, 0.5, 3, 0.1, 0, false);

    /** {@code E = sigma_0 + 2 sigma_1} and {@code E = -sigma_0 - 2 sigma_1 + 1}. */
    private static final EncodedQuadratic MODEL = new EncodedQuadratic(
            1,
            new Coupling.Dense(2, new float[4], true, true),
            new float[] {1, 2, -1, -2},
            new float[4],
            new float[] {1, 1},
            new double[] {0, 1});

    @Test
    void equalStatesAreCountedAndTheBestComesFirst() {
        Spins up = Models.state(2, 3);
        Spins down = Models.state(2, 0);
        Spins mixed = Models.state(2, 1);
        SampleSet set = SampleSet.of(
                MODEL,
                List.of(List.of(up, mixed, down, mixed), List.of(down, up, up, up)),
                List.of(OptionalDouble.of(-4), OptionalDouble.empty()),
                PROVENANCE);
        assertThat(set.instances()).isEqualTo(2);
        assertThat(set.samples(0))
                .containsExactly(new Sample(0, down, -3, 1), new Sample(0, mixed, -1, 2), new Sample(0, up, 3, 1));
        assertThat(set.samples(1)).containsExactly(new Sample(1, up, -2, 3), new Sample(1, down, 4, 1));
        assertThat(set.best()).isEqualTo(set.best(0));
        assertThat(set.best(1).spins()).isEqualTo(up);
        assertThat(set.lowerBound(0)).hasValue(-4);
        assertThat(set.gap(0)).hasValue(1);
        assertThat(set.gap(1)).isEmpty();
        assertThat(set.provenance()).isSameAs(PROVENANCE);
        assertThat(set).hasToString("SampleSet[2 instances, best -3.0, test]");
        assertThatThrownBy(() -> set.samples(0).clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void formsWithoutStatesOrBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSet.of(MODEL, List.of(List.of()), List.of(), PROVENANCE))
                .withMessage("1 lists of states and 0 bounds for 2 instances");
    }

    @Test
    void provenanceKeepsItsOwnCopyOfTheOptions() {
        Map<String, Object> options = new HashMap<>(Map.of("a", 1));
        Provenance provenance = new Provenance("test", options, 1, 2, 0.5, 3, 0.1, 0, false);
        options.put("b", 2);
        assertThat(provenance.options()).containsOnlyKeys("a");
        assertThatThrownBy(() -> provenance.options().put("b", 2)).isInstanceOf(UnsupportedOperationException.class);
    }
}
