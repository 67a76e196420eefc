// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void randomFailuresDependOnTheSeedAndSpareSubmissions() {
        FaultPlan plan = FaultPlan.random(0.3, 5);
        FaultPlan same = FaultPlan.random(0.3, 5);
        int failures = 0;
        int waits = 0;
        for (int i = 0; i < 1000; i++) {
            String method = i % 2 == 0 ? "POST" : "GET";
            Fault fault = plan.next(method, "/sapi/v2/problems/");
            assertThat(same.next(method, "/sapi/v2/problems/")).isEqualTo(fault);
            failures += fault == null ? 0 : 1;
            waits += fault != null && fault.kind() == Fault.Kind.THROTTLED ? fault.number() : 0;
            if (fault != null && method.equals("POST")) {
                assertThat(fault.kind()).isEqualTo(Fault.Kind.THROTTLED);
            }
        }
        assertThat(failures).isBetween(240, 360);
        assertThat(waits).as("seconds to wait").isBetween(5, 40);
        assertThatThrownBy(() -> FaultPlan.random(1, 0)).hasMessageContaining("1.0; expected 0 to below 1");
    }
}
