// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringTokenizer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.spinglass.ising.model.DenseIsing;
import org.spinglass.ising.model.PlainIsing;
import org.spinglass.ising.model.Spins;

/** Every problem with a known answer: what its states are worth, computed from the file and from the model. */
class KnownProblemsTest {
    @TestFactory
    List<DynamicTest> everyModelHasTheValuesOfItsFile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : Files.readAllLines(KnownFiles.file(KnownFiles.TABLE)).stream()
                .skip(1)
                .toList()) {
            String[] columns = line.split(",", -1);
            tests.add(DynamicTest.dynamicTest(columns[0], () -> compare(columns)));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    private static void compare(String[] columns) throws IOException {
        Path file = KnownFiles.problem(columns[0]);
        Problem problem = ProblemFile.read(file);
        boolean isCut = columns[4].equals("maxcut-max");
        assertThat(problem.sense()).isEqualTo(isCut ? Sense.MAX_CUT : Sense.MIN_QUBO);
        assertThat(problem.variables()).isEqualTo(Integer.parseInt(columns[2]));
        assertThat(problem.labels().json(0)).isEqualTo("1");
        Entries entries = columns[0].endsWith(".bits")
                ? Entries.ofBits(Files.readAllBytes(file), problem.variables())
                : Entries.ofLines(Files.readAllLines(file));
        SplittableRandom random = new SplittableRandom(columns[0].hashCode());
        for (int trial = 0; trial < 5; trial++) {
            byte[] sigma = new byte[problem.variables()];
            for (int i = 0; i < sigma.length; i++) {
                sigma[i] = (byte) (random.nextBoolean() ? 1 : -1);
            }
            double energy = problem.model().energy(0, Spins.of(sigma));
            double expected = entries.value(sigma, isCut);
            assertThat(problem.value(energy)).isEqualTo(expected);
            assertThat(problem.energy(expected)).isEqualTo(energy);
            assertThat(isCut == expected < Double.parseDouble(columns[5])).isTrue();
        }
    }

    /** What a file lists, read in the plainest way. */
    private record Entries(int[] from, int[] to, double[] values) {
        static Entries ofLines(List<String> lines) {
            int count = lines.size() - 1;
            Entries entries = new Entries(new int[count], new int[count], new double[count]);
            for (int e = 0; e < count; e++) {
                StringTokenizer words = new StringTokenizer(lines.get(e + 1));
                entries.from[e] = Integer.parseInt(words.nextToken()) - 1;
                entries.to[e] = Integer.parseInt(words.nextToken()) - 1;
                entries.values[e] = Double.parseDouble(words.nextToken());
            }
            return entries;
        }

        static Entries ofBits(byte[] bits, int n) {
            int count = n * (n - 1) / 2;
            Entries entries = new Entries(new int[count], new int[count], new double[count]);
            for (int i = 0, e = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++, e++) {
                    entries.from[e] = i;
                    entries.to[e] = j;
                    entries.values[e] = (bits[e / 8] & 128 >> e % 8) != 0 ? 1 : -1;
                }
            }
            return entries;
        }

        double value(byte[] sigma, boolean isCut) {
            double value = 0;
            for (int e = 0; e < values.length; e++) {
                int i = from[e];
                int j = to[e];
                if (isCut) {
                    value += sigma[i] == sigma[j] ? 0 : values[e];
                } else {
                    value += sigma[i] > 0 && sigma[j] > 0 ? (i == j ? 1 : 2) * values[e] : 0;
                }
            }
            return value;
        }
    }

    @TestFactory
    List<DynamicTest> modelsAreStoredAsTheirDensityAsks() {
        String[] sparse = {"gset/G1.txt", "gset/G14.txt", "gset/G22.txt", "biqmac-ising/t2g10_5555"};
        String[] dense = {"k2000/K2000.upper.bits", "biqmac-rudy/g05_100.0", "biqmac-be/be100.1.sparse"};
        return IntStream.range(0, sparse.length + dense.length)
                .mapToObj(k -> DynamicTest.dynamicTest("problem " + k, () -> {
                    boolean isDense = k >= sparse.length;
                    PlainIsing model = ProblemFile.read(
                                    KnownFiles.problem(isDense ? dense[k - sparse.length] : sparse[k]))
                            .model();
                    assertThat(model instanceof DenseIsing).isEqualTo(isDense);
                }))
                .toList();
    }

    @Test
    void theEnergyOfACutIsItsWeightBelowTheTotal() throws IOException {
        Problem problem = ProblemFile.read(KnownFiles.problem("gset/G1.txt"));
        assertThat(problem.totalWeight()).isEqualTo(19176);
        assertThat(problem.value(problem.energy(11624))).isCloseTo(11624, within(0.0));
        assertThat(problem.energy(11624)).isEqualTo(19176 - 2 * 11624);
        assertThat(problem.interactions()).isEqualTo(19176);
    }
}
