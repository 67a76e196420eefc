// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as Spark's own spark-submit begins it, with the master as a property. */
final class SubmittedTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        System.setProperty("spark.master", "spark://host:7077");
    }

    @AfterEach
    void end() {
        System.clearProperty("spark.master");
    }

    /** Here is no Spark, which is told only where a cluster is asked for. */
    @Test
    void theMasterIsTheOneThatItWasSubmittedTo() throws Exception {
        Path ring = Files.writeString(folder.resolve("ring.txt"), "3 3\n1 2 1\n2 3 1\n3 1 1\n");
        Cli.Result result = Cli.run("solve", ring.toString());
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("--on spark is an optional part of the program that is not here");
    }

    @Test
    void anotherPlaceIsRefused() {
        Cli.Result result = Cli.run("solve", "x", "--on", "spark");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("spark-submit says by its --master where the work is done; leave --on out");
        assertThat(Cli.run("solve", "x", "--threads", "2").err())
                .contains("--threads is of this machine, and --on spark:spark://host:7077 is given");
    }

    @Test
    void thereIsNoLivePage() {
        Cli.Result result = Cli.run("serve");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1);
        assertThat(result.err()).contains("serve needs a web server, which the one jar for spark-submit has none of");
    }

    @Test
    void aMasterThatIsNoneIsRefused() {
        System.setProperty("spark.master", "mesos://host");
        Cli.Result result = Cli.run("solve", "x");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--on is 'spark:mesos://host'; expected spark");
    }
}
