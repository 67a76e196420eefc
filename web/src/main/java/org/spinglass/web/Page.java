// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A page that needs nothing else: the JSON object that it shows, the scripts that draw it and its style stand within. Its
 * policy lets the browser run these scripts alone and fetch nothing.
 */
final class Page {
    private static final String UPLOT = "META-INF/resources/webjars/uplot/1.6.30/";
    private static final List<String> SCRIPTS = List.of(
            "parts.js",
            "charts.js",
            "evaluation.js",
            "run.js",
            "compare.js",
            "spins.js",
            "solve.js",
            "answer.js",
            "reproduction.js");

    /** What only a page needs that a program serves. */
    private static final List<String> LIVE =
            List.of("actions.js", "list.js", "trash.js", "form.js", "trial.js", "anneal.js");

    /** Draws the page, and so comes last. */
    private static final String VIEW = "view.js";

    private static final String TEMPLATE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="%s">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            <noscript><p>This page draws itself by the script that it carries. JavaScript is off here.</p>%s</noscript>
            <main id="page"></main>
            <script type="application/json" id="content">%s</script>
            <script>%s</script>
            </body>
            </html>
            """;

    private Page() {}

    /**
     * The page.
     *
     * @param title as plain text
     * @param content what it shows
     * @param picture the address of a PNG within it, for browsers without scripts; null for none
     */
    static String of(String title, ObjectNode content, @Nullable String picture) {
        return page(title, content, picture, "", List.of());
    }

    /** The same for a page that a program serves, which may ask that program for more. */
    static String live(String title, ObjectNode content) {
        return page(title, content, null, "; connect-src 'self'", LIVE);
    }

    /** The path of a run's page. */
    static String path(String name) {
        return "/runs/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String page(
            String title, ObjectNode content, @Nullable String picture, String allowed, List<String> more) {
        String style = resource(UPLOT + "dist/uPlot.min.css") + own("view.css");
        StringBuilder script = new StringBuilder("\n/*\n")
                .append(resource(UPLOT + "LICENSE"))
                .append("*/\n")
                .append(resource(UPLOT + "dist/uPlot.iife.min.js"));
        SCRIPTS.forEach(name -> script.append(own(name)));
        more.forEach(name -> script.append(own(name)));
        script.append(own(VIEW));
        String policy = "default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'%s"
                .formatted(digest(style), digest(script.toString()), allowed);
        String plain = picture == null ? "" : "<img src=\"" + escaped(picture) + "\" alt=\"accuracy and loss\">";
        return TEMPLATE.formatted(policy, escaped(title), style, plain, Tree.embedded(content), script);
    }

    /** Text as it stands in HTML, in attributes too. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String own(String name) {
        return resource("org/spinglass/web/" + name);
    }

    private static String resource(String path) {
        try (InputStream in = Page.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program's own " + path + " is missing: install the program anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
