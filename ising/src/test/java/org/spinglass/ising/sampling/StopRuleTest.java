// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopRuleTest {
    private static final Progress NOW = new Progress(10, 100, 1, -5, 0.5, 3, Duration.ofSeconds(2));

    @Test
    void eachRuleLooksAtItsOwnLimit() {
        assertThat(StopRule.never().stopsAt(NOW)).isFalse();
        assertThat(StopRule.sweeps(10).stopsAt(NOW)).isTrue();
        assertThat(StopRule.sweeps(11).stopsAt(NOW)).isFalse();
        assertThat(StopRule.after(Duration.ofSeconds(2)).stopsAt(NOW)).isTrue();
        assertThat(StopRule.after(Duration.ofSeconds(3)).stopsAt(NOW)).isFalse();
        assertThat(StopRule.energy(-5).stopsAt(NOW)).isTrue();
        assertThat(StopRule.energy(-5.1).stopsAt(NOW)).isFalse();
        assertThat(StopRule.noImprovement(3).stopsAt(NOW)).isTrue();
        assertThat(StopRule.noImprovement(4).stopsAt(NOW)).isFalse();
    }

    @Test
    void rulesCombine() {
        StopRule yes = StopRule.sweeps(1);
        StopRule no = StopRule.never();
        assertThat(yes.or(no).stopsAt(NOW)).isTrue();
        assertThat(no.or(yes).stopsAt(NOW)).isTrue();
        assertThat(no.or(no).stopsAt(NOW)).isFalse();
        assertThat(yes.and(no).stopsAt(NOW)).isFalse();
        assertThat(yes.and(yes).stopsAt(NOW)).isTrue();
        StopRule custom = progress -> progress.acceptance() < 0.6;
        assertThat(custom.and(yes).stopsAt(NOW)).isTrue();
        assertThat(custom.and(StopRule.energy(-7).or(StopRule.after(Duration.ofSeconds(9))))
                        .description())
                .isEqualTo("custom and (at energy -7.0 or after 9 s)");
        assertThat(no.description()).isEqualTo("never");
        assertThat(no.or(StopRule.after(Duration.ofNanos(14_973_482_123L))).description())
                .isEqualTo("after 14.973 s");
        assertThat(StopRule.after(Duration.ofNanos(2_345_678)).or(no).description())
                .isEqualTo("after 0.00235 s");
        assertThat(no.and(yes).description()).isEqualTo("never");
        assertThat(yes.or(StopRule.noImprovement(20)).description())
                .isEqualTo("after 1 sweeps or after 20 sweeps without improvement");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRule.sweeps(0))
                .withMessage("sweeps is 0; expected at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> StopRule.noImprovement(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StopRule.energy(Double.NaN))
                .withMessage("the target energy is not a number");
    }
}
