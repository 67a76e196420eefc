// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.qpuserver;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.internal.sapi.JobMessage;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import org.spinglass.quantum.internal.sapi.SolverIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A problem that was taken, and where it stands. Changed under the lock of its {@link ProblemStore} only. */
final class ServedProblem {
    /** Bytes of a problem besides its messages, and of a value in a message besides its text. */
    private static final int OVERHEAD = 1000;

    private static final int NODE = 40;

    private final String id;
    private final JobMessage message;
    private final SolverIdentity solver;
    private final String client;
    private final Instant submitted = Instant.now();
    private State state = State.PENDING;
    private @Nullable Instant solved;
    private @Nullable String error;
    private @Nullable JsonNode answer;
    private long bytes;
    /** Also read without the lock, by the processor that solves it. */
    private volatile boolean isUnwanted;

    /** Requests that wait for it. */
    private final AtomicInteger waiters = new AtomicInteger();

    /** When somebody last asked for it, by {@link System#nanoTime}. */
    private volatile long lastAsked = System.nanoTime();

    /**
     * A problem that waits.
     *
     * @param client the connection over which it came
     */
    ServedProblem(String id, JobMessage message, SolverIdentity solver, String client) {
        this.id = id;
        this.client = client;
        this.message = message;
        this.solver = solver;
        this.bytes = OVERHEAD + bytes(message.data()) + bytes(message.params());
    }

    /** About how much memory it takes. */
    long bytes() {
        return bytes;
    }

    private static long bytes(JsonNode json) {
        long own = json.isString() ? NODE + json.stringValue().length() : NODE;
        return own + json.valueStream().mapToLong(ServedProblem::bytes).sum();
    }

    String id() {
        return id;
    }

    JobMessage message() {
        return message;
    }

    SolverIdentity solver() {
        return solver;
    }

    /** The connection over which it came. */
    String client() {
        return client;
    }

    /** Whether nobody waits for it, nor has asked for it for so many nanoseconds. */
    boolean isForgotten(long patience) {
        return waiters.get() == 0 && System.nanoTime() - lastAsked > patience;
    }

    /** Takes note that somebody asks for it. */
    void ask() {
        lastAsked = System.nanoTime();
    }

    /** Takes note that somebody waits for it from now on. */
    void beginWait() {
        waiters.incrementAndGet();
    }

    /** Takes note that one of those who wait does so no longer. */
    void endWait() {
        ask();
        waiters.decrementAndGet();
    }

    State state() {
        return state;
    }

    @Nullable
    JsonNode answer() {
        return answer;
    }

    boolean isUnwanted() {
        return isUnwanted;
    }

    void giveUp() {
        isUnwanted = true;
    }

    void begin() {
        state = State.IN_PROGRESS;
    }

    /** Has it wait again. */
    void giveWay() {
        state = State.PENDING;
    }

    void complete(JsonNode found) {
        answer = found;
        bytes += bytes(found);
        end(State.COMPLETED);
    }

    void fail(String why) {
        error = why;
        end(State.FAILED);
    }

    void end(State last) {
        state = last;
        solved = Instant.now();
    }

    /** Where it stands, with the answer or without. */
    ProblemStatus status(boolean hasAnswer) {
        return new ProblemStatus(
                id,
                state,
                message.type(),
                solver,
                submitted,
                message.label().isEmpty() ? null : message.label(),
                solved,
                error,
                hasAnswer ? answer : null);
    }

    /** Everything about it. */
    ObjectNode info() {
        ObjectNode json = JsonMapper.shared().createObjectNode().put("id", id);
        json.set("data", message.data());
        json.set("params", message.params());
        ObjectNode metadata = status(false).toJson();
        metadata.remove("id");
        metadata.put("submitted_by", "");
        metadata.putArray("messages");
        json.set("metadata", metadata);
        if (answer != null) {
            json.set("answer", answer);
        }
        return json;
    }
}
