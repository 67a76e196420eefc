// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    private static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimal.parse(bytes, bytes.length);
    }

    @Test
    void everyNumberIsTheNearestDouble() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 20_000; trial++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
            int digits = random.nextInt(1, 25);
            int point = random.nextInt(digits + 1);
            for (int k = 0; k < digits; k++) {
                text.append(k == point ? "." : "").append(random.nextInt(10));
            }
            if (random.nextBoolean()) {
                text.append('e').append(random.nextInt(-340, 330));
            }
            assertThat(parse(text.toString())).as(text.toString()).isEqualTo(Double.parseDouble(text.toString()));
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertThat(parse(Double.toString(any))).isEqualTo(any);
                assertThat(parse(PythonNumber.repr(any))).isEqualTo(any);
                assertThat(parse(PythonNumber.json(any))).isEqualTo(any);
            }
            double usual = random.nextDouble(-1e6, 1e6);
            assertThat(parse(PythonNumber.plain(usual, 3))).isEqualTo(usual);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1e5.",
                "--1",
                "1.2.3",
                "0x1p3",
                "1d",
                "1f",
                "NaN",
                "Infinity",
                "1 ",
                "1_0",
                "1e5x"
            })
    void whatIsNoDecimalIsNoNumber(String text) {
        assertThat(parse(text)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"1e309", "-1e400", "17976931348623159e300", "1e99999999999"})
    void whatIsTooLargeIsInfinite(String text) {
        assertThat(parse(text)).isInfinite();
    }

    /** Each as Python 3 prints it. */
    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "-1.5, -1.5",
        "0, 0.0",
        "-0.0, -0.0",
        "1e16, 1e+16",
        "123456789012345680, 1.2345678901234568e+17",
        "1e15, 1000000000000000.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.5e-7, 1.5e-07",
        "1e100, 1e+100",
        "0.1, 0.1",
        "12345.678, 12345.678"
    })
    void numbersAreWrittenAsPythonWritesThem(double value, String text) {
        assertThat(PythonNumber.repr(value)).isEqualTo(text);
    }
}
