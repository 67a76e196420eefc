// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A visit of this machine's browser, without a window; where there is none the test is skipped, and says so. The
 * browser begins once in a Java machine, as that takes seconds; a visit has pages, cookies and complaints of its own.
 */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    private static com.microsoft.playwright.@Nullable Browser shared;

    private final com.microsoft.playwright.Browser browser;

    private final List<BrowserContext> contexts = new ArrayList<>();

    /** What pages complained of and what they asked of the network. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(com.microsoft.playwright.Browser browser) {
        this.browser = browser;
    }

    static synchronized Browser open() {
        com.microsoft.playwright.Browser running = shared;
        if (running == null || !running.isConnected()) {
            running = begin();
            shared = running;
        }
        return new Browser(running);
    }

    private static com.microsoft.playwright.Browser begin() {
        Optional<Path> program = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no browser on PATH: expected one of " + NAMES);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program.orElseThrow())
                            .setArgs(List.of("--no-sandbox", "--disable-background-networking", "--disable-gpu")));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A new page of this width that shows an address. */
    Page page(int width, String address) {
        return page(width, ColorScheme.LIGHT, address);
    }

    /** The same where a person prefers light or dark. */
    Page page(int width, ColorScheme scheme, String address) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme));
        contexts.add(context);
        Page page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.onConsoleMessage(message -> {
            if (!List.of("log", "info").contains(message.type())) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(address);
        return page;
    }

    @Override
    public void close() {
        contexts.forEach(BrowserContext::close);
    }
}
