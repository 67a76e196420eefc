// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestMatchTest {
    private static final List<String> NAMES = List.of("digits", "mnist", "fashion-mnist", "cifar-10");

    @ParameterizedTest
    @CsvSource({"mnits,mnist", "MNIST,mnist", "fashion,fashion-mnist", "cifar10,cifar-10", "digit,digits"})
    void guessesWhatWasMeant(String written, String meant) {
        assertThat(NearestMatch.of(written, NAMES)).contains(meant);
        assertThat(NearestMatch.question(written, NAMES)).isEqualTo("did you mean " + meant + "? ");
    }

    @ParameterizedTest
    @CsvSource({"export", "''", "--", "imagenet", "svhn"})
    void guessesNothingWhereNothingIsNear(String written) {
        assertThat(NearestMatch.of(written, NAMES)).isEmpty();
        assertThat(NearestMatch.question(written, NAMES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',abc,3", "abc,abc,0", "abc,acb,1", "abc,ac,1", "abc,abd,1", "kitten,sitting,3"})
    void countsChanges(String a, String b, int expected) {
        assertThat(NearestMatch.distance(a, b)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void distanceIsSymmetricAndBounded(
            @ForAll @AlphaChars @StringLength(max = 12) String a,
            @ForAll @AlphaChars @StringLength(max = 12) String b) {
        int distance = NearestMatch.distance(a, b);
        assertThat(distance).isEqualTo(NearestMatch.distance(b, a));
        assertThat(distance).isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        assertThat(distance == 0).isEqualTo(a.equals(b));
    }
}
