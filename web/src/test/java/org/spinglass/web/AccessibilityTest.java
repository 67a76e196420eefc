// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinglass.modelling.files.ModelFormat;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;

/** What axe-core finds on the pages that would keep people from using them: nothing serious or critical. */
final class AccessibilityTest {
    private static final String RUN = """
            async rules => (await axe.run(document, {resultTypes: ['violations'], ...rules})).violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .flatMap(one => one.nodes.map(node => one.id + ' at ' + node.target.join(' ') + ': ' + node.failureSummary))
            """;

    private static final int WIDE = 1280;
    private static final int NARROW = 375;

    @TempDir
    private Path temp;

    private static String axe() {
        try (InputStream in = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page that has axe-core wherever it goes. */
    private static Page withAxe(Browser browser, int width, ColorScheme scheme) {
        Page page = browser.page(width, scheme, "about:blank");
        page.addInitScript(axe());
        return page;
    }

    /** All rules in light colours on a wide page; what a narrow page or dark colours change, on these. */
    private static void requireNone(Page page, int width, ColorScheme scheme) {
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })");
        Map<String, Object> rules = scheme == ColorScheme.DARK
                ? Map.of("runOnly", List.of("color-contrast"))
                : width == WIDE ? Map.of() : Map.of("rules", Map.of("color-contrast", Map.of("enabled", false)));
        assertThat((List<?>) page.evaluate(RUN, rules)).as(page.url()).isEmpty();
    }

    private static int[] widths(ColorScheme scheme) {
        return scheme == ColorScheme.LIGHT ? new int[] {WIDE, NARROW} : new int[] {WIDE};
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void reportComparisonAndAnswer(ColorScheme scheme) throws IOException {
        Path first = RunFixture.writeWhole(temp.resolve("first"), "a");
        Path second = RunFixture.write(temp.resolve("second"), 2, 8, 0.8);
        RunTags.write(first, Tree.array().add("good"));
        Path report = Files.writeString(temp.resolve("report.html"), RunReport.html(List.of(first)));
        Path comparison = Files.writeString(temp.resolve("comparison.html"), RunReport.html(List.of(first, second)));
        Path answer = temp.resolve("answer.html");
        String sack = AnswerPageTest.knapsack();
        RunReport.write(
                AnswerPageTest.solved("sack.lp", ModelFormat.LP, sack, request -> request)
                        .html(),
                answer);
        try (Browser browser = Browser.open()) {
            for (int width : widths(scheme)) {
                Page page = withAxe(browser, width, scheme);
                for (Path file : List.of(report, comparison, answer)) {
                    page.navigate(file.toUri().toString());
                    requireNone(page, width, scheme);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theLivePage(ColorScheme scheme) throws Exception {
        Path runs = Files.createDirectory(temp.resolve("runs"));
        Path whole = RunFixture.writeWhole(runs.resolve("whole"), "a");
        RunTags.write(whole, Tree.array().add("good").add("second"));
        Network network = Networks.named("linear", new Shape(1, 8, 8), 2, Networks.Options.DEFAULT);
        ModelCard card = new ModelCard(
                new ModelCard.Images(1, 8, 8), List.of("a", "b"), new ModelCard.Origin("x", "response", "1"), null);
        new Model(Weights.xavier(network, 1), card).write(whole);
        RunFixture.write(runs.resolve("other"), 2, 8, 0.8);
        RunFixture.file(RunFixture.write(runs.resolve("broken"), 2, 8, 0.8), "summary.json", "{");
        RunFixture.write(runs.resolve("gone"), 2, 8, 0.8);
        try (Browser browser = Browser.open();
                RunServer server = RunServer.start(ServerOptions.of(runs, 0).with(new FakeTraining()));
                Client client = new Client(server)) {
            String gone = client.post("/runs/gone/delete", "{}")
                    .content()
                    .path("deleted")
                    .asString();
            client.post("/runs", "{\"name\":\"failed\",\"epochs\":\"0\"}");
            client.until("/", list -> list.at("/jobs/0/state").asString("").equals("failed"));
            client.post("/runs", "{\"name\":\"running\",\"epochs\":\"waits\"}");
            client.until("/runs/running", run -> run.at("/runs/0/metrics/epoch").size() == 2);
            client.post("/runs", "{\"name\":\"waiting\"}");
            for (int width : widths(scheme)) {
                Page page = withAxe(browser, width, scheme);
                for (String path : List.of(
                        "?deleted=" + gone,
                        "runs/whole",
                        "runs/running",
                        "runs/waiting",
                        "runs/failed",
                        "runs/none",
                        "compare?run=whole&run=other",
                        "trash",
                        "new")) {
                    page.navigate(server.address() + path);
                    page.locator("h1").waitFor();
                    if (path.equals("new")) {
                        page.locator("#field-epochs").fill("many");
                        page.locator("#begin").click();
                        page.locator("[data-field=epochs] .fault:not(:empty)").waitFor();
                    }
                    if (path.startsWith("?")) {
                        page.locator("tbody input").first().check();
                        page.locator(".notice").waitFor();
                    }
                    requireNone(page, width, scheme);
                    assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                            .as(path)
                            .isEqualTo(width);
                }
                page.context().close();
            }
        }
    }

    /** The test tells right from wrong. */
    @Test
    void aPageThatIsWrongIsFound() throws IOException {
        Path wrong = Files.writeString(
                temp.resolve("wrong.html"),
                "<html><body><main><input><p style='color:#ddd'>pale</p></main></body></html>");
        try (Browser browser = Browser.open()) {
            Page page = browser.page(800, wrong.toUri().toString());
            page.evaluate(axe());
            assertThat(page.evaluate(RUN, Map.of()).toString())
                    .contains("label at input", "color-contrast at p", "html-has-lang");
        }
    }
}
