// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only what a browser of this machine asks of the page itself. A page of another site that has its name
 * pointed at this machine is given away by the host that it asks for, one that asks from afar by its origin.
 */
final class Guard {
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String POLICY = "frame-ancestors 'none'; form-action 'none'";

    private static final Pattern CLASSIFY = Pattern.compile("/runs/[^/]+/classify");
    private static final Pattern ANNEAL = Pattern.compile(AnnealPages.PATHS);

    private Guard() {}

    /** Checks a request before it is looked at any further, and ends those that are refused. */
    static void check(Context request) {
        request.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store");
        int port = request.req().getLocalPort(); // the request's own is what it claims
        String origin = request.header("Origin");
        String method = request.req().getMethod();
        if (!isOwn(request.header("Host"), port)) {
            refuse(
                    request,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "this page is reached by the address that serve has printed");
        } else if (origin != null && !(origin.startsWith("http://") && isOwn(origin.substring(7), port))) {
            refuse(request, HttpStatus.FORBIDDEN, "pages of other sites may not ask this one");
        } else if (method.equals("POST") && CLASSIFY.matcher(request.path()).matches()) {
            checkSent(request, origin, "a picture");
        } else if (method.equals("POST") && ANNEAL.matcher(request.path()).matches()) {
            checkSent(request, origin, "a problem");
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            refuse(request, HttpStatus.METHOD_NOT_ALLOWED, "expected GET");
        } else if (request.req().getContentLengthLong() > 0 || request.header("Transfer-Encoding") != null) {
            refuse(request, HttpStatus.CONTENT_TOO_LARGE, "expected a request without a body");
        }
    }

    /** What is sent is taken of our own pages only, which say so, and of a length that is told. */
    private static void checkSent(Context request, @Nullable String origin, String what) {
        long length = request.req().getContentLengthLong();
        if (origin == null) {
            refuse(request, HttpStatus.FORBIDDEN, "expected the header Origin, as browsers send it");
        } else if (length < 1 || request.header("Transfer-Encoding") != null) {
            refuse(request, HttpStatus.LENGTH_REQUIRED, "expected " + what + " whose length is told");
        } else if (length > PictureTrial.LONGEST) {
            refuse(
                    request,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "expected " + what + " of at most " + PictureTrial.LONGEST + " bytes");
        }
    }

    private static boolean isOwn(@Nullable String host, int port) {
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
