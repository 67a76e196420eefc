// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.quantum.dwave;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks for problems until they are over. Failures of the service on the way are waited out; what it refuses is not asked again.
 * For one thread.
 */
final class AnswerPoller {
    /** As many as one question may name, so that its address stays short. */
    private static final int MOST = 100;

    /** How often a problem may be missing among the service's answers. */
    private static final int PATIENCE = 5;

    private static final HttpRetries REST = new HttpRetries(0, Duration.ofMillis(50), Duration.ofSeconds(5));

    private final SapiConnection connection;
    private final Polling polling;
    private final @Nullable Duration timeout;
    private final Map<SubmittedJob, Integer> missed = new HashMap<>();
    private int silent;

    /**
     * A watch.
     *
     * @param timeout after which problems are given up; null for never
     */
    AnswerPoller(SapiConnection connection, Polling polling, @Nullable Duration timeout) {
        this.connection = connection;
        this.polling = polling;
        this.timeout = timeout;
    }

    /**
     * Waits until all jobs are over, or one of them failed.
     *
     * @param over told of each job that is over
     * @throws SapiException when the service refuses to tell, or it takes too long
     */
    void await(List<SubmittedJob> submittedJobs, Consumer<SubmittedJob> over, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        List<SubmittedJob> open = new ArrayList<>();
        for (SubmittedJob submittedJob : submittedJobs) {
            if (submittedJob.isOver()) {
                over.accept(submittedJob);
            } else {
                open.add(submittedJob);
            }
        }
        int question = 0;
        while (!open.isEmpty() && submittedJobs.stream().allMatch(submittedJob -> submittedJob.fault() == null)) {
            if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
                throw new SapiException(
                        SapiException.NO_STATUS,
                        open.size() + " of " + submittedJobs.size()
                                + " problems are not solved within polling_timeout, "
                                + timeout.toMillis() / 1e3 + " s; the first is "
                                + open.getFirst().id());
            }
            Waiting.pause(polling.pause(question++), goesOn);
            boolean isNews = false;
            for (List<SubmittedJob> part : parts(open)) {
                isNews |= ask(part, over, goesOn);
            }
            if (isNews) {
                question = 0;
                open.removeIf(SubmittedJob::isOver);
            }
        }
    }

    /** All of them; where the service holds a question, the oldest only, as a second question would have to wait. */
    private List<List<SubmittedJob>> parts(List<SubmittedJob> open) {
        List<List<SubmittedJob>> parts = new ArrayList<>();
        for (int from = 0; from < open.size(); from += MOST) {
            parts.add(open.subList(from, Math.min(open.size(), from + MOST)));
        }
        return polling instanceof Polling.Long ? parts.subList(0, 1) : parts;
    }

    /** Asks for problems once; returns whether one of them is over. */
    private boolean ask(List<SubmittedJob> open, Consumer<SubmittedJob> over, BooleanSupplier goesOn) {
        long start = System.nanoTime();
        JsonNode said;
        try {
            said = connection.ask(question(open), goesOn);
        } catch (SapiException e) {
            if (e.status() < 500) {
                throw e;
            }
            Waiting.pause(REST.pause(++silent), goesOn);
            return false;
        }
        Map<String, JsonNode> byId = new HashMap<>();
        said.forEach(status -> byId.put(status.path("id").asString(""), status));
        boolean isNews = false;
        for (SubmittedJob submittedJob : open) {
            JsonNode status = byId.get(submittedJob.id());
            if (status == null) {
                miss(submittedJob);
            } else if (submittedJob.update(status)) {
                over.accept(submittedJob);
                isNews = true;
            }
        }
        boolean isHasty = !polling.hold().isZero()
                && System.nanoTime() - start < Duration.ofMillis(500).toNanos();
        silent = isNews || !isHasty ? 0 : silent + 1;
        Waiting.pause(REST.pause(silent), goesOn);
        return isNews;
    }

    private void miss(SubmittedJob submittedJob) {
        if (missed.merge(submittedJob, 1, Integer::sum) > PATIENCE) {
            throw submittedJob.malformed(new IllegalArgumentException("the service does not know it any more"));
        }
    }

    private SapiRequest question(List<SubmittedJob> open) {
        String ids = String.join(",", open.stream().map(SubmittedJob::id).toList());
        String path = JobSubmitter.PATH + "?id=" + SapiRequest.encoded(ids);
        Duration hold = polling.hold();
        return hold.isZero()
                ? SapiRequest.get(path, JobSubmitter.MEDIA)
                : SapiRequest.get(path + "&timeout=" + hold.toSeconds(), JobSubmitter.MEDIA)
                        .holding(hold);
    }
}
