// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RunReportTest {
    private static final Pattern CONTENT =
            Pattern.compile("<script type=\"application/json\" id=\"content\">(.*?)</script>", Pattern.DOTALL);
    private static final String EVIL =
            "</script><script>document.title='run'</script><img src=x onerror=\"alert(1)\">'&amp;";

    @TempDir
    private Path temp;

    static JsonNode content(String page) {
        Matcher found = CONTENT.matcher(page);
        assertThat(found.find()).isTrue();
        return JsonMapper.shared().readTree(found.group(1));
    }

    @Test
    void thePageCarriesWhatTheFilesSay() throws IOException {
        Path folder = RunFixture.writeWhole(temp.resolve("run-a"), "a");
        Path file = RunReport.write(folder);
        assertThat(file).isEqualTo(folder.resolve("report.html"));
        JsonNode run = content(Files.readString(file)).get("runs").get(0);
        assertThat(run.get("name").asString()).isEqualTo("run-a");
        assertThat(run.get("command").asString())
                .isEqualTo("./spinglass train --network lenet --data digits --samples 1000 --validation 2000"
                        + " --method response --sampler sa --move single-spin --bits 8 --epochs 3 --seed 1 --threads 1"
                        + " --crop centred");
        assertThat(run.at("/metrics/validationAccuracy/2").doubleValue()).isEqualTo(0.9375);
        assertThat(run.at("/metrics/layer1Gap/1").doubleValue()).isEqualTo(0.0023);
        assertThat(run.at("/config/settings/temperature").doubleValue()).isEqualTo(1e-4);
        assertThat(run.at("/summary/testAccuracy").isNull()).isTrue();
        assertThat(run.at("/evaluation/confusion/1/0").intValue()).isEqualTo(65);
        assertThat(run.at("/data/validation/1").intValue()).isEqualTo(1000);
        assertThat(run.at("/pictures/sheet").asString()).startsWith("data:image/png;base64,iVBOR");
        assertThat(run.get("missing")).isEmpty();
        assertThat(Files.list(folder).filter(one -> one.toString().endsWith(".part")))
                .isEmpty();
    }

    @Test
    void thePageFetchesNothing() {
        String page = RunReport.html(List.of(RunFixture.writeWhole(temp.resolve("run"), "a")));
        assertThat(page).contains("default-src 'none'").doesNotContain("src=\"http", "href=\"http", "@import");
        assertThat(Pattern.compile("\\burl\\(").matcher(page).find()).isFalse();
    }

    @Test
    void whatFilesSayStaysText() {
        Path folder = RunFixture.writeWhole(temp.resolve("<b>&\"run"), EVIL);
        String page = RunReport.html(List.of(folder));
        assertThat(page)
                .doesNotContain(EVIL)
                .doesNotContain("<img src=x")
                .contains("<title>&lt;b&gt;&amp;&quot;run - ");
        assertThat(page.split("<script", -1)).hasSize(3);
        JsonNode run = content(page).get("runs").get(0);
        assertThat(run.at("/evaluation/classNames/0").asString()).isEqualTo(EVIL);
        assertThat(run.at("/data/source").asString()).isEqualTo(EVIL);
        assertThat(run.get("name").asString()).isEqualTo("<b>&\"run");
    }

    @Test
    void lineSeparatorsAndLargeSeedsAreKept() {
        Path folder = RunFixture.write(temp.resolve("run"), Long.MIN_VALUE, 8, 0.9);
        RunFixture.file(folder, "network.yaml", "name: \"a\u2028b\u2029c\"\n");
        String page = RunReport.html(List.of(folder));
        assertThat(page).doesNotContain("\u2028").doesNotContain("\u2029");
        JsonNode run = content(page).get("runs").get(0);
        assertThat(run.get("network").asString()).contains("a\u2028b\u2029c");
        assertThat(run.at("/config/configuration/seed").asString()).isEqualTo("-9223372036854775808");
        assertThat(run.get("command").asString()).contains("--seed -9223372036854775808 ");
    }

    @Test
    void aRunThatHasJustBegunIsShownAsFarAsItIs() throws IOException {
        Path folder = RunFixture.write(temp.resolve("run"), 1, 8, 0.9);
        for (String gone : new String[] {"summary.json", "metrics.csv", "network.yaml"}) {
            Files.delete(folder.resolve(gone));
        }
        JsonNode run = content(RunReport.html(List.of(folder))).get("runs").get(0);
        assertThat(run.get("summary").isNull()).isTrue();
        assertThat(run.get("metrics").isNull()).isTrue();
        assertThat(run.get("missing").toString())
                .isEqualTo("[\"summary.json\",\"metrics.csv\",\"network.yaml\",\"kernels.png\",\"training.png\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "summary.json | {\"epochs\": 3,\\n oops | summary.json:2: ",
                "summary.json | [1] | summary.json: expected names with values",
                "summary.json | {} {} | summary.json:1: ",
                "config.yaml | a: [1\\nb: 2 | config.yaml:2: ",
                "config.yaml | a: 1 | config.yaml: there is no 'configuration' in it",
                "config.yaml | `` | config.yaml: expected names with values",
                "metrics.csv | `` | metrics.csv: is empty",
                "metrics.csv | seconds\\n1 | metrics.csv:1: there is no column 'epoch'",
                "metrics.csv | epoch,epoch\\n1,1 | metrics.csv:1: column 'epoch'; expected names that differ",
                "metrics.csv | epoch,seconds\\n1 | metrics.csv:2: 1 fields; expected 2",
                "metrics.csv | epoch,seconds\\n1,2\\n2,x | metrics.csv:3: seconds is 'x'; expected a number or nothing",
                "kernels.png | GIF89a | kernels.png: expected a PNG picture",
                "data.json | {\"sheet\": \"../../etc/passwd\"} | data.json: sheet is '../../etc/passwd'",
                "evaluation.json | {\"mostWrong\": [{\"image\": \"https://example.com/a.png\"}]} | evaluation.json: an image"
            })
    void aFileThatIsBrokenIsNamed(String name, String text, String expected) {
        Path folder = RunFixture.write(temp.resolve("run"), 1, 8, 0.9);
        RunFixture.file(folder, name, text.replace("\\n", "\n"));
        assertThatThrownBy(() -> RunReport.write(folder))
                .isInstanceOf(WebException.class)
                .hasMessageStartingWith(folder.resolve(expected.strip()).toString())
                .satisfies(e -> assertThat(e).message().hasLineCount(1));
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void whatIsNoRunIsNamed() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> RunReport.write(temp))
                .hasMessage(temp + ": there is no run in it: expected config.yaml");
        assertThatThrownBy(() -> RunReport.write(file)).hasMessage(file + ": is a file; expected the folder of a run");
        assertThatThrownBy(() -> RunReport.write(temp.resolve("none")))
                .hasMessage(temp.resolve("none") + ": no such folder; expected the folder of a run");
    }

    @Test
    void linksDoNotLeadOut() throws IOException {
        Path folder = RunFixture.write(temp.resolve("run"), 1, 8, 0.9);
        Path secret = Files.write(temp.resolve("secret.png"), RunFixture.png());
        Files.createSymbolicLink(folder.resolve("kernels.png"), secret);
        assertThatThrownBy(() -> RunReport.write(folder))
                .hasMessage(folder.resolve("kernels.png") + ": leads out of the run's folder");
    }
}
