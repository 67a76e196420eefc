// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.spinglass.quantum.AnnealJob;
import org.spinglass.quantum.ProcessorException;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.ProblemStatus.State;
import tools.jackson.databind.JsonNode;

/** A job on its way: what the service knows it by, and what became of it. For one thread. */
final class SubmittedJob {
    private final String label;
    private final @Nullable AnnealJob job;
    private @Nullable String id;
    private boolean isSent;
    private State state = State.PENDING;
    private @Nullable ProcessorException fault;
    private @Nullable JsonNode answer;

    /**
     * A job.
     *
     * @param job with a label that no other has
     */
    SubmittedJob(AnnealJob job) {
        this.label = job.label();
        this.job = job;
    }

    /**
     * A job that is no anneal.
     *
     * @param label that no other has
     */
    SubmittedJob(String label) {
        this.label = label;
        this.job = null;
    }

    /**
     * The anneal that was handed over.
     *
     * @throws NullPointerException when it is none
     */
    AnnealJob job() {
        return Objects.requireNonNull(job, "the job is no anneal");
    }

    String label() {
        return label;
    }

    /** The name that the service gave to it; null as long as it is not known to have arrived. */
    @Nullable
    String id() {
        return id;
    }

    /** Why there will be no answer; null as long as there may be one. */
    @Nullable
    ProcessorException fault() {
        return fault;
    }

    /** The answer; null where it is not there yet, or has to be asked for. */
    @Nullable
    JsonNode answer() {
        return answer;
    }

    /** Whether nothing more will become of it. */
    boolean isOver() {
        return fault != null || state.isTerminal();
    }

    /** It is being sent; until the service is known to have it or not, it may have arrived. */
    void send() {
        isSent = true;
    }

    /** The service does not have it. */
    void lose() {
        isSent = false;
    }

    /** Whether it may have arrived without its name being known. */
    boolean isDoubtful() {
        return isSent && id == null && fault == null;
    }

    /** It was refused. */
    void refuse(ProcessorException reason) {
        fault = reason;
    }

    /**
     * Takes over what the service says of it.
     *
     * @return whether it is over now and was not before
     * @throws SapiException when the service says something that cannot be understood
     */
    boolean update(JsonNode said) {
        ProblemStatus status;
        try {
            status = ProblemStatus.of(said);
        } catch (IllegalArgumentException e) {
            throw malformed(e);
        }
        if (id != null && !id.equals(status.id())) {
            throw malformed(new IllegalArgumentException("its id is " + status.id() + "; expected " + id));
        }
        if (isOver()) {
            return false;
        }
        id = status.id();
        state = status.state();
        switch (state) {
            case COMPLETED -> answer = status.answer();
            case FAILED -> {
                String reason = Objects.requireNonNullElse(status.error(), "the service does not say why");
                boolean isOffline = reason.toLowerCase(Locale.ROOT).contains("solver is offline");
                fault = new ProcessorException("problem " + id
                        + (isOffline ? " was not solved, as the solver is offline: " : " failed: ") + reason);
            }
            case CANCELLED -> fault = new ProcessorException("problem " + id + " was cancelled by somebody else");
            case PENDING, IN_PROGRESS -> {}
        }
        return isOver();
    }

    /** The failure to understand what the service says of it. */
    SapiException malformed(IllegalArgumentException e) {
        return new SapiException(
                SapiException.NO_STATUS,
                "the service's answer on problem " + (id == null ? "'" + label + "'" : id) + " is malformed: "
                        + e.getMessage(),
                e);
    }
}
