// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.lab.run.MachineInfo;

/**
 * Answers stay what they are, to the bit, when the code is rearranged. The digests were recorded on one kind of
 * processor; another may round differently in the libraries that it runs, and is held to giving the same with any
 * number of threads.
 *
 * <p>After a change that is meant to change answers: {@code ./mvnw -pl cli -am -Dtest=OutputDigestsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dspinglass.digests=cli/src/test/resources/org/spinglass/cli/digests.txt
 * test} with the path in full records them anew, and the commit says why.
 */
final class OutputDigestsTest {
    private static final String FILE = "digests.txt";
    private static final String PROCESSOR = "processor";

    @TempDir
    private Path temp;

    @Test
    void answersAreThoseRecorded() throws IOException {
        Map<String, String> now = OutputDigests.of(temp, 1);
        now.put(PROCESSOR, processor());
        String written = System.getProperty("spinglass.digests");
        if (written != null) {
            StringBuilder text = new StringBuilder();
            now.forEach((name, digest) ->
                    text.append(name).append(": ").append(digest).append('\n'));
            Files.writeString(Path.of(written), text.toString());
        }
        Map<String, String> recorded = recorded();
        if (now.get(PROCESSOR).equals(recorded.get(PROCESSOR))) {
            assertThat(differences(now, recorded)).isEmpty();
        } else {
            assertThat(now.keySet()).isEqualTo(recorded.keySet());
            now.remove(PROCESSOR);
            Map<String, String> again = OutputDigests.of(Files.createDirectory(temp.resolve("again")), 2);
            for (Map<String, String> digests :
                    List.of(now, again)) { // but for those that have one thread, and refuse two
                digests.keySet().removeIf(name -> name.matches("solve .* (dwave-compatible|schroedinger)"));
            }
            assertThat(again).isEqualTo(now);
        }
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                .toList();
    }

    private static Map<String, String> recorded() throws IOException {
        Map<String, String> recorded = new TreeMap<>();
        try (InputStream in = OutputDigestsTest.class.getResourceAsStream(FILE)) {
            if (in != null) {
                for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
                    int colon = line.lastIndexOf(": ");
                    recorded.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
        }
        return recorded;
    }

    /**
     * What decides how sums are rounded: the kind of processor, the vectors that the program uses on it, and the
     * kernels that OpenBLAS was told to use, if any.
     */
    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        String model = !Files.isReadable(info)
                ? System.getProperty("os.arch")
                : Files.readAllLines(info).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
        String blas = System.getenv("OPENBLAS_CORETYPE");
        return model + ", " + MachineInfo.current().kernel() + (blas == null ? "" : ", OpenBLAS for " + blas);
    }
}
