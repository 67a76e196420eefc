// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page as a browser shows it. */
final class LivePageTest {
    @TempDir
    private Path runs;

    @Test
    void runsAreFoundFollowedAndCompared() throws Exception {
        RunFixture.write(runs.resolve("first"), 1, 8, 0.9);
        RunFixture.write(runs.resolve("second"), 2, 8, 0.94);
        Path third = RunFixture.write(runs.resolve("third"), 1, 4, 0.8);
        Files.delete(third.resolve("summary.json"));
        Files.writeString(third.resolve("metrics.csv"), RunFixture.METRICS.replaceAll("(?m)^3.*\\R", ""));
        try (Browser browser = Browser.open();
                RunServer server = RunServer.start(runs, 0)) {
            Page page = browser.page(1280, server.address());
            assertThat(page.locator("tbody tr").count()).isEqualTo(3);
            assertThat(page.locator("tbody tr:has-text('third')").textContent()).contains("2 of 3");
            page.locator("[data-key=validationAccuracy] button").click();
            assertThat(page.locator("tbody th").allTextContents()).containsExactly("second", "first", "third");
            page.locator("[data-key=name] button").press("Enter");
            assertThat(page.locator("tbody th").allTextContents()).containsExactly("first", "second", "third");
            page.locator("#search").fill("second");
            assertThat(page.locator("tbody th").allTextContents()).containsExactly("second");
            page.locator("#search").fill("");
            RunFixture.write(runs.resolve("fourth"), 5, 8, 0.7);
            page.locator("tbody tr:has-text('fourth')").waitFor();

            page.locator("a:text('third')").click();
            page.locator(".facts:has-text('not ended: 2 of 3 epochs')").waitFor();
            Files.delete(third.resolve("metrics.csv")); // as before the first epoch has ended
            page.locator(".facts:has-text('not ended: 0 of 3 epochs')").waitFor();
            page.locator("text=No epoch has ended yet.").waitFor();
            Files.writeString(third.resolve("config.yaml"), "\n", StandardOpenOption.APPEND);
            Files.writeString(third.resolve("metrics.csv"), RunFixture.METRICS);
            page.locator(".facts:has-text('not ended: 3 of 3 epochs')").waitFor();
            page.locator("[data-curve=validationAccuracy] .value:has-text('93.8%')")
                    .waitFor();
            RunFixture.write(third, 1, 4, 0.8); // with its summary
            page.locator(".facts:has-text('3 epochs'):not(:has-text('ended'))").waitFor();
            page.locator("text=best validation").first().waitFor();

            page.locator(".home a").click();
            page.locator("[aria-label='choose first']").check();
            assertThat(page.locator("#compare").isDisabled()).isTrue();
            page.locator("[aria-label='choose third']").check();
            page.locator("#compare").click();
            page.locator("h1:has-text('2 runs side by side')").waitFor();
            assertThat(page.locator("#settings tbody tr:visible th").allTextContents())
                    .containsExactly("bits (differs)");
            assertThat(browser.complaints).isEmpty();
            assertThat(browser.requests)
                    .allMatch(address -> address.startsWith(server.address()) || address.startsWith("data:"));
        }
    }

    @Test
    void aFolderWithoutRunsSaysHowToMakeOne() {
        try (Browser browser = Browser.open();
                RunServer server = RunServer.start(runs, 0)) {
            Page page = browser.page(375, server.address());
            assertThat(page.locator("main").textContent()).contains("./spinglass train makes one");
            assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(375);
            assertThat(browser.complaints).isEmpty();
        }
    }
}
