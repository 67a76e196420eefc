// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the live page lets one do, as a browser shows it. */
final class LiveActionsTest {
    @TempDir
    private Path runs;

    private final FakeTraining training = new FakeTraining();
    private RunServer server;
    private Browser browser;
    private Page page;

    @BeforeEach
    void start() {
        RunFixture.write(runs.resolve("first"), 1, 8, 0.9);
        RunFixture.write(runs.resolve("second"), 2, 8, 0.8);
        server = RunServer.start(ServerOptions.of(runs, 0).with(training));
        try {
            browser = Browser.open();
        } catch (RuntimeException skipped) {
            server.close();
            throw skipped;
        }
        page = browser.page(1280, server.address());
    }

    @AfterEach
    void stop() {
        browser.close();
        server.close();
    }

    private void click(String what) {
        page.locator(what).click();
    }

    private void waitFor(String what) {
        page.locator(what).first().waitFor();
    }

    @Test
    void aFormShowsWhatIsWrongBesideItsField() {
        click("#begin");
        waitFor("h1:text('New run')");
        assertThat(page.locator("[data-field=method] .note").textContent()).isEqualTo("The way <b>. Ours.");
        page.locator("#field-epochs").fill("many");
        page.locator("#field-name").fill("my run");
        page.locator("summary").click();
        page.locator("#field-sweeps").fill("7");
        page.locator("#field-method").selectOption("other");
        waitFor("summary:has-text('Settings of other')");
        assertThat(page.url()).endsWith("/new?method=other");
        assertThat(page.locator("#field-sweeps").inputValue()).isEqualTo("7"); // what was typed stays
        click("#begin");
        waitFor("[data-field=epochs] .fault:text(\"epochs is 'many'; expected a whole number\")");
        assertThat(page.locator("#field-epochs").getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.evaluate("() => document.activeElement.id")).isEqualTo("field-epochs");
        page.locator("#field-epochs").fill("3");
        page.keyboard().press("Enter");
        waitFor("h1:has-text('lenet on digits')");
        assertThat(page.url()).endsWith("/runs/my%20run");
        assertThat(training.asked).isEqualTo(Map.of("method", "other", "epochs", "3", "name", "my run", "sweeps", "7"));
        page.reload();
        click("#like");
        waitFor("h1:text('New run')");
        assertThat(page.locator("#field-epochs").inputValue()).isEqualTo("3");
        assertThat(browser.complaints).allMatch(text -> text.contains("422")); // the answer to what was wrong
    }

    @Test
    void aRunIsStoppedAndGoesOn() {
        page.navigate(server.address() + "new");
        page.locator("#field-epochs").fill("waits");
        click("#begin");
        waitFor("#progress:has-text('2 of 3 epochs, about')");
        assertThat(page.locator("#delete").count()).isZero();
        click("#stop");
        waitFor(".facts:has-text('stopped after 2 of 3 epochs')");
        click("#resume");
        waitFor(".facts:has-text('3 epochs'):not(:has-text('stopped'))");
        waitFor("label:text('Go on to epoch')");
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void runsAreTaggedFoundDeletedAndPutBack() {
        click("a:text('first')");
        page.locator("#tag").fill("a <b> tag");
        page.keyboard().press("Enter");
        waitFor(".tags li:has-text('a <b> tag')");
        page.goBack();
        page.locator("#search").fill("b> tag");
        assertThat(page.locator("tbody th").allTextContents()).containsExactly("first");

        page.locator("[aria-label='choose first']").check();
        click("#delete");
        waitFor(".notice:has-text('first is deleted')");
        page.locator("tbody tr")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        click("#undo");
        waitFor("tbody th:has-text('first')");

        click("tbody a");
        click("#delete");
        waitFor(".notice:has-text('first is deleted')");
        assertThat(page.url()).isEqualTo(server.address());
        page.locator("a:text('1 deleted run')").click();
        click("[aria-label='put back first']");
        page.locator("a:text('is back')").click();
        waitFor(".tags li:has-text('a <b> tag')");
        page.locator("[aria-label='remove tag a <b> tag']").click();
        page.locator(".tags li")
                .waitFor(new Locator.WaitForOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        assertThat(browser.complaints).isEmpty();
    }

    @Test
    void theAddressKeepsWhatIsSeen() {
        page.locator("#search").fill("lenet");
        click("[data-key=validationAccuracy] button");
        click("[data-key=name] button");
        page.locator("[aria-label='choose second']").check();
        assertThat(page.url()).endsWith("/?q=lenet&sort=name&order=up");
        page.goBack();
        assertThat(page.url()).endsWith("/?q=lenet&sort=validationAccuracy&order=down");
        assertThat(page.locator("[data-key=validationAccuracy]").getAttribute("aria-sort"))
                .isEqualTo("descending");
        page.goForward();
        click("a:text('second')");
        waitFor("h1:has-text('lenet')");
        page.goBack();
        waitFor("tbody tr");
        assertThat(page.locator("#search").inputValue()).isEqualTo("lenet");
        assertThat(page.locator("[data-key=name]").getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(page.locator("[aria-label='choose second']").isChecked()).isTrue();
        Page other = browser.page(1280, server.address() + "?q=second&sort=name&order=down"); // a link to it
        assertThat(other.locator("tbody th").allTextContents()).containsExactly("second");
        assertThat(browser.complaints).isEmpty();
    }
}
