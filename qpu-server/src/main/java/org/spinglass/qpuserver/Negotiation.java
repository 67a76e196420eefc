// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.MediaType;
import tools.jackson.databind.JsonNode;

/** Which representation a request gets: that of its {@code Accept}. */
final class Negotiation {
    private static final String DEPRECATION =
            "accept-without-version; context=\"api\"; message=\"Accept names no version of"
                    + " its media type; version 3 is sent\"; sunset=@1798761600";

    private Negotiation() {}

    /**
     * The reply in version 3, with a warning to those who did not ask for a version. Answers and messages go out as version
     * 2.1 too, in which they are the same.
     *
     * @throws Refusal 415 when the request accepts something else only
     */
    static Reply reply(HttpRequest request, MediaType type, JsonNode body) {
        return reply(request, type, ResponseBody.of(body));
    }

    /** The same for a body that is written already. */
    static Reply reply(HttpRequest request, MediaType type, ResponseBody body) {
        String accept = request.header("Accept");
        String version = require(accept, type);
        if (version == null) {
            return Reply.of(type.versioned(), body).with("X-Deprecation", DEPRECATION);
        }
        return Reply.of(version.equals("3") ? type.versioned() : type.plain() + "; version=2.1.0", body);
    }

    /** The version that is asked for; null for whichever. */
    static @Nullable String require(@Nullable String accept, MediaType type) {
        if (accept == null) {
            return null;
        }
        String version = null;
        boolean isAny = false;
        for (String range : accept.split(",")) {
            String name = range.split(";", 2)[0].strip();
            if (type.names(range)) {
                String major = MediaType.major(range);
                isAny |= major == null;
                boolean isOld = type == MediaType.ANSWER || type == MediaType.MESSAGES;
                if ("3".equals(major) || "2".equals(major) && isOld) {
                    version = major;
                }
            }
            isAny |= name.equals("*/*") || name.equals("application/*") || name.equals("application/json");
        }
        if (version == null && !isAny) {
            throw new Refusal(415, "Accept is " + accept + "; expected " + type.versioned());
        }
        return version;
    }
}
