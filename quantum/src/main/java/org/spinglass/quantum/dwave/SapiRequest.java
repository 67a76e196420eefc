// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the service.
 *
 * @param method of HTTP
 * @param path below the service's address, with a query where there is one
 * @param media the type that is expected of the answer, without its version
 * @param body null for none
 * @param encoding of the body; null for none
 * @param etag of the answer that is known; null for none
 * @param hold how long the service may wait before it answers
 * @param isSigned whether the token goes with it
 * @param more headers by their names
 */
@SuppressWarnings("ArrayRecordComponent")
record SapiRequest(
        String method,
        String path,
        String media,
        byte @Nullable [] body,
        @Nullable String encoding,
        @Nullable String etag,
        Duration hold,
        boolean isSigned,
        Map<String, String> more) {
    /** Answers of any type, without a version. */
    static final String ANY = "*/*";

    /** A text as a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A question. */
    static SapiRequest get(String path, String media) {
        return new SapiRequest("GET", path, media, null, null, null, Duration.ZERO, true, Map.of());
    }

    /** A question that needs no token. */
    static SapiRequest open(String path, String media) {
        return new SapiRequest("GET", path, media, null, null, null, Duration.ZERO, false, Map.of());
    }

    /** With something to send. */
    static SapiRequest sending(String method, String path, String media, byte[] body, @Nullable String encoding) {
        return new SapiRequest(method, path, media, body, encoding, null, Duration.ZERO, true, Map.of());
    }

    /** With other headers. */
    SapiRequest with(Map<String, String> headers) {
        return new SapiRequest(method, path, media, body, encoding, etag, hold, isSigned, headers);
    }

    /** A question that the service may hold. */
    SapiRequest holding(Duration time) {
        return new SapiRequest(method, path, media, body, encoding, etag, time, isSigned, more);
    }

    /** A question that need not be answered where the answer of this tag is still right. */
    SapiRequest unless(String tag) {
        return new SapiRequest(method, path, media, body, encoding, tag, hold, isSigned, more);
    }
}
