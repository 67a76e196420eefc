// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spinglass.qpuserver.SolverDescriptions.Description;
import tools.jackson.databind.json.JsonMapper;

class SolverDescriptionsTest {
    private final SolverDescriptions descriptions = new SolverDescriptions();
    private int built;

    private Description of(String filter, String json, double load) {
        return descriptions.of(null, filter, List.of(load), () -> {
            built++;
            return JsonMapper.shared().readTree(json);
        });
    }

    @Test
    void whatDoesNotChangeIsBuiltOnce() {
        Description first = of("lasting", "[{\"properties\":{}}]", 0);
        assertThat(of("lasting", "[{\"properties\":{}}]", 0.5)).isSameAs(first);
        assertThat(first.isLasting()).isTrue();
        assertThat(built).isEqualTo(1);
    }

    @Test
    void whatStatesALoadIsBuiltAgainWhenItHasChanged() {
        Description idle = of("load", "[{\"avg_load\":0}]", 0);
        assertThat(of("load", "", 0)).isSameAs(idle);
        Description busy = of("load", "[{\"avg_load\":0.5}]", 0.5);
        assertThat(busy.tag()).isNotEqualTo(idle.tag());
        assertThat(busy.isLasting()).isFalse();
        assertThat(built).isEqualTo(2);
    }

    @Test
    void onlyTheLastOnesAreKept() {
        Description first = of("0", "{}", 0);
        for (int filter = 1; filter <= 32; filter++) {
            of(Integer.toString(filter), "{}", 0);
        }
        assertThat(of("0", "{}", 0)).isNotSameAs(first);
    }
}
