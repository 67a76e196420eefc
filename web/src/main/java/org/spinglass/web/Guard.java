// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what a browser asks of the page itself. Without a token, where only this machine is answered, a page of
 * another site that has its name pointed at this machine is given away by the host that it asks for; with one, it has none.
 * One that asks from afar is given away by its origin. What changes something comes of our own pages and as JSON, which
 * forms of others cannot send.
 */
final class Guard {
    /** A longer text is refused. */
    static final int LONGEST_TEXT = 64 << 10;

    /** Of what is refused for its length, as much is read as a person may send by mistake. */
    private static final long LONGEST_DROPPED = 8L * PictureTrial.LONGEST;

    private static final System.Logger LOG = System.getLogger(Guard.class.getName());
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY = "frame-ancestors 'none'; form-action 'none'";
    private static final String JSON = "application/json";
    private static final Pattern CLASSIFY = Pattern.compile("/runs/[^/]+/classify");
    private static final Pattern ANNEAL = Pattern.compile(AnnealPages.PATHS);
    private static final Pattern ACTION =
            Pattern.compile("/runs|/runs/[^/]+/(stop|resume|tags|delete)|/trash/[^/]+/restore");

    /** A percent sign that begins no byte; what stands behind a semicolon in a path is not looked at by others. */
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final @Nullable AccessToken token;

    /** With a token that is asked for; null for none. */
    Guard(@Nullable AccessToken token) {
        this.token = token;
    }

    /** Checks a request before it is looked at any further, and ends those that are refused. */
    void check(Context request) {
        request.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store");
        if (isOurs(request, request.header("Host"))) { // elsewhere browsers heed it with HTTPS alone, and complain
            request.header("Cross-Origin-Opener-Policy", "same-origin");
        }
        String origin = request.header("Origin");
        if (BAD_ESCAPE.matcher(request.req().getRequestURI()).find()) {
            refuse(request, HttpStatus.BAD_REQUEST, "expected two hexadecimal digits behind a percent sign");
        } else if (token == null && !isOurs(request, request.header("Host"))) {
            refuse(
                    request,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this page is reached by the address that serve has printed");
        } else if (origin != null && !isOrigin(request, origin)) {
            refuse(request, HttpStatus.FORBIDDEN, "pages of other sites may not ask this one");
        } else if (token != null && !token.isKnownTo(request)) {
            if (!token.welcomes(request)) {
                refuse(
                        request,
                        HttpStatus.UNAUTHORIZED,
                        "this page asks for a token; expected the address that serve has printed, with all that follows"
                                + " the question mark");
            }
        } else {
            checkBody(request, origin);
        }
    }

    private static void checkBody(Context request, @Nullable String origin) {
        String method = request.req().getMethod();
        if (method.equals("POST") && CLASSIFY.matcher(request.path()).matches()) {
            checkSent(request, origin, "a picture", PictureTrial.LONGEST);
        } else if (method.equals("POST") && ANNEAL.matcher(request.path()).matches()) {
            checkSent(request, origin, "a problem", PictureTrial.LONGEST);
        } else if (method.equals("POST") && ACTION.matcher(request.path()).matches()) {
            String type = Objects.requireNonNullElse(request.header("Content-Type"), "");
            if (!type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
                refuse(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "expected the header Content-Type: " + JSON);
            } else {
                checkSent(request, origin, "a text", LONGEST_TEXT);
            }
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            refuse(request, HttpStatus.METHOD_NOT_ALLOWED, "expected GET");
        } else if (request.req().getContentLengthLong() > 0 || request.header("Transfer-Encoding") != null) {
            refuse(request, HttpStatus.CONTENT_TOO_LARGE, "expected a request without a body");
        }
    }

    /** What is sent is taken of our own pages only, which say so, and of a length that is told. */
    private static void checkSent(Context request, @Nullable String origin, String what, int longest) {
        long length = request.req().getContentLengthLong();
        if (origin == null) {
            refuse(request, HttpStatus.FORBIDDEN, "expected the header Origin, as browsers send it");
        } else if (length < 1 || request.header("Transfer-Encoding") != null) {
            refuse(request, HttpStatus.LENGTH_REQUIRED, "expected " + what + " whose length is told");
        } else if (length > longest) {
            drop(request, length);
            refuse(request, HttpStatus.CONTENT_TOO_LARGE, "expected " + what + " of at most " + longest + " bytes");
        }
    }

    /** Takes what is still being sent: a browser whose sending is cut off shows that, not the answer. */
    private static void drop(Context request, long length) {
        if (length <= LONGEST_DROPPED) {
            try {
                request.req().getInputStream().skipNBytes(length);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a refused request was cut off", e);
            }
        }
    }

    /** Whether a request says that it comes of a page that was served here; with a token that may be by any name. */
    private boolean isOrigin(Context request, String origin) {
        String host = Objects.requireNonNullElse(request.header("Host"), "");
        return token == null
                ? origin.startsWith("http://") && isOurs(request, origin.substring(7))
                : !host.isEmpty()
                        && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    private static boolean isOurs(Context request, @Nullable String host) {
        int port = request.req().getLocalPort(); // the request's own is what it claims
        String asked = Objects.requireNonNullElse(host, "").toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name -> asked.equals(name + ":" + port));
    }

    private static void refuse(Context request, HttpStatus status, String reason) {
        request.status(status)
                .contentType("text/plain; charset=utf-8")
                .result(reason + "\n")
                .skipRemainingHandlers();
    }
}
