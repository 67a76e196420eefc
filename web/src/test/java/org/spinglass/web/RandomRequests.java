// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Requests of which most are nearly right. */
final class RandomRequests {
    private static final String[] METHODS = {
        "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", ""
    };
    private static final String[] PARTS = {
        "/",
        "runs",
        "compare",
        "changes",
        "anneal",
        "problem",
        "subproblem",
        "new",
        "form?method=",
        "trash",
        "/stop",
        "/resume",
        "/tags",
        "/delete",
        "/restore",
        "20260101-000000-000",
        "?like=first",
        "?deleted=",
        "first",
        "second",
        "linked",
        "..",
        "%2e%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "%",
        "%zz",
        "%ff",
        "%ed%a0%80",
        "%f0%9f%90%88",
        ";a=b",
        "//",
        ".",
        "?run=first",
        "&run=second",
        "&run=%zz",
        "?run=%ff",
        "&run[]=x",
        "#x",
        "+",
        "borrowed",
        "secret",
        "<script>",
        "'\"",
        "\u00e4",
        "{name}",
        "*",
        "http://evil.example/"
    };
    private static final String[] VERSIONS = {"HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "http/1.1", ""
    };
    private static final String[] HEADERS = {
        "Accept: text/event-stream",
        "Accept: */*",
        "Accept: " + "a/b,".repeat(300),
        "Connection: close",
        "Connection: Upgrade\r\nUpgrade: h2c",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13",
        "Origin: http://evil.example",
        "Origin: null",
        "Host: evil.example",
        "Content-Length: 3",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Expect: 100-continue",
        "Expect: nonsense",
        "Range: bytes=0-5,3-9",
        "If-Modified-Since: yesterday",
        "Cookie: a=\"b; c=\u0001",
        "X-Forwarded-Host: evil.example",
        "X: " + "y".repeat(9000),
        "No colon",
        ": no name",
        " folded",
        "Last-Event-ID: 7",
        "Accept-Encoding: gzip, br, deflate",
        "Accept-Language: \u00ff",
        "Content-Type: a/b; charset=none",
        "Content-Type: application/json"
    };

    private RandomRequests() {}

    private static String one(SplittableRandom random, String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** The first of some in most cases, else any. */
    private static String mostly(SplittableRandom random, String[] of) {
        return random.nextInt(4) > 0 ? of[0] : one(random, of);
    }

    static byte[] next(SplittableRandom random, int port) {
        StringBuilder text = new StringBuilder(mostly(random, METHODS)).append(' ');
        if (random.nextInt(8) > 0) {
            text.append(random.nextBoolean() ? "/" : random.nextBoolean() ? "/runs/" : "/compare?run=first&run=");
        }
        for (int parts = random.nextInt(5); parts > 0; parts--) {
            text.append(one(random, PARTS));
        }
        text.append(' ').append(mostly(random, VERSIONS)).append("\r\n");
        if (random.nextInt(8) > 0) {
            text.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        for (int headers = random.nextInt(4); headers > 0; headers--) {
            text.append(one(random, HEADERS)).append("\r\n");
        }
        text.append(random.nextInt(8) > 0 ? "\r\n" : "");
        if (random.nextInt(4) == 0) {
            text.append("3\r\nabc\r\n0\r\n\r\n");
        }
        byte[] request =
                text.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        if (random.nextInt(3) == 0) {
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                request[random.nextInt(request.length)] = (byte) random.nextInt(256);
            }
        }
        return request;
    }
}
