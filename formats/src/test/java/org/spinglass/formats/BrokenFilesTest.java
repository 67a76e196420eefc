// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.ising.model.Interactions;
import org.spinglass.ising.model.Spins;

/**
 * Files that were good and then broken, of every format: reading ends in a problem or in one {@link FormatException},
 * and takes no more memory than allowed. {@code -Dspinglass.fuzz=100000} breaks that many of each.
 */
class BrokenFilesTest {
    private static final int FILES = Integer.getInteger("spinglass.fuzz", 3000);
    private static final long MEMORY = 1 << 20;
    /** Buffers, messages and stack traces, whatever the file. */
    private static final long BUFFERS = 1 << 19;

    private static final Set<ProblemFormat> NEED_VARTYPE =
            EnumSet.of(ProblemFormat.NPY, ProblemFormat.NPZ, ProblemFormat.MTX, ProblemFormat.CSV);

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource(ProblemFormat.class)
    @Timeout(3600)
    void brokenFilesEndInAProblemOrOneMessage(ProblemFormat format) throws IOException {
        List<byte[]> files = SeedFiles.of(format);
        for (byte[] file : files) {
            read(file, format);
        }
        int good = 0;
        for (int trial = 0; trial < FILES; trial++) {
            SplittableRandom random = new SplittableRandom(trial);
            byte[] broken = Mutations.apply(files.get(random.nextInt(files.size())), random);
            String which = format + " " + trial;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                Problem problem = read(broken, format);
                requireMemory(before, which);
                requireSound(problem, which);
                good++;
            } catch (FormatException refused) {
                requireMemory(before, which);
                assertThat(refused.getMessage())
                        .as(which)
                        .matches("broken( \\([^)]*\\))?(:\\d+)?: [ -~\u0080-\uffff]+");
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError other) {
                throw new AssertionError(which + ": " + new String(broken, StandardCharsets.ISO_8859_1), other);
            }
        }
        if (System.getProperty("spinglass.fuzz") != null) {
            System.out.println(format + ": " + good + " of " + FILES + " broken files are still problems");
        }
        assertThat(good).isBetween(FILES / 200, FILES - FILES / 3);
    }

    private static Problem read(byte[] bytes, ProblemFormat format) throws IOException {
        Vartype vartype = bytes.length % 2 == 0 ? Vartype.SPIN : Vartype.BINARY;
        ReadOptions options = ReadOptions.standard().withMaximumBytes(MEMORY);
        return ProblemFile.read(
                new ByteArrayInputStream(bytes),
                "broken",
                format,
                NEED_VARTYPE.contains(format) ? options.withVartype(vartype) : options);
    }

    /** All that was allocated, what was given back meanwhile included: lists that grow by halves come to three times. */
    private static void requireMemory(long before, String which) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as(which).isLessThan(3 * MEMORY + BUFFERS);
    }

    /** Its energies are numbers, and it is the same after it was written and read. */
    private static void requireSound(Problem problem, String which) throws IOException {
        byte[] sigma = new byte[problem.variables()];
        Arrays.fill(sigma, (byte) 1);
        assertThat(problem.value(Spins.of(sigma))).as(which).isFinite();
        ProblemFormat format = problem.sense() == Sense.MAX_CUT ? ProblemFormat.RUDY : ProblemFormat.BQM;
        if (problem.sense() != Sense.MIN_QUBO && (format == ProblemFormat.BQM || hasRudyLabels(problem))) {
            byte[] written = SeedFiles.written(problem, format);
            Problem again = ProblemFile.read(new ByteArrayInputStream(written), which, format, ReadOptions.standard());
            assertThat(SeedFiles.written(again, format)).as(which).isEqualTo(written);
            // decimal numbers of a text are doubles in a BQM file
            assertThat(again.model().energy(0, Spins.of(sigma)))
                    .isCloseTo(problem.model().energy(0, Spins.of(sigma)), within(1e-15 * size(problem)));
        }
    }

    private static double size(Problem problem) {
        double[] size = {Math.abs(problem.model().offset())};
        for (int i = 0; i < problem.variables(); i++) {
            size[0] += Math.abs(problem.model().field(i));
        }
        Interactions.of(problem.model(), (i, j, value) -> size[0] += Math.abs(value));
        return size[0];
    }

    /** Files of rudy have no other names than 1 to n. */
    private static boolean hasRudyLabels(Problem problem) {
        return problem.labels().equals(VariableLabels.range(1, problem.variables()));
    }
}
