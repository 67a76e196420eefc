// Copyright the Spinglass authors.
// Licensed under the Apache License, Version 2.0; see LICENSE.
package org.spinglass.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The live page: the runs of a folder as a list, each as its report, several side by side, and those that go on as they go.
 * It listens on this machine alone, answers only what its own pages ask, reads only folders directly in
 * the one that it was given, and writes nothing. Threads may share this.
 */
public final class RunServer implements AutoCloseable {
    /** Pages that follow what goes on, at once. */
    static final int MOST_FOLLOWERS = 48;

    /** Runs that one page compares at most. */
    static final int MOST_COMPARED = 50;

    private static final System.Logger LOG = System.getLogger(RunServer.class.getName());
    private static final String HOST = "127.0.0.1";
    private static final int MOST_CONNECTIONS = 128;
    private static final int OTHER_THREADS = 24;

    /** When there are so many connections those that say nothing for so long make room; {@link Feed} says more often. */
    private static final Duration IDLE_WHEN_FULL = Duration.ofSeconds(5);

    private static final int LONGEST_HEADER = 8192;

    private final RunList runs;
    private final PictureTrial trial = new PictureTrial();
    private final Feed feed = new Feed(MOST_FOLLOWERS);
    private final Javalin server;

    private RunServer(RunList runs, int port) {
        this.runs = runs;
        this.server = Javalin.create(config -> configure(config, port));
    }

    /**
     * Begins to serve.
     *
     * @param folder that holds the folders of runs
     * @param port to listen on; 0 for any that is free
     * @throws WebException when there is no such folder, or the port cannot be had
     */
    public static RunServer start(Path folder, int port) {
        if (!Files.isDirectory(folder)) {
            throw new WebException(folder + ": " + (Files.exists(folder) ? "is a file" : "no such folder")
                    + "; expected a folder of runs");
        }
        RunServer made;
        try {
            made = new RunServer(new RunList(folder), port);
            made.runs.rows();
        } catch (IOException e) {
            throw new WebException(folder + ": " + RunFiles.reason(e) + "; expected a folder of runs", e);
        }
        try {
            made.server.start();
        } catch (JavalinException e) {
            throw new WebException("port " + port + " cannot be had; expected one that is free", e);
        }
        return made;
    }

    /** Where a browser finds it. */
    public String address() {
        return "http://" + HOST + ":" + server.port() + "/";
    }

    /** Stops, and lets go of all browsers. */
    @Override
    public void close() {
        feed.close();
        server.stop();
    }

    private void configure(JavalinConfig config, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = new QueuedThreadPool(MOST_FOLLOWERS + OTHER_THREADS);
        config.http.maxRequestSize = PictureTrial.LONGEST;
        config.jetty.host = HOST;
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
        routes.before(Guard::check);
        routes.get("/", this::list);
        routes.get("/runs/{name}", this::run);
        routes.get("/compare", this::compare);
        routes.post("/runs/{name}/classify", this::classify);
        routes.get("/changes", request -> feed.follow(request, () -> Tree.embedded(rows())));
        routes.get("/runs/{name}/changes", request -> feed.follow(request, new Progress(find(request))));
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

    private ArrayNode rows() {
        try {
            return runs.rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path find(Context request) {
        return find(request.pathParam("name"));
    }

    private Path find(String name) {
        return runs.find(name).orElseThrow(() -> new NotFoundResponse("there is no run '" + name + "' here"));
    }

    private void list(Context request) {
        ObjectNode content = Tree.object().put("folder", runs.root().toString()).put("changes", "/changes");
        content.set("list", rows());
        request.html(Page.live("Runs - Spinglass", content));
    }

    private void run(Context request) {
        ObjectNode run = RunView.read(find(request));
        ObjectNode content = Tree.object().put("home", "/").put("changes", request.path() + "/changes");
        content.putArray("runs").add(run);
        addTrials(content, List.of(request.pathParam("name")));
        request.html(Page.live(run.path("name").asString() + " - Spinglass", content));
    }

    /** What the run's model thinks of the picture that is the request's body. */
    private void classify(Context request) {
        ObjectNode answer;
        try {
            answer = trial.classify(find(request), request.bodyAsBytes());
        } catch (WebException e) {
            request.status(HttpStatus.UNPROCESSABLE_CONTENT);
            answer = Tree.object().put("error", e.getMessage());
        }
        request.contentType("application/json").result(Tree.embedded(answer));
    }

    /** Where the models of runs can be tried, for those that have one that takes pictures. */
    private void addTrials(ObjectNode content, List<String> names) {
        ArrayNode models = Tree.object().putArray("models");
        for (String name : names) {
            if (PictureTrial.isFor(find(name))) {
                String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
                models.addObject().put("name", name).put("url", "/runs/" + path + "/classify");
            }
        }
        if (!models.isEmpty()) {
            content.set("models", models);
        }
    }

    private void compare(Context request) {
        List<String> names = request.queryParams("run").stream().distinct().toList();
        if (names.size() < 2 || names.size() > MOST_COMPARED) {
            throw new WebException("runs to compare: " + names.size() + "; expected 2 to " + MOST_COMPARED);
        }
        List<ObjectNode> views = new ArrayList<>();
        names.forEach(name -> views.add(RunView.read(find(name))));
        ObjectNode content = RunReport.compared(views).put("home", "/");
        addTrials(content, names);
        request.html(Page.live(views.size() + " runs - Spinglass", content));
    }

    private static void answer(Context request, HttpStatus status, @Nullable String message) {
        ObjectNode content = Tree.object().put("home", "/").put("error", Objects.requireNonNullElse(message, ""));
        request.status(status).html(Page.live("Spinglass", content));
    }

    /** What a run has come to, read anew when its files have changed. */
    private static final class Progress implements Supplier<String> {
        private final Path folder;
        private String stamp = "";
        private String text = "";

        Progress(Path folder) {
            this.folder = folder;
        }

        @Override
        public String get() {
            String now = RunList.stamp(folder);
            if (!now.equals(stamp)) {
                stamp = now;
                try {
                    text = Tree.embedded(RunView.progress(folder));
                } catch (WebException e) { // such as a folder that was taken away
                    text = Tree.embedded(Tree.object().put("error", e.getMessage()));
                }
            }
            return text;
        }
    }
}
