// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.ising.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpinsTest {
    @Property(tries = 200, seed = "42")
    void valuesSurvivePacking(@ForAll @IntRange(max = 200) int size, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
            values[i] = (byte) (random.nextBoolean() ? 1 : -1);
        }
        Spins spins = Spins.of(values);
        assertThat(spins.size()).isEqualTo(size);
        assertThat(spins.toArray()).isEqualTo(values);
        for (int i = 0; i < size; i++) {
            assertThat(spins.get(i)).isEqualTo(values[i]);
        }
        Spins again = Spins.ofWords(size, spins.toWords());
        assertThat(again).isEqualTo(spins).hasSameHashCodeAs(spins);
        if (size > 0) {
            byte[] other = values.clone();
            other[random.nextInt(size)] *= -1;
            assertThat(Spins.of(other)).isNotEqualTo(spins);
        }
    }

    @Property(tries = 400, seed = "42")
    void levelsAreBinaryLowestBitFirst(
            @ForAll @IntRange(max = 40) int count,
            @ForAll @IntRange(min = 1, max = EncodedQuadratic.MAXIMUM_BITS) int bits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] levels = new int[count];
        byte[] values = new byte[count * bits];
        for (int j = 0; j < count; j++) {
            levels[j] = random.nextInt(4) == 0 ? (1 << bits) - 1 : random.nextInt(1 << bits);
            for (int b = 0; b < bits; b++) {
                values[j * bits + b] = (byte) ((levels[j] >> b & 1) == 1 ? 1 : -1);
            }
        }
        Spins spins = Spins.ofLevels(levels, bits);
        assertThat(spins).isEqualTo(Spins.of(values));
        assertThat(spins.toLevels(bits)).isEqualTo(levels);
        assertThat(Spins.of(values).toLevels(bits)).isEqualTo(levels);
    }

    @Test
    void bitsBeyondTheSizeDoNotCount() {
        Spins spins = Spins.ofWords(3, new long[] {-1});
        assertThat(spins).isEqualTo(Spins.of((byte) 1, (byte) 1, (byte) 1)).hasToString("+++");
        assertThat(Spins.ofWords(64, new long[] {1})).hasToString("+" + "-".repeat(63));
        assertThat(Spins.ofWords(0, new long[0])).isEqualTo(Spins.of()).hasToString("");
        assertThat(Spins.of((byte) -1)).isNotEqualTo(Spins.of((byte) -1, (byte) -1));
    }

    @Test
    void wordsGoInAndOutAsCopies() {
        long[] words = {5};
        Spins spins = Spins.ofWords(3, words);
        words[0] = 0;
        spins.toWords()[0] = 0;
        assertThat(spins).hasToString("+-+");
    }

    @Test
    void badInputIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.of((byte) 1, (byte) 0))
                .withMessage("spin 1 is 0; spins are +1 or -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.ofWords(65, new long[1]))
                .withMessage("65 spins take 2 words, not 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.ofWords(-1, new long[0]))
                .withMessage("size is -1; expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.ofLevels(new int[] {0, 8}, 3))
                .withMessage("level 1 is 8; of 3 bits it is 0 to 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.ofLevels(new int[] {-1}, 3))
                .withMessage("level 0 is -1; of 3 bits it is 0 to 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.ofLevels(new int[] {0}, 21))
                .withMessage("bits is 21; expected 1 to 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.of((byte) 1).toLevels(0))
                .withMessage("bits is 0; expected 1 to 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spins.of((byte) 1, (byte) 1, (byte) 1).toLevels(2))
                .withMessage("3 spins do not divide into levels of 2 bits");
        Spins one = Spins.of((byte) 1);
        assertThatThrownBy(() -> one.get(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("spin 1 of 1");
        assertThatThrownBy(() -> one.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
