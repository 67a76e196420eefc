// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportCommandTest {
    @TempDir
    private Path temp;

    /** A run whose own page is gone. */
    private Path train(String name, int seed) throws IOException {
        Path run = temp.resolve(name);
        Cli.Result result = Cli.train("--epochs", "1", "--seed", Integer.toString(seed), "--out", run.toString());
        assertThat(result.code()).as(result.err()).isZero();
        Files.delete(run.resolve("report.html"));
        return run;
    }

    @Test
    void aRunsPageStandsInItsFolder() throws IOException {
        Path run = train("run", 1);
        Cli.Result result = Cli.run("report", run.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.outLines()).containsExactly(run.resolve("report.html").toString());
        String page = Files.readString(run.resolve("report.html"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("\"validationAccuracy\":[", "\"kernels\":\"data:image/png;base64,")
                .contains("./spinglass train --network small-cnn --data digits --samples 100 --validation 50 ");
    }

    @Test
    void severalRunsStandSideBySide() throws IOException {
        Path file = temp.resolve("both.html");
        Cli.Result result =
                Cli.run("report", train("a", 1).toString(), train("b", 2).toString(), "--out", file.toString());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.outLines()).containsExactly(file.toString());
        assertThat(Files.readString(file)).contains("\"comparison\":{", "\"runs\":[0,1]");
        assertThat(temp.resolve("a/report.html")).doesNotExist();
    }

    @Test
    void aRunThatCannotBeReadIsNamed() throws IOException {
        Path run = train("run", 1);
        Files.writeString(run.resolve("metrics.csv"), "epoch\nfirst\n");
        Cli.Result result = Cli.run("report", run.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("spinglass: " + run.resolve("metrics.csv")
                        + ":2: epoch is 'first'; expected a number or nothing" + System.lineSeparator());
        assertThat(run.resolve("report.html")).doesNotExist();
    }
}
