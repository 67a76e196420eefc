package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceCommandTest {
    private static Cli.Result reproduce(Path out, String... more) {
        String[] all = new String[more.length + 11];
        String[] first = {
            "reproduce",
            "1a",
            "3b",
            "--methods",
            "pseudoinverse",
            "--data",
            "digits",
            "--epochs",
            "2",
            "--out",
            out.toString()
        };
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Cli.run(all);
    }

    @Test
    void aloneItListsThePanels() {
        Cli.Result result = Cli.run("reproduce");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("1a ", "6d ", "0.690 +- 0.139");
    }

    @Test
    void whatWasDoneIsNotDoneAgainAndWhatWasLostIs(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        Cli.Result first = reproduce(out, "--runs", "2");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.outLines().getLast()).isEqualTo(out.toString());
        assertThat(out.resolve("1a.png")).exists();
        assertThat(out.resolve("report.html")).exists();
        String results = Files.readString(out.resolve("results.json"));
        assertThat(results).contains("\"figure\"", "\"meanFinal\"", "\"publishedFinal\"", "\"seconds\"");

        Path kept = out.resolve("1a").resolve("pseudoinverse-seed0.json");
        Path lost = out.resolve("3b").resolve("pseudoinverse-seed1.json");
        FileTime time = Files.getLastModifiedTime(kept);
        Files.delete(lost);
        Files.delete(out.resolve("results.json"));
        Cli.Result again = reproduce(out, "--runs", "2", "--threads", "2");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(lost).exists();
        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(time);
        assertThat(withoutTimes(Files.readString(out.resolve("results.json")))).isEqualTo(withoutTimes(results));
    }

    private static String withoutTimes(String json) {
        return json.replaceAll("\"(seconds[A-Za-z]*|peakMemoryBytes)\" *: *[0-9.E-]+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "reproduce 7z, 7z",
        "reproduce 1a --methods respons, respons",
        "reproduce 1a --runs 0, --runs",
        "reproduce 1a --data-dir /no/such/folder, /no/such/folder",
        "reproduce 1a --rnus 2, --runs"
    })
    void whatIsWrongIsToldInOneLine(String line, String named, @TempDir Path folder) {
        String[] words = (line + " --out " + folder.resolve("out")).split(" ");
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.errLines()).hasSize(1).first().asString().contains(named);
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
