// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class SamplingRequestTest {
    @Test
    void requestsOutOfRangeAreRefused() {
        SamplingRequest request = SamplingRequest.of(3, 9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withReads(0))
                .withMessage("reads is 0; expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withBoundSweeps(-1))
                .withMessage("boundSweeps is -1; expected 0 or more");
        assertThat(request.reads()).isEqualTo(1);
        assertThat(request.seed()).isEqualTo(9);
        assertThat(request.sweeps()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withSweeps(0))
                .withMessage("sweeps is 0; expected at least 1");
        assertThat(request.initial()).isEqualTo(InitialState.random());
        assertThat(request.boundSweeps()).isEqualTo(2000);
        assertThat(request.workers().threads()).isEqualTo(1);
    }
}
