// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The live page: the runs of a folder as a list, each as its report, several side by side, and those that go on as they go;
 * runs begin, stop and go on from there, and get tags, are deleted and put back. It answers only what its own pages ask, and
 * where other machines can ask only who knows its token. It reads and writes only folders directly in the one that it was
 * given. Threads may share this.
 */
public final class RunServer implements AutoCloseable {
    /** Pages that follow what goes on, at once. */
    static final int MOST_FOLLOWERS = 48;

    private static final System.Logger LOG = System.getLogger(RunServer.class.getName());
    private static final int MOST_CONNECTIONS = 128;
    private static final int OTHER_THREADS = 24;

    /** When there are so many connections those that say nothing for so long make room; {@link Feed} says more often. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(5);

    private static final int LONGEST_HEADER = 8192;

    private final RunList runs;
    private final ServerHost host;
    private final @Nullable AccessToken token;
    private final RunJobs jobs;
    private final Trash trash;
    private final RunActions actions;
    private final Feed feed = new Feed(MOST_FOLLOWERS);
    private final RunPages pages;
    private final Javalin server;

    private RunServer(RunList runs, ServerHost host, ServerOptions options) {
        this.runs = runs;
        this.host = host;
        this.token = options.hasToken() || !host.isLoopback() ? AccessToken.random() : null;
        this.jobs = new RunJobs(options.mostRuns(), new JobRecords(runs.root()));
        this.trash = new Trash(runs.root(), Clock.systemUTC());
        this.actions = new RunActions(runs, jobs, trash, options.starter());
        this.pages = new RunPages(runs, jobs, trash, actions, options.starter(), feed);
        this.server = Javalin.create(config -> configure(config, options.port()));
    }

    /** Begins to serve the runs of a folder to this machine, without anything to train by; otherwise as the other. */
    public static RunServer start(Path folder, int port) {
        return start(ServerOptions.of(folder, port));
    }

    /**
     * Begins to serve, removes for good what was deleted from the page more than 30 days ago, and takes over the trainings of
     * a server that was killed.
     *
     * @throws WebException when there is no such folder, or host or port cannot be had
     */
    public static RunServer start(ServerOptions options) {
        Path folder = options.folder();
        if (!Files.isDirectory(folder)) {
            throw new WebException(folder + ": " + (Files.exists(folder) ? "is a file" : "no such folder")
                    + "; expected a folder of runs");
        }
        ServerHost host = ServerHost.of(options.host());
        RunServer made;
        try {
            made = new RunServer(new RunList(folder), host, options);
            made.runs.rows();
        } catch (IOException e) {
            throw new WebException(folder + ": " + RunFiles.reason(e) + "; expected a folder of runs", e);
        }
        try {
            made.server.start();
        } catch (JavalinException e) {
            throw new WebException("port " + options.port() + " cannot be had; expected one that is free", e);
        }
        made.trash.removeOld();
        made.jobs.takeOver();
        return made;
    }

    /** Where a browser finds it, with the token where one is asked for. */
    public String address() {
        return "http://" + host.shown() + ":" + server.port() + "/" + (token == null ? "" : token.query());
    }

    /** Stops what was begun from the page, as Ctrl-C does, waits until it has ended, and lets go of all browsers. */
    @Override
    public void close() {
        feed.close();
        server.stop();
        jobs.close();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = new QueuedThreadPool(MOST_FOLLOWERS + OTHER_THREADS);
        config.http.maxRequestSize = PictureTrial.LONGEST;
        config.jetty.host = host.text();
        config.jetty.port = port;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(LONGEST_HEADER);
        });
        config.jetty.modifyServer(jetty -> {
            NetworkConnectionLimit limit = new NetworkConnectionLimit(MOST_CONNECTIONS, jetty);
            limit.setEndPointIdleTimeout(IDLE_WHEN_FULL.toMillis());
            jetty.addBean(limit);
        });
        routes(config.routes);
    }

    private void routes(RoutesConfig routes) {
        routes.before(new Guard(token)::check);
        pages.addTo(routes);
        new AnnealPages(runs).addTo(routes);
        actions.addTo(routes);
        routes.exception(
                WebException.class, (e, request) -> answer(request, HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage()));
        routes.exception(
                HttpResponseException.class,
                (e, request) -> answer(request, HttpStatus.forStatus(e.getStatus()), e.getMessage()));
        routes.exception(Exception.class, (e, request) -> {
            LOG.log(System.Logger.Level.WARNING, request.path() + ": " + e);
            answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "this page could not be made; the program has said why");
        });
    }

    private static void answer(Context request, HttpStatus status, @Nullable String message) {
        ObjectNode content = Tree.object().put("home", "/").put("error", Objects.requireNonNullElse(message, ""));
        request.status(status).html(Page.live("Spinglass", content));
    }
}
