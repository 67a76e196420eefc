package org.spinglass.ising.internal.annealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.compute.Workers;
import org.spinglass.ising.model.Coupling;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.EncodedQuadratic;
import org.spinglass.ising.model.Models;
import org.spinglass.ising.samplers.SimulatedAnnealing;
import org.spinglass.ising.sampling.BetaRange;
import org.spinglass.ising.sampling.SampleSet;
import org.spinglass.ising.sampling.SamplingRequest;

class MeasuredRangeTest {
    /** Best known values: {@code best_known.csv} beside the files (Biq Mac library, A. Wiegele 2007). */
    @ParameterizedTest
    @CsvSource({
        "biqmac-rudy/g05_100.0, 1430, 1000, 20, 1",
        "biqmac-rudy/pm1d_80.0, 227, 1000, 20, 1",
        "biqmac-ising/t2g10_5555, 6049461, 20000, 10, 1",
        "biqmac-ising/t3g5_5555, 10933215, 1000, 20, 1",
        "biqmac-ising/ising2.5-100_5555, 2460049, 2000, 100, 0.998",
        "biqmac-ising/ising3.0-100_5555, 2448189, 2000, 100, 0.998",
        "biqmac-ising/ising3.0-300_5555, 8493173, 5000, 20, 0.985"
    })
    void theAutomaticScheduleComesToTheBestKnownCut(String file, double best, int sweeps, int reads, double share)
            throws IOException {
        DenseIsing model = read(folder().resolve(file));
        try (Workers workers = Workers.of(2)) {
            SamplingRequest request =
                    SamplingRequest.of(sweeps, 1).withReads(reads).withWorkers(workers);
            double cut = -SimulatedAnnealing.singleSpin()
                    .sample(model, request)
                    .best()
                    .energy();
            assertThat(cut).isLessThanOrEqualTo(best + 1e-6).isGreaterThanOrEqualTo(share * best - 1e-6);
        }
    }

    @Test
    void scalesWithTheEnergies() {
        DenseIsing model = Models.dense(30, 0.5, 3);
        float[] couplings = new float[900];
        float[] fields = new float[30];
        for (int i = 0; i < 30; i++) {
            fields[i] = (float) (1024 * model.field(i));
            for (int j = 0; j < 30; j++) {
                couplings[i * 30 + j] = (float) (1024 * model.coupling(i, j));
            }
        }
        BetaRange range = MeasuredRange.of(model);
        BetaRange large = MeasuredRange.of(DenseIsing.of(couplings, fields, 7));
        assertThat(large.first() * 1024).isCloseTo(range.first(), within(1e-9 * range.first()));
        assertThat(large.last() * 1024).isCloseTo(range.last(), within(1e-9 * range.last()));
    }

    @Test
    void startsAtTheMedianLocalFieldInEitherForm() {
        DenseIsing model = Models.dense(31, 0.5, 3);
        double[] sizes = new double[31];
        for (int i = 0; i < 31; i++) {
            sizes[i] = (double) model.field(i) * model.field(i);
            for (int j = 0; j < 31; j++) {
                sizes[i] += (double) model.coupling(i, j) * model.coupling(i, j);
            }
        }
        java.util.Arrays.sort(sizes);
        double first = 1 / Math.sqrt(sizes[15]);
        BetaRange plain = MeasuredRange.of(model);
        BetaRange encoded = MeasuredRange.of(EncodedQuadratic.of(model));
        assertThat(plain.first()).isCloseTo(first, within(1e-6 * first));
        assertThat(encoded.first()).isCloseTo(first, within(1e-6 * first));
        assertThat(encoded.last() / plain.last()).isBetween(0.3, 3.0);
        assertThat(plain.last()).isGreaterThan(2 * first);
    }

    @Test
    void convexWeightsGoFromTheirRangeToTheirRounding() {
        EncodedQuadratic model = new EncodedQuadratic(
                2,
                new Coupling.Dense(2, new float[] {4, 1, 1, 2}, true, true),
                new float[2],
                new float[2],
                new float[] {3, 3},
                new double[1]);
        BetaRange range = MeasuredRange.of(model);
        // The stiffest weight: J L^2 = 36. The spacing is 2; J d^2 / 4 is 4 and 2, the mean 3, a twentieth of it 0.15.
        assertThat(range.first()).isCloseTo(1 / 36.0, within(1e-12));
        assertThat(range.last()).isCloseTo(1 / 0.15, within(1e-9));
    }

    @Test
    void withoutAnyEnergyAnyTemperatureWillDo() {
        assertThat(MeasuredRange.of(DenseIsing.of(new float[9], new float[3], 5)))
                .isEqualTo(new BetaRange(1, 1));
        assertThat(MeasuredRange.of(EncodedQuadratic.of(DenseIsing.of(new float[9], new float[3], 5))))
                .isEqualTo(new BetaRange(1, 1));
    }

    /** The example of the package's documentation. */
    @Test
    void theExampleSaysWhatItFinds() {
        float[] couplings = {0, 1, 1, 1, 0, -1, 1, -1, 0};
        DenseIsing model = DenseIsing.of(couplings, new float[] {0.5f, 0, 0}, 0);
        SampleSet found = SimulatedAnnealing.singleSpin()
                .sample(model, SamplingRequest.of(100, 42).withReads(10));
        assertThat(found.best().energy() + " " + found.best().spins()).isEqualTo("-3.5 -++");
    }

    private static Path folder() {
        Path shared = Path.of(System.getProperty("spinglass.shared", "../../shared"));
        Path folder = shared.resolve("data").resolve("ising");
        assumeTrue(Files.isDirectory(folder), () -> "no instances at " + folder.toAbsolutePath());
        return folder;
    }

    /** A graph, {@code n m} and then {@code i j w} from 1, as the model whose energy is minus the cut's weight. */
    private static DenseIsing read(Path file) throws IOException {
        StringTokenizer text = new StringTokenizer(Files.readString(file));
        int n = Integer.parseInt(text.nextToken());
        int edges = Integer.parseInt(text.nextToken());
        float[] couplings = new float[n * n];
        double total = 0;
        for (int edge = 0; edge < edges; edge++) {
            int i = Integer.parseInt(text.nextToken()) - 1;
            int j = Integer.parseInt(text.nextToken()) - 1;
            float weight = Float.parseFloat(text.nextToken());
            couplings[i * n + j] += weight / 2;
            couplings[j * n + i] += weight / 2;
            total += weight;
        }
        return DenseIsing.of(couplings, new float[n], -total / 2);
    }
}
