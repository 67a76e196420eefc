// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response before it is sent.
 *
 * @param status of HTTP
 * @param contentType with version
 * @param body null for none
 * @param headers more of them
 */
record Reply(int status, String contentType, @Nullable ResponseBody body, Map<String, String> headers) {

    static Reply of(String contentType, ResponseBody body) {
        return new Reply(200, contentType, body, Map.of());
    }

    static Reply refused(Refusal refusal) {
        return new Reply(
                refusal.status(),
                "application/json",
                ResponseBody.of(refusal.error().toJson()),
                Map.of());
    }

    Reply withStatus(int value) {
        return new Reply(value, contentType, body, headers);
    }

    Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }
}
