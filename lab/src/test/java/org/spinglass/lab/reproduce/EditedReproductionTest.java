// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.lab.run.Runs;
import org.spinglass.lab.settings.LabException;

/** What a reproduction has recorded is not to be edited. */
final class EditedReproductionTest {
    private static final String OWN = """
            figure: own
            title: One of my own
            network: small-cnn
            crop: centred
            data: digits
            samples: 60
            validation: 50
            epochs: 1
            runs: 1
            curves:
              - {name: ours, label: response trainer, method: response}
            """;

    @TempDir
    private Path temp;

    @Test
    void anyValueOfARecordedRunIsFound() throws Exception {
        Experiment own = Experiments.parse("own.yaml", OWN, Path.of(""));
        Path out = temp.resolve("out");
        ReproductionRequest request = new ReproductionRequest(List.of(own), 1, 5, 1, out);
        Reproduction reproduction =
                new Reproduction(request, Map.of("own", own), Map.of("own", Runs.DIGITS), null, SILENT);
        assertThat(reproduction.run()).isPresent();
        Path file = out.resolve("own/ours-seed5.json");
        String written = Files.readString(file);
        assertThatCode(reproduction::requireUnchanged).doesNotThrowAnyException();
        List<String> lines = written.lines().toList();
        for (String[] change : new String[][] {
            {"seed", "\"seed\" : 5", "\"seed\" : 6"},
            {"samples", "\"samples\" : 60", "\"samples\" : 61"},
            {"validation", "\"validation\" : 50", "\"validation\" : 51"},
            {"accuracies", "\"accuracies\" : [ 0.", "\"accuracies\" : [ 0.9"},
        }) {
            assertThat(written).contains(change[1]);
            Files.writeString(file, written.replace(change[1], change[2]));
            int line = 1
                    + lines.indexOf(lines.stream()
                            .filter(text -> text.strip().startsWith("\"" + change[0] + "\""))
                            .findFirst()
                            .orElseThrow());
            assertThatThrownBy(reproduction::requireUnchanged)
                    .isInstanceOf(LabException.class)
                    .hasMessageStartingWith(file + ":" + line + ": " + change[0] + " was changed");
        }
        Files.writeString(file, "{");
        assertThatCode(reproduction::requireUnchanged).doesNotThrowAnyException();
    }

    private static final ReproductionObserver SILENT = new ReproductionObserver() {
        @Override
        public boolean isStopRequested() {
            return false;
        }

        @Override
        public void progress(Progress progress) {}

        @Override
        public void runDone(SeedRecord run, Progress progress) {}

        @Override
        public void curveFailed(Experiment experiment, Curve curve, String message) {
            throw new AssertionError(message);
        }

        @Override
        public void warning(String message) {}

        @Override
        public void written(Path file) {}
    };
}
