// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.web.RunServer;
import org.spinglass.web.ServerOptions;

/**
 * The live page from beginning to end, with real trainings and a browser of this machine; without one it is skipped.
 */
final class ServeEndToEndTest {
    private static final int MANY = 120;

    @TempDir
    private Path temp;

    private final List<String> complaints = new ArrayList<>();

    private static Path browser() {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no browser on PATH");
        return program.orElseThrow();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // whose processes cannot be asked to stop
    void runsBeginStopGoOnAreTriedComparedDeletedAndPutBack() throws Exception {
        Path program = browser();
        Path runs = Files.createDirectory(temp.resolve("runs"));
        Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        try (Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program)
                                .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
                RunServer server = RunServer.start(ServerOptions.of(runs, 0).with(new PageTraining(List.of())))) {
            Page page = browser.newPage();
            page.setDefaultTimeout(120_000);
            page.onConsoleMessage(message -> {
                if (!List.of("log", "info").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            page.navigate(server.address());
            whatIsWrongStandsBesideItsField(page);
            aRunEnds(page);
            aRunIsStoppedAndGoesOn(page, runs);
            aDigitIsDrawn(page);
            runsAreCompared(page, server);
            aRunIsDeletedAndPutBack(page, server, runs);
            assertThat(complaints).allMatch(text -> text.contains("422"));
        }
    }

    private static void fill(Page page, Map<String, String> values) {
        values.forEach((name, value) -> {
            Locator field = page.locator("[name='" + name + "']");
            if ("SELECT".equals(field.evaluate("one => one.tagName"))) {
                field.selectOption(value);
            } else {
                field.fill(value);
                field.blur(); // as a person leaves it, which is when the page hears of it
            }
        });
    }

    private static void wait(Page page, String what) {
        page.locator(what).first().waitFor();
    }

    private static void whatIsWrongStandsBesideItsField(Page page) {
        page.locator("#begin").click();
        wait(page, "h1:text('New run')");
        fill(page, Map.of("sampler", "exact"));
        page.locator("#begin").click();
        wait(page, "[data-field=sampler] .fault:has-text('exact takes subproblems of up to 40 spins')");
        fill(page, Map.of("sampler", "sa"));
        wait(page, "summary:has-text('1,000 samples')");
        page.locator("summary").first().click();
        assertThat(page.locator("[data-field=sweeps] .note").textContent())
                .contains("Sweeps of each anneal. A whole number of at least 1.");
        fill(page, Map.of("sweeps", "0"));
        page.locator("#begin").click();
        wait(page, "[data-field=sweeps] .fault:text(\"sweeps is '0'; expected a whole number of at least 1\")");
        fill(page, Map.of("sweeps", "", "samples", "2001"));
        page.locator("#begin").click();
        wait(page, "[data-field=samples] .fault:has-text('digits has 2000 training images')");
    }

    private static void aRunEnds(Page page) {
        fill(
                page,
                Map.of("network", "small-cnn", "samples", "100", "validation", "50", "epochs", "2", "name", "short"));
        wait(page, "summary:has-text('small-cnn and 100 samples')");
        page.locator("#begin").click();
        wait(page, ".facts:has-text('run short'):has-text('2 epochs'):not(:has-text('not ended'))");
        wait(page, "label:text('Go on to epoch')");
    }

    private void aRunIsStoppedAndGoesOn(Page page, Path runs) throws Exception {
        page.locator("#like").click();
        wait(page, "h1:text('New run')");
        assertThat(page.locator("[name=network]").inputValue()).isEqualTo("small-cnn");
        assertThat(page.locator("[name=samples]").inputValue()).isEqualTo("100");
        fill(page, Map.of("epochs", Integer.toString(MANY), "seed", "3", "name", "long"));
        page.locator("#begin").click();
        wait(page, "#progress:has-text(' of " + MANY + " epochs, about ')");
        page.locator("#stop").click();
        wait(page, ".facts:has-text('stopped after ')");
        wait(page, "#resume:has-text('Resume')");
        assertThat(runs.resolve("long/.lock")).doesNotExist();
        String facts = page.locator(".facts").textContent();
        int stopped = Integer.parseInt(facts.replaceFirst(".*stopped after (\\d+) of .*", "$1"));
        assertThat(stopped).isBetween(1, MANY - 1);

        page.locator("#resume").click();
        wait(page, "#progress:has-text(' of " + MANY + " epochs, about ')");
        wait(page, ".facts:has-text('" + MANY + " epochs'):not(:has-text('not ended')):not(:has-text('stopped'))");
        Cli.Result once = Cli.train(
                "--epochs",
                Integer.toString(MANY),
                "--seed",
                "3",
                "--out",
                temp.resolve("once").toString());
        assertThat(once.code()).as(once.err()).isZero();
        assertThat(runs.resolve("long/weights.safetensors"))
                .hasSameBinaryContentAs(temp.resolve("once/weights.safetensors"));
    }

    private static void aDigitIsDrawn(Page page) {
        Locator pad = page.locator("canvas.pad");
        pad.scrollIntoViewIfNeeded();
        BoundingBox box = Objects.requireNonNull(pad.boundingBox());
        page.mouse().move(box.x + box.width / 2, box.y + 20);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, box.y + box.height - 20);
        page.mouse().up();
        wait(page, ".guesses li");
        assertThat(page.locator(".guess").first().textContent()).matches("[0-9]");
    }

    private static void runsAreCompared(Page page, RunServer server) {
        page.navigate(server.address());
        page.locator("[aria-label='choose short']").check();
        page.locator("[aria-label='choose long']").check();
        page.locator("#compare").click();
        wait(page, "h1:has-text('2 runs side by side')");
        assertThat(page.locator("#settings tbody tr:visible th").allTextContents())
                .contains("epochs (differs)", "seed (differs)");
    }

    private static void aRunIsDeletedAndPutBack(Page page, RunServer server, Path runs) {
        page.navigate(server.address() + "runs/short");
        page.locator("#delete").click();
        wait(page, ".notice:has-text('short is deleted')");
        assertThat(page.locator("tbody th").allTextContents()).containsExactly("long");
        assertThat(runs.resolve("short")).doesNotExist();
        page.locator("#undo").click();
        wait(page, "tbody th:has-text('short')");
        assertThat(runs.resolve("short/weights.safetensors")).exists();
    }
}
