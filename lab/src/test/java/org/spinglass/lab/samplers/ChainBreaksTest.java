// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.samplers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Duplicates;
import org.spinglass.ising.model.IsingBuilder;
import org.spinglass.ising.samplers.ExactSearch;
import org.spinglass.ising.sampling.SamplingRequest;
import org.spinglass.lab.plot.ChipPicture;
import org.spinglass.lab.settings.GivenSettings;
import org.spinglass.quantum.embedding.Embedding;
import org.spinglass.quantum.emulator.EmulatedProcessor;
import org.spinglass.quantum.emulator.EmulatorOptions;
import org.spinglass.quantum.topology.Chimera;

/** Which chains were broken, and their picture. */
class ChainBreaksTest {
    private static final Chimera CHIP = new Chimera(3, 3, 4);
    private static final int BLUE = 0x5b8db8;
    private static final int RED = 0xc62828;

    /** Two chains of two qubits in the first cell: the first of a vertical and a horizontal qubit, and so the second. */
    private static final Embedding FIRST = Embedding.of(new int[][] {{0, 4}, {1, 5}});

    private static final Embedding OVERLAPPING = Embedding.of(new int[][] {{1, 6}});

    private static ChainBreaks breaks() {
        try (Workers workers = Workers.of(1);
                EmulatedProcessor processor =
                        new EmulatedProcessor(CHIP, CHIP.graph(), EmulatorOptions.standard(1), workers)) {
            return new ChainBreaks(processor.properties());
        }
    }

    private static long count(byte[] png, int colour) throws IOException {
        BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(png)));
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(k -> (image.getRGB(k % image.getWidth(), k / image.getWidth()) & 0xffffff) == colour)
                .count();
    }

    @Test
    void callsAreAddedUpByTheirReads() {
        ChainBreaks breaks = breaks();
        breaks.read(OVERLAPPING, new double[] {0.5}, 10);
        breaks.read(FIRST, new double[] {0, 0.1}, 100);
        breaks.read(Embedding.of(new int[][] {{0, 4}, {1, 5}}), new double[] {0, 0.4}, 50);
        assertThat(breaks.embeddings()).containsExactly(FIRST, OVERLAPPING);
        assertThat(breaks.chains(FIRST))
                .hasSize(2)
                .allSatisfy(chain -> assertThat(chain.reads()).isEqualTo(150));
        assertThat(breaks.chains(FIRST).get(1).broken()).isCloseTo(0.2, within(1e-12));
        assertThat(breaks.worst())
                .extracting(ChainBreaks.Chain::qubits)
                .containsExactly(List.of(1, 6), List.of(1, 5), List.of(0, 4));
        assertThat(breaks.isOfWhole(2)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> breaks.chains(Embedding.of(new int[][] {{7}})))
                .withMessageContaining("was not used");
    }

    @Test
    void theMoreOftenAChainWasBrokenTheRedderItIsDrawn() throws IOException {
        ChainBreaks held = breaks();
        held.read(FIRST, new double[] {0, 0}, 10);
        byte[] without = ChipPicture.ofBreaks(held);
        assertThat(count(without, RED)).isZero();
        assertThat(count(without, BLUE)).isPositive();
        ChainBreaks broken = breaks();
        broken.read(FIRST, new double[] {0, 0.3}, 10);
        broken.read(OVERLAPPING, new double[] {1}, 1);
        byte[] with = ChipPicture.ofBreaks(broken);
        assertThat(count(with, RED)).isGreaterThan(count(without, BLUE) / 3);
        assertThat(count(with, BLUE)).isBetween(1L, count(without, BLUE) * 2 / 3);
    }

    @Test
    void ofAnEmulatedProcessorTheyAreThoseOfTheVariables() {
        IsingBuilder model = new IsingBuilder(8, Duplicates.SUM);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < i; j++) {
                model.addCoupling(j, i, (i * j) % 3 - 1);
            }
        }
        Map<String, String> chip =
                Map.of("chip", "chimera", "size", "3", "time", "1", "reads", "50", "chains", "0.1", "chipSeed", "1");
        try (OpenSampler sampler =
                SamplerKind.EMULATOR.plan(GivenSettings.ofTexts(chip)).open(1)) {
            sampler.sampler().sample(model.build(), SamplingRequest.of(1, 3));
            ChainBreaks found = Objects.requireNonNull(sampler.chains());
            assertThat(found.isOfWhole(8)).isTrue();
            assertThat(found.worst()).hasSize(8);
            assertThat(found.worst().getFirst().broken()).isPositive();
            assertThat(found.worst().getFirst().reads()).isEqualTo(50);
            assertThat(found.worst().stream()
                            .mapToDouble(ChainBreaks.Chain::broken)
                            .average()
                            .orElseThrow())
                    .isCloseTo(sampler.totals().brokenChains(), within(1e-12));
        }
        assertThat(OpenSampler.of(new ExactSearch()).chains()).isNull();
    }
}
