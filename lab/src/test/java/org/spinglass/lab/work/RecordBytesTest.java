// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spinglass.ising.samplers.MemeticSearch;
import org.spinglass.ising.samplers.ParallelTempering;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.samplers.SimulatedBifurcation;
import org.spinglass.ising.samplers.SimulatedQuantumAnnealing;
import org.spinglass.ising.samplers.TabuSearch;
import org.spinglass.ising.sampling.BetaSchedule;
import org.spinglass.ising.sampling.ReadPart;
import org.spinglass.ising.sampling.Sampler;
import org.spinglass.training.EpochReport;

class RecordBytesTest {

    @Test
    void samplersComeBackAsTheyWere() {
        List<Sampler> samplers = List.of(
                SimulatedAnnealing.singleSpin(),
                SimulatedAnnealing.heatBath().withSchedule(BetaSchedule.geometric(0.1, 3)),
                SimulatedQuantumAnnealing.automatic(),
                SimulatedQuantumAnnealing.inSlices(4),
                ParallelTempering.standard(),
                SimulatedBifurcation.discrete(),
                new MemeticSearch(Optional.of(Duration.ofMillis(1500))),
                new TabuSearch());
        for (Sampler sampler : samplers) {
            ReadsTask task = new ReadsTask(
                    sampler,
                    3,
                    Long.MIN_VALUE,
                    4,
                    5,
                    List.of(new long[] {6, -7}),
                    new ReadPart(1, 2),
                    Duration.ofNanos(7),
                    OptionalDouble.of(-0.1));
            assertThat(RecordBytes.read(RecordBytes.of(task), ReadsTask.class))
                    .usingRecursiveComparison()
                    .isEqualTo(task);
        }
    }

    @Test
    void numbersKeepTheirBits() {
        EpochReport report = new EpochReport(
                3, 0.1, Double.MIN_VALUE, -0.0, Double.NaN, List.of(new EpochReport.Layer(1 / 3.0, 2, 3, 4)));
        EpochReport back = RecordBytes.read(RecordBytes.of(report), EpochReport.class);
        assertThat(back).isEqualTo(report);
        assertThat(Double.doubleToRawLongBits(back.trainAccuracy())).isEqualTo(Double.doubleToRawLongBits(-0.0));
        Map<?, ?> map = RecordBytes.read(
                RecordBytes.of(Map.of(
                        "list", Arrays.asList(1, null, "two", 3f, true, 5L),
                        "floats", new float[] {1.5f, -0f},
                        "empty", OptionalInt.empty())),
                Map.class);
        assertThat(map.get("list")).isEqualTo(Arrays.asList(1, null, "two", 3f, true, 5L));
        assertThat((float[]) map.get("floats")).containsExactly(1.5f, -0f);
        assertThat(map.get("empty")).isEqualTo(OptionalInt.empty());
    }

    /** Wherever they are cut off. */
    @Test
    void bytesThatEndTooSoonAreRefused() {
        byte[] bytes = RecordBytes.of(Map.of("text", "two", "bytes", new byte[] {1, 2, 3}));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RecordBytes.read(cut, Map.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("end before it does");
        }
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> RecordBytes.of(Path.of("here")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Path");
        byte[] bytes = RecordBytes.of(new ReadPart(0, 2));
        assertThatThrownBy(() -> RecordBytes.read(bytes, ReadsTask.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ReadsTask");
        byte[] foreign = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("org.spinglass.ising.sampling.ReadPart", "java.awt.event.InvocationEventJava.Pa")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> RecordBytes.read(foreign, Record.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not of this program");
    }
}
