// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.data.DataException;
import org.spinglass.data.ImageSize;
import org.spinglass.lab.run.DataChoice;
import sun.misc.Signal;

@DisabledOnOs(OS.WINDOWS)
final class DataLoadingTest {
    @TempDir
    private Path folder;

    /** To have stopped it is no wrong input, as a damaged file is. */
    @Test
    void aReadingThatIsStoppedIsNoFaultOfTheData() throws Exception {
        Terminal terminal = new Terminal(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), false, 80, true);
        String pictures = OwnPictures.write(folder.resolve("shapes"), 3, 1).toString();
        DataChoice whole = new DataChoice(pictures, null, ImageSize.STANDARD, false, null);
        DataChoice missing = new DataChoice(folder + "/missing", null, ImageSize.STANDARD, false, null);
        try (Interrupts interrupts = Interrupts.install(terminal)) {
            DataLoading loading = new DataLoading(terminal, interrupts);
            assertThat(loading.load(whole, 1).set().training().count()).isEqualTo(9);
            assertThatThrownBy(() -> loading.load(missing, 1)).isInstanceOf(DataException.class);
            Signal.raise(new Signal("TERM"));
            while (!interrupts.isRequested()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> loading.load(whole, 1))
                    .isInstanceOf(WorkException.class)
                    .hasMessage("the reading of the pictures was stopped");
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
