// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.spinglass.quantum.internal.sapi.SapiError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Cancels problems that nobody waits for any more. */
final class JobCancellation {
    private static final System.Logger LOG = System.getLogger(JobCancellation.class.getName());
    private static final BooleanSupplier ALWAYS = () -> true;
    private static final int MOST = 1000;

    private JobCancellation() {}

    /**
     * Cancels those that are not over, among them those that may have arrived without an answer. Failures are told in the log:
     * there is another one under way, or the caller has given up.
     */
    static void cancel(SapiConnection connection, JobSubmitter submitter, List<SubmittedJob> submittedJobs) {
        boolean wasInterrupted = Thread.interrupted(); // so that requests can be made
        try {
            List<SubmittedJob> doubtful =
                    submittedJobs.stream().filter(SubmittedJob::isDoubtful).toList();
            cancel(connection, submittedJobs);
            for (SubmittedJob submittedJob : doubtful) {
                submitter.find(submittedJob, ALWAYS);
            }
            cancel(connection, doubtful);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "problems could not be cancelled: " + e.getMessage());
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void cancel(SapiConnection connection, List<SubmittedJob> submittedJobs) {
        List<String> ids = new ArrayList<>();
        for (SubmittedJob submittedJob : submittedJobs) {
            if (submittedJob.id() != null && !submittedJob.isOver()) {
                ids.add(submittedJob.id());
            }
        }
        for (int from = 0; from < ids.size(); from += MOST) {
            send(connection, ids.subList(from, Math.min(ids.size(), from + MOST)));
        }
    }

    private static void send(SapiConnection connection, List<String> ids) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        ids.forEach(list::add);
        SapiRequest request = SapiRequest.sending(
                "DELETE",
                JobSubmitter.PATH,
                JobSubmitter.MEDIA,
                JsonMapper.shared().writeValueAsBytes(list),
                null);
        for (JsonNode said : connection.ask(request, ALWAYS)) {
            if (SapiError.isError(said)) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "a problem was not cancelled: "
                                + connection.shown(SapiError.of(said).message()));
            }
        }
    }
}
