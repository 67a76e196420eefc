// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.http.ConflictResponse;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The trainings that the live page has begun, each a process of its own: so many at once, the others wait for their turn. Of a
 * training that has failed, or was stopped before there was anything to keep, it is told until another of its name begins, or
 * too many have. Those that a server has left which was killed are taken over. Safe for any number of threads.
 */
final class RunJobs implements AutoCloseable {
    /** More do not wait. */
    static final int MOST_WAITING = 50;

    private static final int MOST_TOLD = 10;
    private static final int SIGNALLED = 128;
    private static final int LONGEST_MESSAGE = 1000;
    private static final long PATIENCE_SECONDS = 120;
    private static final String WORDS_BEFORE = "spinglass: ";
    private static final System.Logger LOG = System.getLogger(RunJobs.class.getName());

    private final int most;
    private final JobRecords records;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private boolean isClosed;

    /** How a training gets on; its name in small letters is what the page is told. */
    enum State {
        WAITS,
        RUNS,
        STOPS,
        STOPPED,
        FAILED;

        /** Whether it is over, and only told of. */
        boolean isOver() {
            return this == STOPPED || this == FAILED;
        }
    }

    private static final class Job {
        private State state = State.WAITS;
        private @Nullable ProcessBuilder builder;
        private @Nullable ProcessHandle process;
        private @Nullable Path said;
        private String message = "";

        static Job waiting(ProcessBuilder builder) {
            Job job = new Job();
            job.builder = builder;
            return job;
        }

        static Job running(JobRecords.Left left) {
            Job job = new Job();
            job.process = left.process();
            job.said = left.said();
            job.state = State.RUNS;
            return job;
        }
    }

    /** With so many processes at once, at least 1. */
    RunJobs(int most, JobRecords records) {
        this.most = most;
        this.records = records;
    }

    /** Takes over the trainings that servers have left which were killed: they stop from here, and count among those at once. */
    synchronized void takeOver() {
        for (JobRecords.Left left : records.left()) {
            Job job = Job.running(left);
            if (jobs.putIfAbsent(left.name(), job) == null) {
                records.write(left.said(), left.name(), left.process()); // of which this is the server now
                left.process().onExit().thenAccept(_ -> leftEnded(left.name(), job));
            }
        }
    }

    /**
     * Begins a training, or has it wait.
     *
     * @param name of the run
     * @param builder of a process that stops in good order when it is asked to by the system
     */
    synchronized void begin(String name, ProcessBuilder builder) {
        if (isClosed) {
            throw new ServiceUnavailableResponse("the program is ending");
        }
        if (isActive(name)) {
            throw new ConflictResponse("run '" + name + "' is being trained already");
        }
        if (count(State.WAITS) >= MOST_WAITING) {
            throw new ServiceUnavailableResponse(
                    MOST_WAITING + " runs wait already; expected one of them to have begun first");
        }
        jobs.remove(name); // what an earlier one said
        jobs.put(name, Job.waiting(builder));
        beginNext();
    }

    /** Whether a training of this name runs or waits. */
    synchronized boolean isActive(String name) {
        Job job = jobs.get(name);
        return job != null && !job.state.isOver();
    }

    /** Does something to a run that is not being trained from here, and keeps it from being so meanwhile. */
    synchronized void whileIdle(String name, Runnable work) {
        if (isActive(name)) {
            throw new ConflictResponse("run '" + name + "' is being trained; expected it to be stopped first");
        }
        work.run();
    }

    /** Asks a training to stop as Ctrl-C does; one that waits will not begin. False where there is none. */
    synchronized boolean stop(String name) {
        Job job = jobs.get(name);
        if (job == null || job.state.isOver()) {
            return false;
        }
        if (job.process == null) {
            jobs.remove(name);
        } else if (job.state == State.RUNS) {
            job.state = State.STOPS;
            job.process.destroy();
        }
        return true;
    }

    /** How a training gets on; empty where there is none, or it has ended well. */
    synchronized String state(String name) {
        Job job = jobs.get(name);
        return job == null ? "" : text(job.state);
    }

