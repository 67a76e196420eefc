// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spinglass.lab.run.CountingPlan;

final class CurveWorkTest {
    @Test
    void theRunsOfACurveShareOneTrainer() {
        Experiment experiment = Experiments.figure("6c");
        Curve curve = experiment.curves().stream()
                .filter(c -> c.method().equals("response"))
                .findFirst()
                .orElseThrow();
        CountingPlan plan = new CountingPlan(experiment.planOf(curve));
        try (CurveWork work = new CurveWork(experiment, curve, plan)) {
            assertThat(plan.events()).isEmpty();
            assertThat(work.trainer()).isSameAs(work.trainer());
        }
        assertThat(plan.events()).containsExactly("open", "close");
    }
}
