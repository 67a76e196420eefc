// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of experiments as a browser shows it. */
final class ReproductionPageTest {
    private static final String EVIL = "</script><img src=x onerror='window.evil=1'>";
    private static final String LINE = """
            {"result": {"figure": "1a", "label": "%s", "runs": 2, "meanFinal": 0.85, "sdFinal": 0.0141, "meanBest": 0.86,
             "standardErrors": %s, "meanTest": null, "sdTest": null, "secondsPerRun": 2.5, "peakMemoryBytes": 2e8,
             "failure": null},
             "published": {"mean": 0.7, "sd": 0.1, "best": null, "runs": 10, "approximate": false}, "isComparable": %s,
             "settings": {"bits": 8, "sampler": "sa"},
             "validation": {"means": [0.8, 0.85], "sds": [0.01, 0.0141]}, "training": {"means": [0.9, 0.95], "sds": []},
             "runs": [{"seed": 4, "accuracies": [0.79, 0.84], "testAccuracy": 0.9, "seconds": 2},
                      {"seed": 5, "accuracies": [0.81, 0.86], "testAccuracy": null, "seconds": 3}]}""";

    private static final String FAILED = """
            {"result": {"figure": "1a", "label": "gradient", "runs": 0, "meanFinal": null, "failure": "no such part"},
             "published": null, "isComparable": true, "settings": {}, "validation": {"means": [], "sds": []},
             "training": {"means": [], "sds": []}, "runs": []}""";

    @TempDir
    private Path temp;

    private static String json() {
        return """
                {"version": "1.0", "machine": {"java": "J", "system": "S", "processors": 2, "kernel": "K"},
                 "panels": [{"figure": "1a", "title": "One layer", "about": "10 samples.", "epochs": 2,
                  "curves": [%s, %s, %s],
                  "references": [{"label": "elsewhere", "published": {"mean": 0.77, "approximate": true}}]}]}""".formatted(LINE.formatted(EVIL, "4.7", "true"), LINE.formatted("other", "null", "false"), FAILED);
    }

    @Test
    void curvesStandBesideThePublishedNumbers() {
        Path file = temp.resolve("report.html");
        RunReport.write(
                ReproductionReport.html(
                        json(), "./spinglass reproduce all", Map.of("1a", "./spinglass reproduce 1a --seed 4")),
                file);
        try (Browser browser = Browser.open()) {
            Page page = browser.page(375, file.toUri().toString());
            assertThat(page.locator("#results tbody tr").allTextContents())
                    .containsExactly(
                            "1a" + EVIL + "20.850 ± 0.014 [0.860]0.700 ± 0.100+4.72.50 s200 MB",
                            "1aother20.850 ± 0.014 [0.860]0.700 ± 0.1002.50 s200 MB",
                            "1agradient0failed--",
                            "1aelsewherenot runabout 0.77");
            assertThat(page.locator("#results .far").allTextContents()).containsExactly("+4.7");
            Locator panel = page.locator("#figure-1a");
            assertThat(panel.locator("code").textContent()).isEqualTo("./spinglass reproduce 1a --seed 4");
            assertThat(panel.textContent())
                    .contains("gradient failed: no such part", "of other data or of other epochs");
            assertThat(panel.locator("figure.chart").count()).isEqualTo(2);
            Locator accuracy = panel.locator("figure.chart").first();
            accuracy.locator("summary").click();
            accuracy.locator("thead th").first().waitFor(); // a table is made when it is opened
            assertThat(accuracy.locator("thead th").allTextContents())
                    .containsExactly(
                            "epoch", EVIL, EVIL + ", published", "other", "other, published", "elsewhere, published");
            assertThat(accuracy.locator("tbody tr").last().textContent()).isEqualTo("20.8500.7000.8500.7000.770");
            panel.locator("button:text('Every run')").click();
            assertThat(panel.locator("figure.chart").count()).isEqualTo(3);
            panel.locator("figure.chart").nth(2).locator("summary").click();
            panel.locator("figure.chart").nth(2).locator("thead th").first().waitFor();
            assertThat(panel.locator("figure.chart").nth(2).locator("thead th").allTextContents())
                    .contains(EVIL + ", seed 4", "other, seed 5");
            assertThat(panel.locator("details:has-text('Settings') tbody tr")
                            .first()
                            .textContent())
                    .isEqualTo("bits88-");
            assertThat(page.evaluate("() => window.evil === undefined")).isEqualTo(true);
            assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(375);
            assertThat(browser.complaints).isEmpty();
            assertThat(browser.requests).hasSize(1);
        }
    }

    @Test
    void whatIsNoResultIsRefused() {
        assertThatThrownBy(() -> ReproductionReport.html("[1]", "", Map.of()))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("the results");
    }
}
