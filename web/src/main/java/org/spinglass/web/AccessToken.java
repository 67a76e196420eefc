// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a browser must know to be answered: 192 random bits. It brings them once, in the address that the program has printed,
 * and then in a cookie that scripts cannot read and other sites cannot send. Comparing takes the same time whatever was guessed.
 */
final class AccessToken {
    private static final int BYTES = 24;
    private static final String PARAMETER = "token";
    private static final String FORWARDS = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="referrer" content="no-referrer">
            <link rel="icon" href="data:,">
            <meta http-equiv="refresh" content="0;url=/">
            <title>Spinglass</title>
            </head>
            <body><p><a href="/">All runs</a></p></body>
            </html>
            """;

    private final String text;

    private AccessToken(String text) {
        this.text = text;
    }

    /** A new one. */
    static AccessToken random() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** What follows a page's address to bring it. */
    String query() {
        return "?" + PARAMETER + "=" + text;
    }

    /** Whether a request brings the token in its cookie. */
    boolean isKnownTo(Context request) {
        return isRight(request.cookie(cookie(request)));
    }

    /**
     * Answers a request that brings the token in its address, and no other, by a page that keeps it in a cookie and goes on:
     * what the browser's history then holds is an address without it.
     */
    boolean welcomes(Context request) {
        boolean isWelcome = request.req().getMethod().equals("GET")
                && request.path().equals("/")
                && isRight(request.queryParam(PARAMETER));
        if (isWelcome) {
            request.header("Set-Cookie", cookie(request) + "=" + text + "; Path=/; HttpOnly; SameSite=Strict")
                    .html(FORWARDS)
                    .skipRemainingHandlers();
        }
        return isWelcome;
    }

    /** Browsers keep cookies by host alone, whatever the port. */
    private static String cookie(Context request) {
        return "spinglass-" + request.req().getLocalPort();
    }

    private boolean isRight(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    }
}
