// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports as a browser shows them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportPageTest {
    private static final String EVIL = "</script><script>window.evil=1</script><img src=x onerror='window.evil=1'>";

    @TempDir
    private Path temp;

    private Browser browser;

    @BeforeAll
    void open() {
        browser = Browser.open();
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private Page page(int width, Path file) {
        browser.complaints.clear();
        browser.requests.clear();
        return browser.page(width, file.toUri().toString());
    }

    private void assertQuiet(Path file) {
        assertThat(browser.complaints).isEmpty();
        assertThat(browser.requests)
                .allMatch(address -> address.startsWith("data:")
                        || address.equals(file.toUri().toString()));
    }

    private static Locator chart(Page page, String title) {
        return page.locator("figure.chart")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("h3", new Page.LocatorOptions().setHasText(title))));
    }

    /** How many pixels of a chart have the colour of the second curve. */
    private static int pixelsOfValidation(Locator chart) {
        return pixelsOf(chart, 0xd5, 0x5e, 0x00);
    }

    private static int pixelsOf(Locator chart, int red, int green, int blue) {
        return (int) chart.locator("canvas").evaluate("""
                (canvas, [red, green, blue]) => {
                  const copy = new OffscreenCanvas(canvas.width, canvas.height);
                  const context = copy.getContext('2d', { willReadFrequently: true });
                  context.drawImage(canvas, 0, 0);
                  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
                  let count = 0;
                  for (let k = 0; k < pixels.length; k += 4) {
                    count += pixels[k] === red && pixels[k + 1] === green && pixels[k + 2] === blue ? 1 : 0;
                  }
                  return count;
                }""", List.of(red, green, blue));
    }

    @ParameterizedTest
    @CsvSource({
        "5e-17,0,-2e-17",
        "0,0,0",
        "1e-15,1e-16,1e-17",
        "1e-300,1e300,1",
        "-1,-2,-3",
        "1e-30,1e-30,1e-30",
        "0.5,,"
    })
    void gapsOfAnySizeAreDrawn(
            String first,
            @org.jspecify.annotations.Nullable String second,
            @org.jspecify.annotations.Nullable String third) {
        Path run = RunFixture.writeWhole(temp.resolve("run"), "a");
        RunFixture.file(
                run,
                "metrics.csv",
                RunFixture.METRICS
                        .replace("0.0018", first)
                        .replace("0.0023", second == null ? "" : second)
                        .replace("0.0022", third == null ? "" : third));
        Path file = RunReport.write(run);
        Page page = page(1280, file);
        Locator gap = chart(page, "Gap");
        assertThat(gap.locator("canvas").count()).isOne();
        boolean isLogarithmic = "true".equals(gap.locator("button.scale").getAttribute("aria-pressed"));
        assertThat(isLogarithmic).isEqualTo(!first.startsWith("-") && !first.equals("0"));
        assertThat(pixelsOf(gap, 0x00, 0x72, 0xb2)).as("the curve").isGreaterThan(4);
        gap.locator("button.scale").click();
        gap.locator("button.scale").click();
        gap.locator("summary").click();
        gap.locator("thead th").first().waitFor(); // a table is made when it is opened
        gap.locator("tbody tr").nth(2).waitFor();
        assertQuiet(file);
    }

    @Test
    void curvesAreSwitchedAndRead() {
        Path file = RunReport.write(RunFixture.writeWhole(temp.resolve("run"), "a"));
        Page page = page(1280, file);
        assertThat(page.locator("h1").textContent()).isEqualTo("lenet on digits");
        Locator accuracy = chart(page, "Accuracy");
        Locator validation = accuracy.locator("[data-curve=validationAccuracy]");
        assertThat(validation.locator(".value").textContent()).isEqualTo("93.8%");
        accuracy.locator(".u-over").hover();
        assertThat(accuracy.locator(".place").textContent()).isEqualTo("epoch 2");
        assertThat(validation.locator(".value").textContent()).isEqualTo("89.9%");
        assertThat(pixelsOfValidation(accuracy)).isPositive();
        validation.click();
        assertThat(validation.getAttribute("aria-pressed")).isEqualTo("false");
        page.waitForCondition(() -> pixelsOfValidation(accuracy) == 0);
        validation.click();
        page.waitForCondition(() -> pixelsOfValidation(accuracy) > 0);
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void theKeyboardReachesAll() {
        Path file = RunReport.write(RunFixture.writeWhole(temp.resolve("keys"), "a"));
        Page page = page(1280, file);
        Locator accuracy = chart(page, "Accuracy");
        accuracy.locator(".plot").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        assertThat(accuracy.locator("[role=status]").textContent())
                .isEqualTo("epoch 2: training 95.1%, validation 89.9%");
        page.keyboard().press("End");
        assertThat(accuracy.locator(".place").textContent()).isEqualTo("epoch 3, the best");
        Locator layer = chart(page, "Energy").locator("[data-curve=layer1]");
        layer.focus();
        page.keyboard().press("Space");
        assertThat(chart(page, "Acceptance").locator("[data-curve=layer1]").getAttribute("aria-pressed"))
                .isEqualTo("false");
        accuracy.locator("summary").click();
        accuracy.locator("thead th").first().waitFor(); // a table is made when it is opened
        assertThat(accuracy.locator("tbody tr").nth(1).textContent()).isEqualTo("295.1%89.9%");
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void headingsAreInOrderAndPicturesHaveWords() {
        Path file = RunReport.write(RunFixture.writeWhole(temp.resolve("words"), "a"));
        Page page = page(375, file);
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(page.locator("h1").count()).isEqualTo(1);
        List<?> levels = (List<?>) page.evaluate(
                "() => [...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.tagName.charAt(1)))");
        for (int k = 1; k < levels.size(); k++) {
            assertThat((int) levels.get(k)).isLessThanOrEqualTo((int) levels.get(k - 1) + 1);
        }
        assertThat(page.evaluate(
                        "() => [...document.images].filter(i => !i.alt || !i.complete || !i.naturalWidth).length"))
                .isEqualTo(0);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                .as("nothing is wider than the screen of a phone")
                .isEqualTo(375);
        assertThat(page.locator("#kernels figcaption").allTextContents())
                .containsExactly("Before training, in the same colours.", "After training.");
        assertThat(page.locator("#evaluation .confusion td").allTextContents())
                .containsExactly("940", "60", "65", "935");
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void whatFilesSayDoesNotRun() {
        Path file = RunReport.write(RunFixture.writeWhole(temp.resolve("evil"), EVIL));
        Page page = page(1280, file);
        assertThat(page.locator("#evaluation .confusion tbody th").first().textContent())
                .isEqualTo(EVIL);
        assertThat(page.evaluate("() => window.evil === undefined")).isEqualTo(true);
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void theCommandIsCopied() {
        Path file = RunReport.write(RunFixture.write(temp.resolve("copy"), 1, 8, 0.9));
        Page page = page(1280, file);
        page.locator(".command button").click();
        page.locator(".said:has-text('cop')").waitFor();
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void aRunThatHasJustBegunSaysSo() throws Exception {
        Path folder = RunFixture.write(temp.resolve("young"), 1, 8, 0.9);
        Files.delete(folder.resolve("summary.json"));
        Files.delete(folder.resolve("metrics.csv"));
        Path file = RunReport.write(folder);
        Page page = page(1280, file);
        assertThat(page.locator(".facts").textContent()).contains("not ended: 0 of 3 epochs");
        assertThat(page.locator("#training").textContent()).contains("No epoch has ended yet.");
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void everyColumnHasAChart() {
        Path folder = RunFixture.write(temp.resolve("columns"), 1, 8, 0.9);
        RunFixture.file(
                folder,
                "metrics.csv",
                "epoch,seconds,learningRate,layer1Temperature,layer1Range,layer2Temperature,validationAccuracy\n"
                        + "1,1.5,0.1,0.01,0.3,,0.5\n2,3,0.05,0.001,0.2,0.02,\n");
        Path file = RunReport.write(folder);
        Page page = page(1280, file);
        assertThat(page.locator("figure.chart h3").allTextContents())
                .containsExactly("Accuracy", "Learning rate", "Temperature", "Range");
        assertThat(chart(page, "Temperature").locator(".value").allTextContents())
                .containsExactly("0.001", "0.02");
        assertThat(page.locator(".tile:has-text('validation accuracy')").textContent())
                .contains("50.0%");
        assertQuiet(file);
        page.context().close();
    }

    @Test
    void runsAreComparedSideBySide() {
        Path file = temp.resolve("compared.html");
        RunReport.write(
                RunReport.html(List.of(
                        RunFixture.write(temp.resolve("a"), 1, 8, 0.90),
                        RunFixture.write(temp.resolve("b"), 2, 8, 0.94),
                        RunFixture.write(temp.resolve("c"), 1, 4, 0.80))),
                file);
        Page page = page(1280, file);
        assertThat(page.locator("h1").textContent()).isEqualTo("3 runs side by side");
        assertThat(page.locator("#settings tbody tr:visible th").allTextContents())
                .containsExactly("bits (differs)", "seed (differs)");
        assertThat(page.locator("#results").textContent()).contains("92.0% ± 2.8%");
        Locator loss = chart(page, "Training loss").locator("[data-curve=run0]");
        chart(page, "Validation accuracy").locator("[data-curve=run0]").click();
        assertThat(loss.getAttribute("aria-pressed")).isEqualTo("false");
        page.locator("#means").click();
        assertThat(chart(page, "Validation accuracy")
                        .locator("[data-curve=group0] .value")
                        .textContent())
                .isEqualTo("92.0%");
        page.locator("#time").click();
        assertThat(page.locator("#means").getAttribute("aria-pressed")).isEqualTo("false");
        Locator last = chart(page, "Validation accuracy");
        last.locator(".plot").focus();
        page.keyboard().press("Home");
        assertThat(last.locator("[role=status]").textContent()).isEqualTo("seconds 3.08: a 64.5%, b 64.5%, c 64.5%");
        page.locator("#only").click();
        assertThat(page.locator("#settings tbody tr:visible").count()).isGreaterThan(10);
        assertQuiet(file);
        page.context().close();
    }
}
