// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.internal.sapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state of a submitted problem.
 *
 * @param id the name that the server gave it
 * @param state where it stands
 * @param type ising, qubo or another
 * @param solver which solves it
 * @param submittedOn when it was taken; null where the server does not say
 * @param label that its owner gave it; null for none
 * @param solvedOn when it ended; null before
 * @param error why it failed; null otherwise
 * @param answer the object {@code answer}; null where the message has none
 */
public record ProblemStatus(
        String id,
        State state,
        String type,
        SolverIdentity solver,
        @Nullable Instant submittedOn,
        @Nullable String label,
        @Nullable Instant solvedOn,
        @Nullable String error,
        @Nullable JsonNode answer) {
    private static final String WHAT = "state of a problem";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Where a problem stands. */
    public enum State {
        /** It waits. */
        PENDING,
        /** It is being solved. */
        IN_PROGRESS,
        /** It has an answer. */
        COMPLETED,
        /** It has none and never will. */
        FAILED,
        /** It was given up at its owner's wish. */
        CANCELLED;

        /** Whether it stays so for good. */
        public boolean isTerminal() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }

        /**
         * The state of a name.
         *
         * @throws IllegalArgumentException when there is none of this name
         */
        public static State of(String name) {
            for (State state : values()) {
                if (state.name().equals(name)) {
                    return state;
                }
            }
            throw new IllegalArgumentException(
                    "status is " + name + "; expected PENDING, IN_PROGRESS, COMPLETED, FAILED or CANCELLED");
        }
    }

    /** The message. */
    public ObjectNode toJson() {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("status", state.name())
                .put("id", id);
        json.set("solver", solver.toJson());
        json.put("type", type);
        put(json, "submitted_on", submittedOn == null ? null : TIME.format(submittedOn));
        put(json, "label", label);
        put(json, "solved_on", solvedOn == null ? null : TIME.format(solvedOn));
        put(json, "error_message", error);
        if (answer != null) {
            json.set("answer", answer);
        }
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    /**
     * The state of a message.
     *
     * @throws IllegalArgumentException naming a field that is missing or not understood
     */
    public static ProblemStatus of(JsonNode json) {
        JsonNode answer = json.get("answer");
        return new ProblemStatus(
                Fields.text(json, "id", WHAT),
                State.of(Fields.text(json, "status", WHAT)),
                json.path("type").asString(""),
                SolverIdentity.of(json.path("solver")),
                time(json, "submitted_on"),
                text(json, "label"),
                time(json, "solved_on"),
                text(json, "error_message"),
                answer == null || answer.isNull() ? null : answer);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant time(JsonNode json, String name) {
        String text = text(json, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Fields.unexpected(WHAT, name, json.path(name), "a time such as 2022-09-01T17:55:00.877038Z");
        }
    }
}