    /** What a training that is over has said last; empty where it has left a run. */
    synchronized String message(String name) {
        Job job = jobs.get(name);
        return job == null ? "" : job.message;
    }

    /** All: objects with {@code name}, {@code state} and {@code message}. */
    synchronized ArrayNode view() {
        ArrayNode list = Tree.array();
        jobs.forEach((name, job) ->
                list.addObject().put("name", name).put("state", text(job.state)).put("message", job.message));
        return list;
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private long count(State state) {
        return jobs.values().stream().filter(job -> job.state == state).count();
    }

    private void beginNext() {
        for (Map.Entry<String, Job> entry : List.copyOf(jobs.entrySet())) {
            Job job = entry.getValue();
            boolean isNext = job.state == State.WAITS && count(State.RUNS) + count(State.STOPS) < most;
            if (!isClosed && isNext && job.builder != null) {
                begin(entry.getKey(), job, job.builder);
            }
        }
    }

    private void begin(String name, Job job, ProcessBuilder builder) {
        try {
            Path said = records.newLog();
            job.said = said;
            Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(said.toFile())
                    .start();
            process.getOutputStream().close();
            job.process = process.toHandle();
            job.state = State.RUNS;
            records.write(said, name, job.process);
            process.onExit().thenAccept(ended -> ended(name, job, ended.exitValue()));
        } catch (IOException e) {
            end(name, job, State.FAILED, "the training cannot be begun: " + RunFiles.reason(e));
            forget(job);
        }
    }

    private synchronized void ended(String name, Job job, int code) {
        boolean isStopped = code == SIGNALLED + 2 || code == SIGNALLED + 15; // as by Ctrl-C, here or elsewhere
        if (code == 0 || isStopped) {
            jobs.remove(name, job);
        } else {
            end(name, job, job.state == State.STOPS ? State.STOPPED : State.FAILED, lastWords(job, code));
        }
        forget(job);
        beginNext();
    }

    /** The end of one that another server began, of which the system tells no exit code. */
    private synchronized void leftEnded(String name, Job job) {
        String words = lastLine(job);
        if (job.state == State.STOPS ? records.hasRun(name) : !words.startsWith(WORDS_BEFORE)) {
            jobs.remove(name, job);
        } else {
            end(name, job, job.state == State.STOPS ? State.STOPPED : State.FAILED, message(words, "it has ended"));
        }
        forget(job);
        beginNext();
    }

    private void end(String name, Job job, State state, String message) {
        job.state = state;
        job.message = message;
        LOG.log(System.Logger.Level.INFO, name + ": " + message);
        List<String> over = new ArrayList<>();
        jobs.forEach((other, told) -> {
            if (told.state.isOver()) {
                over.add(other);
            }
        });
        over.stream().limit(Math.max(0, over.size() - MOST_TOLD)).forEach(jobs::remove);
    }

    private static String lastWords(Job job, int code) {
        return message(lastLine(job), "the training has ended with exit code " + code);
    }

    private static String lastLine(Job job) {
        try {
            if (job.said != null) {
                return new String(Files.readAllBytes(job.said), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .reduce("", (earlier, later) -> later);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what a training has said cannot be read: " + e);
        }
        return "";
    }

    private static String message(String words, String otherwise) {
        String message = words.startsWith(WORDS_BEFORE) ? words.substring(WORDS_BEFORE.length()) : words;
        String text = message.isBlank() ? otherwise : message;
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text;
    }

    private void forget(Job job) {
        if (job.said != null) {
            records.forget(job.said);
        }
    }

    /** Stops all as Ctrl-C does, and waits until they have ended; those that wait do not begin. */
    @Override
    public void close() {
        List<ProcessHandle> ending = new ArrayList<>();
        synchronized (this) {
            isClosed = true;
            jobs.values().removeIf(job -> job.state == State.WAITS);
            jobs.forEach((name, job) -> {
                if (job.process != null) {
                    ending.add(job.process);
                }
            });
            List.copyOf(jobs.keySet()).forEach(this::stop);
        }
        try {
            CompletableFuture.allOf(ending.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) { // asked to end at once; they stop without us
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "a training has not ended yet: " + e);
        }
    }
}
