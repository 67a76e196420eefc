// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request, or one job of a batch, was not served.
 *
 * @param code as of HTTP, such as 400
 * @param message for the user
 */
public record SapiError(int code, String message) {
    private static final String CODE = "error_code";
    private static final String MESSAGE = "error_msg";

    /** Whether an element of a batch is an error and not the state of a problem. */
    public static boolean isError(JsonNode element) {
        return element.isObject() && element.has(CODE);
    }

    /** {@code {"error_code": 400, "error_msg": "..."}}. */
    public ObjectNode toJson() {
        return JsonMapper.shared().createObjectNode().put(CODE, code).put(MESSAGE, message);
    }

    /** The error of an element for which {@link #isError} holds. */
    public static SapiError of(JsonNode element) {
        return new SapiError(element.path(CODE).asInt(0), element.path(MESSAGE).asString(""));
    }

    /**
     * The error of a response that says no; bodies that are no JSON are the message themselves.
     *
     * @param status of HTTP
     */
    public static SapiError of(int status, String body) {
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            if (json != null && json.isObject()) {
                return new SapiError(
                        json.path(CODE).asInt(status), json.path(MESSAGE).asString(body.strip()));
            }
        } catch (JacksonException e) {
            return new SapiError(status, body.strip());
        }
        return new SapiError(status, body.strip());
    }
}
