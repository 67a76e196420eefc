// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueLabelTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "two words #3", " "})
    void labelsDifferAndBeginWithTheUsersOwn(String label) {
        UniqueLabel labels = new UniqueLabel();
        String first = labels.of(label);
        assertThat(first).isNotEqualTo(labels.of(label)).startsWith(label).isNotEqualTo(new UniqueLabel().of(label));
    }

    @Test
    void labelsStayWithinWhatAServiceTakes() {
        UniqueLabel labels = new UniqueLabel();
        assertThat(labels.of("x".repeat(900))).hasSizeLessThanOrEqualTo(UniqueLabel.LONGEST);
        assertThatThrownBy(() -> labels.of("x".repeat(1024)))
                .hasMessageMatching("the label has 1024 characters; expected at most 98[0-9]");
    }
}
