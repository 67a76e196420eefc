// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The page on which an annealing is watched, and what it asks. */
final class AnnealPageTest {
    /** Its best cut has all four edges, and cold spins fall into it from anywhere. */
    private static final String STAR = "5 4\n1 2 1\n1 3 1\n1 4 1\n1 5 1\n";

    @TempDir
    private Path temp;

    private RunServer server;

    @BeforeEach
    void start() throws Exception {
        server = RunServer.start(Files.createDirectory(temp.resolve("runs")), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body, boolean isOurs) throws Exception {
        String origin = server.address().replaceFirst("/$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (isOurs) {
            request.header("Origin", origin);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private JsonNode answer(String path, String body) throws Exception {
        HttpResponse<String> response = post(path, body, true);
        return Tree.json("the answer", response.body().getBytes(StandardCharsets.UTF_8))
                .put("status", response.statusCode());
    }

    @Test
    void aProblemIsAnnealedInItsOwnSense() throws Exception {
        JsonNode made = answer("/anneal/problem?name=a/b/star.rudy&sweeps=50&seed=1", STAR);
        assertThat(made.get("status").asInt()).isEqualTo(200);
        assertThat(made.get("title").asString()).isEqualTo("star.rudy");
        assertThat(made.at("/problem/sense").asString()).isEqualTo("max-cut");
        assertThat(made.get("bound").asDouble())
                .as("few spins are searched to the end")
                .isEqualTo(4);
        assertThat(made.at("/value/50").asDouble()).isEqualTo(4);
        assertThat(made.at("/energy/50").asDouble()).isEqualTo(-4);
        assertThat(answer("/anneal/problem?name=star.rudy&sweeps=50&seed=1", STAR))
                .isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=x.rudy&sweeps=9&seed=1 | 2 1\\n1 2 a | x.rudy:2: a weight is 'a'; expected a finite number",
                "name=x.rudy&sweeps=0&seed=1 | 2 1\\n1 2 1 | sweeps is '0'; expected a whole number from 1 to 5000",
                "name=x.rudy&sweeps=9 | 2 1\\n1 2 1 | seed is ''; expected a whole number from 0 to 2147483647",
                "name=x&sweeps=9&seed=1 | hello | x: its format is not recognised; name it with Format, one of ",
                "name=x&sweeps=9&seed=1&format=tsv | 2 1 | no problem format is called 'tsv'; there are rudy, ",
                "name=x.csv&sweeps=9&seed=1 | 1,2\\n2,1 | x.csv: ",
                "name=x.csv&sweeps=9&seed=1&vartype=qubit | 1,2\\n2,1 | vartype is 'qubit'; expected spin or binary",
            })
    void badProblemsAreToldAsSolveTellsThem(String query, String body, String message) throws Exception {
        JsonNode answer = answer("/anneal/problem?" + query, body.replace("\\n", "\n"));
        assertThat(answer.get("error").asString()).startsWith(message);
        assertThat(answer.get("status").asInt()).isEqualTo(422);
    }

    @Test
    void badChoicesOfASubproblemAreNamed() throws Exception {
        assertThat(answer("/anneal/subproblem", "{").get("error").asString()).startsWith("the request:1: ");
        assertThat(answer("/anneal/subproblem", "{\"layer\": 1.5}").get("error").asString())
                .isEqualTo("layer is 1.5; expected a whole number from 1 to 32767");
        assertThat(answer(
                                "/anneal/subproblem",
                                "{\"run\":\"../x\",\"layer\":1,\"neuron\":1,\"epoch\":1,\"bits\":8,\"sweeps\":9,\"seed\":0}")
                        .get("error")
                        .asString())
                .isEqualTo("there is no run '../x' here");
    }

    @Test
    void pagesOfOthersAreRefused() throws Exception {
        assertThat(post("/anneal/subproblem", "{}", false).statusCode()).isEqualTo(403);
        assertThat(post("/anneal/problem", STAR, false).statusCode()).isEqualTo(403);
        assertThat(post("/anneal/else", STAR, true).statusCode()).isEqualTo(405);
        assertThat(post("/anneal/problem", "1".repeat(PictureTrial.LONGEST + 1), true)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void anAnnealingIsPlayedAndStepped() throws Exception {
        Path problem = Files.writeString(temp.resolve("star.txt"), STAR);
        try (Browser browser = Browser.open()) {
            Page page = browser.page(375, server.address());
            page.locator("a:text('Watch an annealing')").click();
            page.locator("#sweeps").selectOption("240");
            page.locator("#file").setInputFiles(problem);
            page.locator("#watch").waitFor();
            page.locator("#now:not(:has-text('sweep 0 of'))").waitFor(); // it plays by itself
            page.locator("#play").click();
            String now = page.locator("#now").textContent();
            page.locator("#step").click();
            int sweep = Integer.parseInt(now.replaceAll("sweep (\\d+) .*", "$1"));
            assertThat(page.locator("#now").textContent()).startsWith("sweep " + (sweep + 1) + " of 240 · cut ");
            page.locator("#back").click();
            assertThat(page.locator("#now").textContent()).isEqualTo(now);
            page.locator("#faster").click();
            assertThat(page.locator("#speed").textContent()).isEqualTo("15 states a second");
            page.locator("#faster").click();
            page.locator("#faster").click();
            page.locator("#play").click();
            page.locator("#now:has-text('sweep 240 of 240 · cut 4')").waitFor();
            page.locator("#play:has-text('Play')").waitFor();
            assertThat(page.locator("[data-curve=bound] .value").textContent()).isEqualTo("4");
            assertThat(page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(375);

            page.locator("#sweeps").selectOption("30");
            page.locator("#subproblem").click();
            page.locator("#watch-title:has-text('Layer 3, neuron 1')").waitFor();
            page.locator("#now:has-text('sweep 30 of 30')").waitFor(new Locator.WaitForOptions());
            assertThat(page.locator("#watch .note").first().textContent()).contains("64 weights of 4 bits, 256 spins");
            page.locator("#neuron").fill("11");
            page.locator("#subproblem").click();
            page.locator("#said:has-text('neuron is 11; expected a whole number from 1 to 10')")
                    .waitFor();
            assertThat(browser.complaints).allMatch(complaint -> complaint.contains("422"));
        }
    }
}
