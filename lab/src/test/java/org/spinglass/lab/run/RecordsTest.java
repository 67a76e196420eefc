// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinglass.lab.settings.LabException;
import org.spinglass.lab.settings.RecordFile;
import org.spinglass.lab.settings.Records;

final class RecordsTest {
    @TempDir
    private Path temp;

    private static RunRecord record() {
        return RunRecord.begin(Runs.plan(Runs.asked(3, 2, 50)), "0123abc")
                .resumed(Runs.asked(5, 1, 50).continued(5, 1, "C:\\data: mine # \u00e9"), 3);
    }

    @Test
    void aRecordIsReadAsItWasWritten() {
        Path file = temp.resolve("config.yaml");
        RunRecord record = record();
        RecordFile.write(file, Records.yaml(record));
        assertThat(Records.readYaml(file, RunRecord.class)).isEqualTo(record);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bits: 4 | bits: 40 | bits is 40; expected 1 to 20",
                "seed: 7 | seed: seven | seven",
                "samples: 60 | sampels: 60 | samples",
                "epochs: 5 | epochs: null | epochs",
                "method: response | method: magic | method is 'magic'; expected response",
                "configuration: | configuration: [ | config.yaml"
            })
    void damageIsNamedWithItsLine(String from, String to, String message) throws IOException {
        Path file = temp.resolve("config.yaml");
        String yaml = Records.yaml(record());
        assertThat(yaml).contains(from);
        Files.writeString(file, yaml.replace(from, to));
        assertThatThrownBy(() -> Records.readYaml(file, RunRecord.class))
                .isInstanceOf(LabException.class)
                .message()
                .startsWith(file + ":")
                .contains(message)
                .matches("(?s).*config.yaml:\\d+: .*")
                .doesNotContain("\n");
    }

    @Test
    void anEmptyOrMissingRecordIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("config.yaml"), "");
        assertThatThrownBy(() -> Records.readYaml(file, RunRecord.class))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith(file.toString());
        assertThatThrownBy(() -> Records.readYaml(temp.resolve("none"), RunRecord.class))
                .hasMessageContaining("no such file");
    }

    @Test
    void afterAFailedWriteTheOldFileStandsAndNothingLiesAbout() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("summary.json"));
        Files.writeString(folder.resolve("kept"), "kept");
        assertThatThrownBy(() -> RecordFile.write(folder, "new"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("summary.json: cannot be written");
        assertThat(folder.resolve("kept")).hasContent("kept");
        assertThat(temp.resolve("summary.json.part")).doesNotExist();
    }
}
