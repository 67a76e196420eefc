// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spinglass.network.layer.Network;
import org.spinglass.network.layer.Networks;
import org.spinglass.network.layer.Shape;
import org.spinglass.network.layer.Weights;
import org.spinglass.network.model.Model;
import org.spinglass.network.model.ModelCard;
import tools.jackson.databind.JsonNode;

/** What models think of a picture that is drawn or chosen on the live page. */
final class TrialPageTest {
    private static final int SIDE = 16;

    @TempDir
    private Path runs;

    /** A run whose model knows three classes. */
    private Model model(String name, long seed) throws IOException {
        Path folder = RunFixture.write(runs.resolve(name), seed, 8, 0.9);
        Network network = Networks.named("linear", new Shape(1, SIDE, SIDE), 3, Networks.Options.DEFAULT);
        ModelCard card = new ModelCard(
                new ModelCard.Images(1, SIDE, SIDE),
                List.of("cat", "dog", "<b>bird</b>"),
                new ModelCard.Origin("pets", "response", "1.0"),
                null);
        Model model = new Model(Weights.xavier(network, seed), card);
        model.write(folder);
        return model;
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        for (int k = 0; k < SIDE * SIDE; k++) {
            image.getRaster().setSample(k % SIDE, k / SIDE, 0, k);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static List<String> classes(Model model) {
        float[] pixels = new float[SIDE * SIDE];
        for (int k = 0; k < pixels.length; k++) {
            pixels[k] = k / 255f;
        }
        return model.classify(pixels).stream().map(one -> one.name()).toList();
    }

    @Test
    void aPictureIsDrawnOrChosenAndAnswered() throws IOException {
        Model first = model("first", 1);
        Model second = model("second", 2);
        Path file = Files.write(runs.resolve("picture.png"), picture());
        try (Browser browser = Browser.open();
                RunServer server = RunServer.start(runs, 0)) {
            Page page = browser.page(1280, server.address() + "runs/first");
            draw(page);
            page.locator(".opinion .guesses li").first().waitFor();
            assertThat(page.locator(".opinion .guesses li").count()).isEqualTo(3);
            page.locator("button:text('Clear')").click();
            assertThat(page.locator(".opinion .guesses li").count()).isZero();

            page.navigate(server.address() + "compare?run=first&run=second");
            page.locator("#trial input[type=file]").setInputFiles(file);
            page.locator(".opinion:has-text('second') .guesses li").first().waitFor();
            page.locator(".opinion:has-text('first') .guesses li").first().waitFor();
            assertThat(page.locator(".opinion:has-text('first') .guess").allTextContents())
                    .isEqualTo(classes(first));
            assertThat(page.locator(".opinion:has-text('second') .guess").allTextContents())
                    .isEqualTo(classes(second));
            page.locator("#trial input[type=file]")
                    .setInputFiles(Files.writeString(runs.resolve("no.png"), "no picture"));
            page.locator(".opinion:has-text('is no picture; expected PNG')")
                    .first()
                    .waitFor();
        }
    }

    @Test
    void onlyAModelOfPicturesIsOffered() throws Exception {
        model("pictures", 1);
        Path table = RunFixture.write(runs.resolve("table"), 2, 8, 0.9);
        Network network = Networks.named("linear", new Shape(1, 1, 2), 2, Networks.Options.DEFAULT);
        new Model(
                        Weights.xavier(network, 1),
                        new ModelCard(
                                new ModelCard.Features(List.of("length", "width"), List.of(0f, 0f), List.of(1f, 1f)),
                                List.of("a", "b"),
                                new ModelCard.Origin("flowers", "response", "1.0"),
                                null))
                .write(table);
        RunFixture.file(RunFixture.write(runs.resolve("damaged"), 3, 8, 0.9), "model.json", "{");
        try (RunServer server = RunServer.start(runs, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            assertThat(trials(client, server, "runs/pictures")).hasSize(1);
            assertThat(trials(client, server, "runs/table")).isEmpty();
            assertThat(trials(client, server, "runs/damaged")).isEmpty();
            assertThat(trials(client, server, "compare?run=table&run=pictures&run=damaged"))
                    .hasSize(1);
        }
    }

    private static JsonNode trials(HttpClient client, RunServer server, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).build();
        return RunReportTest.content(client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("models");
    }

    private static void draw(Page page) {
        Locator pad = page.locator("canvas.pad");
        pad.scrollIntoViewIfNeeded();
        BoundingBox box = Objects.requireNonNull(pad.boundingBox());
        page.mouse().move(box.x + box.width / 2, box.y + 20);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, box.y + box.height - 20);
        page.mouse().up();
    }

    @Test
    void onlyOurOwnPagesMayAsk() throws Exception {
        model("first", 1);
        try (RunServer server = RunServer.start(runs, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create(server.address() + "runs/first/classify");
            String own = server.address().substring(0, server.address().length() - 1);

            assertThat(status(client, address, own, picture())).isEqualTo(200);
            assertThat(status(client, address, "http://example.org", picture())).isEqualTo(403);
            assertThat(status(client, address, null, picture())).isEqualTo(403);
            assertThat(status(client, address, own, new byte[0])).isEqualTo(411);
            requireRefused(client, address, own);
            assertThat(status(client, address, own, new byte[100])).isEqualTo(422);
            assertThat(status(client, URI.create(server.address() + "runs/none/classify"), own, picture()))
                    .isEqualTo(404);
            assertThat(status(client, URI.create(server.address() + "runs/first"), own, picture()))
                    .isEqualTo(405);
        }
    }

    /** A server may hang up on what it refuses before all of it was sent. */
    private static void requireRefused(HttpClient client, URI address, String own) throws InterruptedException {
        try {
            assertThat(status(client, address, own, new byte[PictureTrial.LONGEST + 1]))
                    .isEqualTo(413);
        } catch (IOException hungUp) {
            assertThat(hungUp).hasMessageContaining("no bytes");
        }
    }

    private static int status(
            HttpClient client, URI address, @org.jspecify.annotations.Nullable String origin, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (origin != null) {
            request.setHeader("Origin", origin);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
