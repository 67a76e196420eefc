// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.QubitAnswer;
import org.spinglass.quantum.internal.sapi.MediaType;
import org.spinglass.quantum.internal.sapi.ProblemStatus;
import org.spinglass.quantum.internal.sapi.QpAnswer;
import tools.jackson.databind.JsonNode;

/** Fetches the answers to problems that are solved, a few at a time. Safe for several threads. */
final class AnswerLoader {
    private static final int MOST = 6;

    private final SapiConnection connection;
    private final Semaphore loads = new Semaphore(MOST);

    AnswerLoader(SapiConnection connection) {
        this.connection = connection;
    }

    /**
     * The answer to a problem, asked for where it did not come with its status.
     *
     * @throws SapiException when the service refuses, or what it says is no answer to the problem
     */
    QubitAnswer load(SubmittedJob submittedJob) throws InterruptedException {
        loads.acquire();
        try {
            JsonNode message =
                    message(submittedJob, () -> !Thread.currentThread().isInterrupted());
            QubitAnswer answer = QpAnswer.read(
                    Objects.requireNonNull(submittedJob.id()),
                    message,
                    submittedJob.job().problem().offset());
            return AnswerCheck.checked(submittedJob.job(), answer);
        } catch (IllegalArgumentException e) {
            throw submittedJob.malformed(e);
        } finally {
            loads.release();
        }
    }

    /**
     * The answer to a problem as it came, asked for where it did not come with its status.
     *
     * @throws SapiException when the service refuses
     * @throws IllegalArgumentException when there is none
     */
    JsonNode message(SubmittedJob submittedJob, BooleanSupplier goesOn) {
        JsonNode message = submittedJob.answer();
        if (message == null) {
            String path = JobSubmitter.PATH + SapiRequest.encoded(Objects.requireNonNull(submittedJob.id())) + "/";
            JsonNode said = connection.ask(SapiRequest.get(path, MediaType.PROBLEM.plain()), goesOn);
            message = ProblemStatus.of(said).answer();
        }
        if (message == null) {
            throw new IllegalArgumentException("it is completed and has no answer");
        }
        return message;
    }
}
