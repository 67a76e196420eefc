// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.lab.settings.LabException;

/** What the program has recorded is not to be edited. */
final class EditedRecordTest {
    @TempDir
    private Path temp;

    private Path run;

    @BeforeEach
    void train() {
        run = temp.resolve("run");
        try (TrainingRun whole = Runs.begin(Runs.asked(1, 1, 50), run)) {
            whole.train(new Runs.Watcher(null));
        }
    }

    private String readAfter(String edited) throws Exception {
        Files.writeString(run.resolve("config.yaml"), edited);
        try (RunFolder folder = RunFolder.open(run)) {
            folder.requireUnchanged();
            return "";
        } catch (LabException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static String with(List<String> lines, int at, String other) {
        List<String> edited = new ArrayList<>(lines);
        edited.set(at, other);
        return String.join("\n", edited) + "\n";
    }

    @Test
    void anyLineOfARunsConfigurationIsFound() throws Exception {
        String written = Files.readString(run.resolve("config.yaml"));
        List<String> lines = written.lines().toList();
        int found = 0;
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k);
            if (!line.matches(".*: \"?[0-9]+\"?")) {
                continue;
            }
            String other = line.replaceAll("[0-9]+(\"?)$", "9$1").equals(line)
                    ? line.replaceAll("[0-9]+(\"?)$", "8$1")
                    : line.replaceAll("[0-9]+(\"?)$", "9$1");
            String message = readAfter(with(lines, k, other));
            assertThat(message)
                    .startsWith(run.resolve("config.yaml") + ":" + (k + 1) + ": was changed")
                    .contains("'" + other.strip() + "'", "'" + line.strip() + "'");
            found++;
        }
        assertThat(found).isGreaterThan(8);
        assertThat(readAfter(written + "# mine\n")).contains(":" + (lines.size() + 1) + ": was changed");
        assertThat(readAfter(written.replace("\n", "\r\n"))).isEmpty();
        assertThat(readAfter(written)).isEmpty();
    }

    @Test
    void anEditedRunIsNotResumed() throws Exception {
        Path config = run.resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("validation: 50", "validation: 49"));
        assertThatThrownBy(() -> TrainingRun.resume(
                        RunFolder.open(run), Runs.plan(Runs.asked(2, 1, 50)), RunData.of(Runs.DIGITS)))
                .isInstanceOf(RuntimeException.class);
        assertThat(run.resolve(".lock")).doesNotExist();
        Files.writeString(config, Files.readString(config).replace("validation: 49", "validation: 50"));
        Files.writeString(config, Files.readString(config).replaceAll("processors: [0-9]+", "processors: 99"));
        assertThatThrownBy(() -> TrainingRun.resume(
                        RunFolder.open(run), Runs.plan(Runs.asked(2, 1, 50)), RunData.of(Runs.DIGITS)))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("processors: 99'");
        assertThat(run.resolve("summary.json")).exists();
    }

    @Test
    void aRunThatWasTakenUpHasItsNewRecordAndIsCheckedAgainstThat() throws Exception {
        try (TrainingRun more =
                TrainingRun.resume(RunFolder.open(run), Runs.plan(Runs.asked(3, 1, 50)), RunData.of(Runs.DIGITS))) {
            more.train(new Runs.Watcher(3));
        }
        String written = Files.readString(run.resolve("config.yaml"));
        assertThat(readAfter(written)).isEmpty();
        assertThat(readAfter(written.replace("epochs: 3", "epochs: 5"))).contains("'epochs: 5', and was 'epochs: 3'");
    }

    @Test
    void aRunThatEndsBetweenTheWritingOfItsTwoFilesGoesOn() throws Exception {
        String before = Files.readString(run.resolve("config.yaml"));
        try (TrainingRun more =
                TrainingRun.resume(RunFolder.open(run), Runs.plan(Runs.asked(3, 1, 50)), RunData.of(Runs.DIGITS))) {
            more.train(new Runs.Watcher(2)); // ends in the first epoch that it would do
        }
        String after = Files.readString(run.resolve("config.yaml"));
        assertThat(after).isNotEqualTo(before);
        assertThat(readAfter(after)).isEmpty();
        assertThat(readAfter(before)).isEmpty();
    }
}
