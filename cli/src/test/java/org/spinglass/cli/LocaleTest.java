// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program under default locales that write numbers in other digits or separate them otherwise, have other small letters or another calendar. */
final class LocaleTest {
    private static final List<String> SAME =
            List.of("weights.safetensors", "network.yaml", "training.png", "kernels.png", "kernels-before.png");
    private static final List<String> TEXTS = List.of("config.yaml", "network.yaml", "metrics.csv", "summary.json");

    @TempDir
    private static Path temp;

    private static final Locale BEFORE = Locale.getDefault();

    private static Path problem = Path.of("problem.txt");
    private static Path expected = Path.of("expected");
    private static Said root = new Said("", "", "", "", "", "");

    @BeforeAll
    static void runInTheRootLocale() throws IOException {
        problem = Files.writeString(temp.resolve("problem.txt"), "3 3\n1 2 1.5\n2 3 -2.25\n1 3 1234567\n");
        Locale.setDefault(Locale.ROOT);
        expected = temp.resolve("expected");
        root = all(expected);
    }

    @AfterEach
    void reset() {
        Locale.setDefault(BEFORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai", "de-CH", "tr-TR"})
    void nothingThatIsWrittenDependsOnTheLocale(String tag) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(String.format(Locale.getDefault(Locale.Category.FORMAT), "%.1f", 1.5))
                .as("the locale is in force")
                .isEqualTo(String.format(Locale.forLanguageTag(tag), "%.1f", 1.5));
        Path run = temp.resolve(tag);
        Said here = all(run);
        assertThat(here).isEqualTo(root);
        for (String file : SAME) {
            assertThat(run.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
        }
        for (String file : TEXTS) {
            String text = Files.readString(run.resolve(file));
            assertThat(text).as(file).isEqualTo(ascii(text));
            assertThat(shape(text)).as(file).isEqualTo(shape(Files.readString(expected.resolve(file))));
        }
    }

    private record Said(String train, String resume, String solve, String json, String samples, String embedding) {}

    /** Trains, resumes and solves; what is said, with times and places left out. */
    private static Said all(Path run) throws IOException {
        Path samples = temp.resolve(run.getFileName() + ".json");
        return new Said(
                said(run, Cli.train("--epochs", "1", "--seed", "2", "--out", run.toString())),
                said(run, Cli.run("train", "--resume", run.toString(), "--epochs", "2")),
                said(run, Cli.run("solve", problem.toString(), "--seed", "1", "--sampler", "sa", "--sweeps", "1000")),
                said(run, Cli.run("solve", problem.toString(), "--json", "--out", samples.toString())),
                shape(Files.readString(samples)),
                said(run, Cli.run("qpu", "embed", "--clique", "8", "--qpu", "size=3")));
    }

    private static String said(Path run, Cli.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEqualTo(ascii(result.out()));
        assertThat(result.err()).isEqualTo(ascii(result.err()));
        return shape((result.out() + result.err()).replace(run.toString(), "RUN"));
    }

    /** A text with every run of digits and separators as one sign: how it is written, whatever was measured. */
    private static String shape(String text) {
        return text.replaceAll("[0-9][0-9.,:E+-]*", "#").replaceAll(" +", " ");
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x00-\\x7f]", "?");
    }
}
