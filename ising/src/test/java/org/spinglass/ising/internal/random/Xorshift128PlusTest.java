// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.internal.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Xorshift128PlusTest {
    /** As dwave-samplers 1.8.0 draws them. */
    @ParameterizedTest
    @CsvSource({
        "1, 8388673 16777346 70368760959041 70368762007617 34370490434 79233625363017 288379978545238602"
                + " 288872529699049546",
        "1234, 10351620178 20703240474 86835051023454408 86835051025544914 42410592049600 86937368353714966"
                + " 5364311734973780010 5972119906409067046",
        "0, 8388544 16777088 70368752562175 70368751513726 18446673670613762174 18446541488627118647"
                + " 18158451883257496054 15853233633063309821"
    })
    void drawsTheNumbersOfDwave(long seed, String numbers) {
        Xorshift128Plus random = new Xorshift128Plus(seed);
        for (String number : numbers.split(" ")) {
            assertThat(Long.toUnsignedString(random.next())).isEqualTo(number);
        }
    }

    @Test
    void unsignedNumbersAreRoundedOnce() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong() >>> random.nextInt(40);
            long tie = value | 1L << 63 & ~0x7ffL | (random.nextBoolean() ? 0x400 : 0x401);
            for (long number : new long[] {value, tie, -value, 0, -1, Long.MIN_VALUE}) {
                assertThat(Xorshift128Plus.unsigned(number))
                        .isEqualTo(new BigInteger(Long.toUnsignedString(number)).doubleValue());
            }
        }
    }
}
