// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.data.DataSet;
import org.spinglass.data.DataStore;
import org.spinglass.data.DownloadListener;

final class HeldOutTest {
    private static final DataSet DIGITS = DataStore.standard().load("digits", null, DownloadListener.silent());

    @ParameterizedTest
    @CsvSource({"10%, 200", "2.55%, 51", "0.001%, 1", "99.9%, 1998", "50, 50"})
    void aShareIsOfTheTrainingImages(String text, int count) {
        DataSet set = DataSet.of("digits", DIGITS.training(), null, null);
        assertThat(HeldOut.of(text).countIn(set)).isEqualTo(count);
        assertThat(HeldOut.of(text)).hasToString(text);
    }

    @Test
    void validationImagesOfASetAreAllTaken() {
        assertThat(HeldOut.of("10%").countIn(DIGITS)).isEqualTo(2000);
        assertThat(HeldOut.of(7).countIn(DIGITS)).isEqualTo(7);
    }

    @Test
    void thePaperHoldsOutATenthOfTheTrainingFile() {
        assertThat(Experiments.all()).extracting(Experiment::validation).containsOnly(HeldOut.of("10%"));
    }
}
